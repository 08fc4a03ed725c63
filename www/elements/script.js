/** The address of the script that a page names to show the elements. */
import { addressOf } from "../api/compile.js";
import { local } from "./address.js";

export const scriptAddress = () => local(addressOf("innodex.js"));
