export { t as evidenceFrom, n as evidenceOfRecord, r as requestOf } from "./request2.js";
