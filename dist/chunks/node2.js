export { r as fs, i as path } from "./node3.js";
