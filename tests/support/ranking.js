/** What a ranking shows, row by row. @param {import("playwright-core").Locator} ranking */
export const rowsOf = (ranking) =>
  ranking.evaluate((element) =>
    [...element.shadowRoot.querySelectorAll("tr[data-code]")].map((row) => ({
      code: row.dataset.code,
      rank: row.querySelector(".rank").textContent.trim(),
      name: row.querySelector("th button").textContent.trim(),
      score: (row.querySelector("[part=score-number]") ?? row.querySelector(".score")).textContent.trim(),
    })),
  );
