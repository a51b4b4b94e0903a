import { n as cleanLine } from "./clean.js";
import { t as plain } from "./paint.js";
// src/report/lapsed.ts
const MOST_LINES = 20;
function lapsedText(changes, paint = plain) {
	return [...changes].flatMap(([phase, parts]) => [`${paint.bold(phase)} changed since it was approved:`, ...parts.flatMap(({ what, lines }) => [
		`  ${cleanLine(what)}`,
		...lines.slice(0, MOST_LINES).map(({ sign, text }) => `    ${(sign === "+" ? paint.green : paint.red)(`${sign} ${cleanLine(text)}`)}`),
		...lines.length > MOST_LINES ? [`    … and ${lines.length - MOST_LINES} more lines`] : []
	])]).join("\n");
}
export { lapsedText };
