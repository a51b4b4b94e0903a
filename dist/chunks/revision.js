export { t as revisedPhases, n as revisionLines } from "./revision2.js";
