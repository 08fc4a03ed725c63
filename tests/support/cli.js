// Runs the command line and hands back everything it said.
import { execFile } from "node:child_process";
import { project } from "./files.js";

/** @returns {Promise<{ code: number, out: string, err: string }>} */
export const innodex = (...args) =>
  new Promise((done) => {
    execFile(process.execPath, [`${project}pkg/bin/innodex.js`, ...args], { cwd: project, maxBuffer: 1 << 26 }, (fault, out, err) =>
      done({ code: fault ? fault.code : 0, out, err }),
    );
  });
