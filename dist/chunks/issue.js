export { t as requestOfIssue } from "./issue2.js";
