export { t as usdRange, n as waveMarkdown } from "./wave-answer2.js";
