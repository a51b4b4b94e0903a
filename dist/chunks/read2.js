export { r as readPlan } from "./read.js";
