export { t as isReviewing, n as onRequestReview, r as publishReviewed } from "./reviewing3.js";
