export { t as recall } from "./recall.js";
