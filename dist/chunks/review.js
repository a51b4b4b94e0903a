export { i as reviewText } from "./review2.js";
