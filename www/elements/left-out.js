/** Stands where links, saved tables (sharing.js) and the elder mode (elder.js) do in a page in one file and in a notebook, which have none of them. */
import { nothing } from "lit";

export const sharing = () => ({});
export const switching = () => ({});
export const modes = () => {};
export const tableButtons = () => nothing;
