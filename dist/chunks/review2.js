export { o as reviewText } from "./review3.js";
