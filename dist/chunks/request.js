export { n as evidenceFrom, r as evidenceOfRecord, i as requestOf } from "./request2.js";
