export { r as forgeLine } from "./markdown.js";
