export { t as onExecute, n as onPublish, r as onReview, i as onSchedule, a as onVerify } from "./steps2.js";
