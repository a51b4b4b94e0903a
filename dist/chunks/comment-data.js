// src/review/comment-data.ts
/** Data at the very end of a text of ours, in an HTML comment that nobody sees: one line, and nothing in it can end the comment. */
const CLOSE = " -->";
const openOf = (name) => `<!-- planfile:${name} `;
/** What could end the comment, mention somebody or break the line is written as JSON escapes. */
function dataComment(name, data) {
	const text = JSON.stringify(data).replace(/[^ !"$%'-,./0-;=?A-[\\\]^_a-{}|]|-/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
	return `${openOf(name)}${text}${CLOSE}`;
}
/** What stands at the end of a body; undefined where there is none, or no JSON. It proves nothing by itself. */
function dataIn(name, body) {
	const end = body.trimEnd();
	const open = openOf(name);
	const from = end.lastIndexOf(open);
	if (from < 0 || !end.endsWith(CLOSE)) return void 0;
	const text = end.slice(from + open.length, -4);
	if (text.includes("-->")) return void 0;
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
export { dataIn as n, dataComment as t };
