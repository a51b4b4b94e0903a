export { r as findPlan } from "./where2.js";
