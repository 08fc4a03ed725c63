/** What a server answers, for rescue.js. A script that holds everything itself asks nobody (ask-nobody.js). */

/** @typedef {{ status: number, bytes: Uint8Array<ArrayBuffer> }} Answer what a server answered; status 0 where nothing came */

/** @param {string} href @param {RequestInit} [how] @returns {Promise<Answer>} */
export const ask = (href, how) =>
  fetch(href, how).then(
    async (answer) => ({ status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer().catch(() => new ArrayBuffer(0))) }),
    () => ({ status: 0, bytes: new Uint8Array(0) }),
  );
