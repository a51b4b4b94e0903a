import { n as version$1 } from "./package.js";
// src/entries/version.ts
/** As package.json says; the bundler writes it into the bundle. */
const version = version$1;
export { version as t };
