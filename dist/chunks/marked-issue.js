export { i as requireMarked } from "./marked-issue2.js";
