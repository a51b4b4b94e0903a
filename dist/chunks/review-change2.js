export { t as reviewBranch } from "./review-change.js";
