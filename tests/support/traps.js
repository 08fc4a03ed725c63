// Real traps at will: a call of an export is answered by a function of the smallest module that breaks off, so that it is the
// engine itself that does, whatever the calculator has learnt to refuse.

/**
 * Lies in wait at every instance that is made from now on: `traps.next` names what is to break off (a part of an export's name) and
 * how (`unreachable`, `memory`, `stack`), once or `always`. It stands alone, for it is also sent to pages, before their own scripts.
 */
export function waylay() {
  const bytes = [
    [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 4, 3, 0, 0, 0, 5, 3, 1, 0, 1], // three functions, one page of memory
    [7, 13, 3, 1, 117, 0, 0, 1, 109, 0, 1, 1, 115, 0, 2], // exported as u, m, s
    [10, 19, 3, 3, 0, 0, 11, 8, 0, 65, 127, 40, 2, 0, 26, 11, 4, 0, 16, 2, 11], // unreachable; a load at the end of memory; itself again
  ];
  const { u: unreachable, m: memory, s: stack } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(bytes.flat()))).exports;
  const kinds = { unreachable, memory, stack };
  const traps = { next: null, sprung: 0, memories: [] };
  const waylaid = ({ exports }) => {
    const around = (name, run) => (...given) => {
      if (traps.next && name.includes(traps.next.name)) {
        const { kind, always } = traps.next;
        if (!always) traps.next = null;
        traps.sprung++;
        kinds[kind]();
      }
      return run(...given);
    };
    traps.memories.push(exports.memory);
    return { exports: Object.fromEntries(Object.entries(exports).map(([name, run]) => [name, typeof run === "function" ? around(name, run) : run])) };
  };
  const { Instance, instantiate } = WebAssembly;
  WebAssembly.Instance = function (module, imports) {
    return waylaid(new Instance(module, imports));
  };
  WebAssembly.instantiate = async (module, imports) => waylaid(await instantiate.call(WebAssembly, module, imports));
  globalThis.traps = traps;
  return traps;
}

/** Kinds of traps, each with what V8 calls it. */
export const KINDS = { unreachable: "RuntimeError", memory: "RuntimeError", stack: "RangeError" };
