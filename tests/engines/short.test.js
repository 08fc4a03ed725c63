// The floor in `make test`: Chromium 90 under the README's own policy, with a page of the first ranking and one of each larger module.
import { test } from "node:test";
import { compare } from "./pages.js";

test("Chromium 90 shows what current Chromium shows, under the policy", (t) => compare(t, { engines: ["Chromium 90"], pages: ["index", "table"], policies: ["the policy"], most: 1 }));
