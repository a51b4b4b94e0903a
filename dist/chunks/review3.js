export { s as reviewText } from "./review2.js";
