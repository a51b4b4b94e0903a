export { n as tellAgain } from "./told-again2.js";
