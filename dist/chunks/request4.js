export { n as request } from "./request3.js";
