// Every demo page in every engine that can be had, under the README's policy and under none (`make test-engines`).
import { test } from "node:test";
import { compare, PAGES } from "./pages.js";

const engines = process.env.ENGINES?.split(",") ?? ["Chromium 90", "Chromium 109", "Firefox ESR", "WebKitGTK"];
test("every engine shows what current Chromium shows", (t) => compare(t, { engines, pages: process.env.PAGES?.split(",") ?? PAGES, most: 3 }));
