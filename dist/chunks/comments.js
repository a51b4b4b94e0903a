export { t as onApproveComment } from "./comments2.js";
