export { d as tryOutcome } from "./outcome-files2.js";
