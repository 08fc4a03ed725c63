/** A file of the package. It stands apart, since a page that holds everything itself has another way (www/publish/beside.js). */
export { file } from "../api/compile.js";
