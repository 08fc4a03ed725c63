// Holds the elements to what the package declares of them. Compiled with the sources, never run.
import type * as Declared from "../../www/elements/public.js";
import * as real from "../../www/elements/index.js";

type Settable = "data" | "framework" | "indicators" | "model";
type Has<Real, Public, Own extends keyof Real & keyof Public> = Pick<Real, Own> extends { [K in Own]: unknown }
  ? { [K in Own]: [Public[K]] extends [Real[K]] ? true : never }
  : never;
type Kept<Real, Public, Own extends keyof Real & keyof Public> = Has<Real, Public, Own>[Own];

export const model: Kept<real.InnodexModel, Declared.InnodexModel, Settable> = true;
export const ranking: Kept<real.InnodexRanking, Declared.InnodexRanking, Settable | "period" | "node" | "region"> = true;
