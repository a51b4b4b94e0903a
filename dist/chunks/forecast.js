export { t as forecast } from "./forecast2.js";
