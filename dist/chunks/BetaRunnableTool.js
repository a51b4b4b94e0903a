import { ot as ToolError } from "./promise.js";
// node_modules/@anthropic-ai/sdk/lib/internal/toolsets/sanitize.mjs
/**
* C0 and C1 controls, the line separators and the bidi controls: anything that would break or reorder the one line a
* page- or model-supplied value goes into.
*/
const LINE_UNSAFE = "\\x00-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069";
const CONTROL_RE = /* @__PURE__ */ (() => new RegExp(`[${LINE_UNSAFE}]+`, "g"))();
const LONE_SURROGATE_RE = /[\uD800-\uDFFF]/gu;
/** `text` with each unpaired surrogate replaced by U+FFFD, so it can be sent. */
function wellFormed(text) {
	return text.replace(LONE_SURROGATE_RE, "�");
}
/**
* The API's limit for a text field of the block, for a URL, and the most of an exception's text an `is_error` result
* holds.
*/
const FIELD_MAX = 4096;
const LOG_MAX = 200;
/**
* A page- or model-supplied text on one line the model or an operator reads: a tab's title, a download's
* error, a field of a member's confirmation line. Line breaks, control and bidi characters are folded to
* spaces, a lone surrogate to U+FFFD, the ends trimmed, and the whole cut to `limit`.
*/
function oneLine(text, limit = FIELD_MAX) {
	return cutPoints(wellFormed(text).replace(CONTROL_RE, " ").trim(), limit);
}
/** A model- or page-supplied name for a log record or an SDK-written error text: `oneLine`, cut short. @internal */
function logSafe(name) {
	return oneLine(name, LOG_MAX);
}
/**
* A model-chosen name as it is echoed inside single quotes in a text the model reads: one line, cut short, and without
* the quotes and runs of spaces that could make it read as part of the text around it.
* @internal
*/
function quotedName(name) {
	return logSafe(name).replace(/[' ]+/g, " ").trim();
}
/** `Error: <message>` for a thrown value other than a `ToolError`: an `Error`'s message, else it as a string. */
function thrownErrorText(e) {
	return `Error: ${e instanceof Error ? e.message : String(e)}`;
}
/**
* A caught exception's text as the `is_error` result the model reads (the same `Error: <message>` a failing function
* tool produces), made well-formed and cut to the field limit: a driver's exception can embed a page-sized payload.
*/
function errorText(error) {
	return cutPoints(wellFormed(thrownErrorText(error)), FIELD_MAX);
}
/**
* The first `limit` code points of `text`: a cut by UTF-16 units could split a surrogate pair, and a lone surrogate
* fails the request.
*/
function cutPoints(text, limit) {
	if (text.length <= limit) return text;
	let end = 0;
	let points = 0;
	for (const ch of text) {
		if (points === limit) break;
		points += 1;
		end += ch.length;
	}
	return text.slice(0, end);
}
/**
* The text blocks of a `ToolError`'s content. Deliberate, like the empty-content placeholder: the API accepts only
* text on an is_error result and answers anything else with a 400 that ends the run, so an image a member attached to
* its refusal is dropped here rather than ending the whole loop. The refusal's text still reaches the model.
*/
function errorTextContent(content) {
	if (typeof content === "string") return wellFormed(content);
	return content.filter((block) => block.type === "text" && block.text !== "").map((block) => ({
		...block,
		text: wellFormed(block.text)
	}));
}
// node_modules/@anthropic-ai/sdk/lib/tools/BetaRunnableTool.mjs
/**
* The name the model calls a tool by: `mcp_server_name` for MCP toolsets, `type` for nameless server
* toolsets (browser/computer), `name` for everything else.
*/
function toolName(tool) {
	return "name" in tool ? tool.name : "mcp_server_name" in tool ? tool.mcp_server_name : tool.type;
}
/** Tool-result content for a thrown value: a {@link ToolError}'s own content, otherwise `Error: <message>`. */
function toolErrorContent(e) {
	return e instanceof ToolError ? e.content : thrownErrorText(e);
}
/** Parse the input, run the tool, and turn anything thrown into an error result. */
async function runRunnableTool(tool, rawInput, context) {
	try {
		const input = tool.parse ? tool.parse(rawInput) : rawInput;
		return {
			content: await tool.run(input, context),
			isError: false
		};
	} catch (e) {
		return {
			content: toolErrorContent(e),
			isError: true
		};
	}
}
export { quotedName as a, errorTextContent as i, toolName as n, errorText as r, runRunnableTool as t };
