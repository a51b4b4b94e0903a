export { n as schedule } from "./schedule.js";
