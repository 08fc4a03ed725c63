// The page of raw tables, as the tests of it use it.
import { readFileSync } from "node:fs";
import { page } from "./browser.js";
import { project } from "./files.js";

export const RAW = `${project}tests/fixtures/raw/`;

/** A page with the element, tested. */
export const table = (name, work, site = {}) => page(name, { at: "/table.html", ...site }, work);
export const element = (tab) => tab.locator("innodex-table");
export const csv = (name, content) => ({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
export const open = (tab, ...files) => element(tab).locator("input[type=file]").setInputFiles(files.map((file) => (typeof file === "string" ? csv(file, readFileSync(RAW + file)) : file)));
export const shown = (tab) => element(tab).locator(".root").first().innerText();
/** Waits for a ranking of so many rows, wherever it stands. */
export const ranked = (tab, count = 31) => tab.locator("innodex-ranking").locator(`css=tr[data-code]:nth-child(${count}):last-child`).waitFor();
export const file = (tab, name) => element(tab).locator(`section.file[aria-label="${name}"]`);
export const questions = (tab, name) => file(tab, name).locator(".waiting li");
export const settled = (tab, name) => file(tab, name).getByText("没有需要确认的地方").waitFor();
export const rank = (tab) => element(tab).getByRole("button", { name: "排名", exact: true });
export const fault = (tab, name) => file(tab, name).locator("[part=problem]").first();
const OFFICE = `${project}tests/fixtures/office/`;
export const book = (name) => ({ name, mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", buffer: readFileSync(OFFICE + name) });
/** What a line of the file is shown as: its choice, and what its cells were taken for. */
export const line = (tab, name, row) => file(tab, name).locator(".lines tr.line").filter({ has: tab.locator(`th:text-is("${row}")`) });
