export { r as requireDefaultBranch } from "./job2.js";
