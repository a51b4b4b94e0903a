export { t as reviewMarkdown } from "./review-markdown2.js";
