export { i as draftSummary } from "./draft-markdown2.js";
