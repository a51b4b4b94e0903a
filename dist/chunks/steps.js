export { n as onExecute, r as onPublish, i as onVerify } from "./steps2.js";
