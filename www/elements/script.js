/** The address of the script that a page names to show the elements. */
import { local } from "./address.js";

export const scriptAddress = () => local(new URL("innodex.js", import.meta.url).href);
