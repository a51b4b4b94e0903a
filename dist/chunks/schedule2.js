export { n as startWave } from "./schedule.js";
