export { t as gate } from "./gate2.js";
