// src/outcomes/paths.ts
/**
* What `paths` means. A pattern is a path from the top folder, with slashes, in which `*` stands for any run
* of characters within a segment, `?` for one, `**` as a whole segment for any number of segments (at the end
* for at least one), and `{a,b}` for either. All else, brackets and parentheses too, stands for itself:
* `app/[id]/page.tsx` is a file's name. Dot files are files like any other, and case counts. A folder's name
* alone matches no file in it.
*
* Not a glob library: those read more signs than these, and their regular expressions can be made to run for
* ever by a pattern, which is what a stranger may send here. The tables below take (length of pattern) ×
* (length of path) steps at most.
*/
/** Does any of the patterns name this path? No pattern, no match. */
function matches(path, patterns) {
	return patterns.some((pattern) => matcher(pattern)(path));
}
/** One pattern, ready to be asked many times. */
function matcher(pattern) {
	if (isLiteral(pattern)) return (path) => path === pattern;
	const choices = alternatives(pattern).map(segmentsOf);
	return (path) => {
		const segments = path.split("/").map((text) => ({
			text,
			literal: true
		}));
		return choices.some((choice) => segmentsMeet(choice, segments));
	};
}
/** May two patterns name the same path? Exact but for what is excluded by being no file name. */
function mayOverlap(one, other) {
	const others = alternatives(other).map(segmentsOf);
	return alternatives(one).map(segmentsOf).some((a) => others.some((b) => segmentsMeet(a, b)));
}
/** A pattern that names one path and nothing else. */
function isLiteral(pattern) {
	return !/[*?]/.test(pattern) && alternatives(pattern).length === 1;
}
/** Of one pattern; more are refused (`patternFault`), and name nothing. */
const MOST_ALTERNATIVES = 64;
/** Braces with a comma in them, not nested; any other brace stands for itself. */
const GROUP = /\{([^{},]*(?:,[^{},]*)+)\}/;
/** The pattern without its `{a,b}`: one pattern for each choice. */
function alternatives(pattern) {
	if (!pattern.includes("{")) return [pattern];
	let all = [""];
	let rest = pattern;
	for (let group = GROUP.exec(rest); group !== null; group = GROUP.exec(rest)) {
		const before = rest.slice(0, group.index);
		const choices = group[1].split(",");
		all = all.flatMap((start) => choices.map((choice) => start + before + choice)).slice(0, 65);
		rest = rest.slice(group.index + group[0].length);
	}
	return all.slice(0, 65).map((start) => start + rest);
}
/** Why a text is no pattern, in the middle of a sentence; nothing when it is one. */
function patternFault(pattern) {
	if (pattern.startsWith("/") || /^[A-Za-z]:/.test(pattern)) return "it must start in the top folder";
	if (pattern.includes("\\")) return "folders are parted by slashes, and a backslash escapes nothing";
	if (pattern.startsWith("!")) return "there is no negation";
	if (pattern !== pattern.trim()) return "it must not begin or end with white space";
	if (pattern !== pattern.normalize("NFC")) return "it must be in Unicode form NFC";
	const all = alternatives(pattern);
	if (all.length > MOST_ALTERNATIVES) return `it has more than ${MOST_ALTERNATIVES} alternatives`;
	for (const segment of all.flatMap((one) => one.split("/"))) {
		if (segment === "") return "a folder has no name: name the files in it, as in `src/**`";
		if (segment === "." || segment === "..") return "`.` and `..` are not allowed";
		if (segment.includes("**") && segment !== "**") return "`**` must stand alone between slashes";
	}
}
function segmentsOf(pattern) {
	const texts = pattern.split("/");
	if (texts.at(-1) === "**") texts.push("*");
	return texts.map((text) => ({
		text,
		literal: false
	}));
}
/** Can both lists name the same segments? */
function segmentsMeet(a, b) {
	return meet(a, b, ({ text, literal }) => !literal && text === "**", (one, other) => charactersMeet(one, other));
}
/** Can both segments name the same text, of one character at least? */
function charactersMeet(a, b) {
	if (a.literal && b.literal) return a.text === b.text;
	const signs = ({ text, literal }) => [...text].map((sign) => ({
		sign,
		literal
	}));
	const one = ({ sign, literal }) => !literal && sign === "?";
	return meet(signs(a), signs(b), ({ sign, literal }) => !literal && sign === "*", (x, y) => one(x) || one(y) || x.sign === y.sign);
}
/**
* Two sequences, in either of which an item may stand for any run of items: can they name the same one? A
* cell of the table says whether the first i of `a` and the first j of `b` can; only the last row is kept.
*/
function meet(a, b, any, same) {
	let row = [true];
	for (const [j, right] of b.entries()) row.push(row[j] && any(right));
	for (const left of a) {
		const next = [row[0] && any(left)];
		for (const [j, right] of b.entries()) if (any(left) || any(right)) next.push(row[j + 1] || next[j]);
		else next.push(row[j] && same(left, right));
		row = next;
	}
	return row[b.length];
}
export { mayOverlap as a, matches as i, isLiteral as n, patternFault as o, matcher as r, alternatives as t };
