import { t as findSecrets } from "./secrets.js";
import { t as Fault } from "./fault.js";
import { n as cleanLine } from "./clean.js";
import { join, resolve } from "node:path";
import { createHash } from "node:crypto";
// src/session/manifests.ts
/**
* What the manifests at the top of a repository say of it: how it is called, how it is tested, what it builds on. Bounded, and
* only names: a model that needs more reads the file.
*/
/** Read at the top of the tree, in this order. */
const MANIFESTS = [
	"package.json",
	"pyproject.toml",
	"Cargo.toml",
	"go.mod",
	"Makefile",
	"justfile",
	"composer.json",
	"Gemfile",
	"pom.xml",
	"build.gradle.kts",
	"mix.exs"
];
/** Characters of one manifest, and how many manifests are told. */
const MOST = 700;
const MOST_MANIFESTS = 4;
/** Lines of `name: what it says`; empty where there is nothing to say. */
const manifestLines = (manifests) => manifests.slice(0, MOST_MANIFESTS).flatMap(({ path, text }) => {
	const said = cleanLine((READERS[path] ?? firstLines)(text), MOST);
	return said === "" ? [] : [`${path}: ${said}`];
});
const READERS = {
	"package.json": packageJson,
	"composer.json": packageJson,
	"go.mod": (text) => matching(text, /^(?:module|go) .*$/gm),
	Makefile: (text) => `targets ${names(text, /^([A-Za-z][\w.-]*):(?!=)/gm)}`,
	justfile: (text) => `recipes ${names(text, /^@?([A-Za-z][\w-]*)[^:=\n]*:(?!=)/gm)}`,
	"pyproject.toml": (text) => matching(text, /^(?:name|requires-python|build-backend) *=.*$|^\[[^\]\n]+\]$/gm),
	"Cargo.toml": (text) => matching(text, /^(?:name|edition|members) *=.*$|^\[[^\]\n]+\]$/gm)
};
function packageJson(text) {
	let json;
	try {
		json = JSON.parse(text);
	} catch {
		return "it is no JSON";
	}
	if (typeof json !== "object" || json === null) return "it is no object";
	const fields = json;
	const keys = (name) => {
		const value = fields[name];
		const list = typeof value === "object" && value !== null ? Object.keys(value) : [];
		return list.length === 0 ? "" : `${name} ${list.join(", ")}`;
	};
	const plain = (name) => typeof fields[name] === "string" ? `${name} ${String(fields[name])}` : "";
	return [
		plain("name"),
		plain("type"),
		plain("packageManager"),
		keys("scripts"),
		keys("workspaces"),
		keys("dependencies"),
		keys("devDependencies"),
		keys("require")
	].filter((part) => part !== "").join("; ");
}
const matching = (text, pattern) => (text.match(pattern) ?? []).join("; ");
const names = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].join(", ");
const firstLines = (text) => text.split("\n", 8).join(" ");
// src/session/documents.ts
/**
* Documents that a person gives along (`--context`), packed to a bound: short ones whole, of long ones the start, so that all of
* them together fit. What is left out is said, so that nobody takes a part for the whole.
*/
/** Characters of all documents together: some 15,000 tokens, which every turn reads from the cache. Choice of ours. */
const MOST_CONTEXT = 6e4;
/** In the order given. Room that a short document leaves goes to the longer ones. */
function packDocuments(documents, most = MOST_CONTEXT) {
	const shares = sharesOf(documents.map(({ text }) => text.length), most);
	return documents.map(({ path, text }, i) => {
		const told = wholeCharacters(text, shares[i]);
		return {
			path,
			text: told.length < text.length ? `${told}\n[cut: ${told.length} of ${text.length} characters]` : text,
			sha256: createHash("sha256").update(text).digest("hex"),
			length: text.length,
			told: told.length
		};
	});
}
/** The shortest first: each takes what it needs of an equal share of what is left. */
function sharesOf(lengths, most) {
	const shares = lengths.map(() => 0);
	let left = most;
	const order = lengths.map((length, i) => ({
		length,
		i
	})).sort((a, b) => a.length - b.length);
	for (const [done, { length, i }] of order.entries()) {
		shares[i] = Math.min(length, Math.floor(left / (order.length - done)));
		left -= shares[i];
	}
	return shares;
}
/** No pair of surrogates is cut in two. */
const wholeCharacters = (text, most) => text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "");
// src/commands/introduction.ts
/**
* What a session is told beside its phase: the repository's map and manifests, agent instructions, and the documents that a person
* gave along. All of it is read before the session starts: nothing is opened in a tree that a session can write (trust.md T13).
*/
/** `base`: what is built on; `trusted`: the default branch's commit, where there is one (trust.md T1). */
async function introduction({ base, trusted, documents }, { git: { repository } }) {
	const entries = (await repository.entries(base)).map(({ path, size }) => ({
		path,
		bytes: size
	}));
	const small = new Set(entries.flatMap(({ path, bytes }) => (bytes ?? 0) <= MANIFEST_BYTES ? [path] : []));
	return {
		entries,
		manifests: await read(repository, base, MANIFESTS.filter((path) => small.has(path))),
		instructions: (trusted === null ? [] : await read(repository, trusted, INSTRUCTION_FILES)).map(({ path, text }) => ({
			path,
			text: text.slice(0, INSTRUCTIONS_MOST)
		})),
		documents
	};
}
const MANIFEST_BYTES = 262144;
/** Agent instruction files come from the default branch, whatever the branch that is built on says (trust.md T1). */
const INSTRUCTION_FILES = ["AGENTS.md", "CLAUDE.md"];
const INSTRUCTIONS_MOST = 2e4;
async function read(repository, commit, paths) {
	const found = [];
	for (const path of paths) {
		const bytes = await repository.read(commit, path);
		if (bytes) found.push({
			path,
			text: new TextDecoder().decode(bytes)
		});
	}
	return found;
}
/**
* The documents of `--context`, packed; a folder stands for the texts in it. Throws a fault for one that is not there, is no text or
* holds a secret.
*/
async function contextDocuments(paths, cwd, { files }) {
	const documents = [];
	for (const path of paths) {
		const within = await textsOf(path, cwd, files);
		if (within.length > 0) documents.push(...within);
		else documents.push(await document(path, cwd, files));
	}
	return packDocuments(documents.slice(0, MOST_DOCUMENTS));
}
async function document(path, cwd, files) {
	const bytes = await files.read(resolve(cwd, path));
	if (bytes === void 0) throw new Fault("usage", "context-missing", `there is no document ${path}`, "Correct --context.");
	return {
		path,
		text: textOf(path, bytes)
	};
}
/** As many as an outcome lists (outcomes/result.ts), and how deep a folder is looked through. */
const MOST_DOCUMENTS = 50;
const MOST_LEVELS = 6;
const DOCUMENTS = /\.(?:md|mdx|markdown|rst|adoc|txt|org)$/i;
/** Of a folder, by name; hidden files, and what is no document by its ending, are not meant. Nothing: it is no folder, or an empty one. */
async function textsOf(path, cwd, files, levels = MOST_LEVELS) {
	const found = [];
	if (levels === 0) return found;
	for (const name of await files.list(resolve(cwd, path))) {
		if (name.startsWith(".") || found.length >= MOST_DOCUMENTS) continue;
		const inner = join(path, name);
		if (DOCUMENTS.test(name)) found.push(await document(inner, cwd, files));
		else found.push(...await textsOf(inner, cwd, files, levels - 1));
	}
	return found;
}
function textOf(path, bytes) {
	let text;
	try {
		text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		throw new Fault("usage", "context-no-text", `${path} is no text in UTF-8`, "Give a text along, or leave it out.");
	}
	const [secret] = findSecrets(text);
	if (secret) throw new Fault("refused", "context-secret", `${path} holds what looks like ${secret.kind}, and would go to the model service`, "Take the secret out of the document.");
	return text;
}
export { MANIFESTS as a, introduction as i, INSTRUCTION_FILES as n, manifestLines as o, contextDocuments as r, INSTRUCTIONS_MOST as t };
