export { i as stepsOf } from "./record3.js";
