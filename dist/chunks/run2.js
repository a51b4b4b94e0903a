import { t as Fault } from "./fault.js";
import { n as localFolder, t as entryFile } from "./wire.js";
import { i as text, n as list, t as flag } from "./answer2.js";
import { E as union, T as string, _ as int, b as never, h as boolean, m as array, p as _enum, v as literal, y as looseObject } from "./schemas.js";
import { n as cleanLine } from "./clean.js";
import { n as costTable, t as costNotes } from "./cost.js";
import { s as reviewText } from "./review2.js";
import { n as textTable } from "./table.js";
import { a as sandboxChoice } from "./steps2.js";
import { dirname, join } from "node:path";
import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
// src/demo/example.generated.ts
/** The project as the demo finds it, by path. */
const before = {
	".gitignore": `node_modules/
*.log
`,
	"README.md": `# Gazette

A very small magazine on the web. Nothing to install.

    npm start        # http://localhost:8080
    npm test

| file | what it does |
|---|---|
| \`src/articles.js\` | the articles |
| \`src/router.js\` | from a path to an answer, without any I/O |
| \`src/server.js\` | the HTTP server around it |

## Addresses

An article is found under its number: \`/articles/3\`.
`,
	"package.json": `{
  "name": "gazette",
  "version": "1.0.0",
  "description": "A very small magazine on the web",
  "private": true,
  "type": "module",
  "engines": {
    "node": ">=20"
  },
  "scripts": {
    "start": "node src/server.js",
    "test": "node --test"
  }
}
`,
	"plans/readable-addresses.md": `---
planfile: 1
id: readable-addresses
budget: {usd: 2}
phases:
  - id: slugify
    paths: [src/slugify.js, test/slugify.test.js]
    verify: [node --test]
    budget: {usd: 0.5, turns: 20, minutes: 5}
  - id: unique
    paths: [src/unique.js, test/unique.test.js]
    verify: [node --test]
    budget: {usd: 0.5, turns: 20, minutes: 5}
  - id: wire
    needs: [slugify, unique]
    paths: [src/router.js, test/router.test.js, README.md]
    verify: [node --test]
    budget: {usd: 0.5, turns: 20, minutes: 5}
---

# Give articles readable addresses

Readers share our addresses, and \`/articles/3\` says nothing about what is behind it. Articles shall be found under their
title, as in \`/articles/creme-brulee-without-a-torch\`. Addresses that people have already shared keep working.

Decided before this plan, and not open here:

- Addresses consist of \`a\` to \`z\`, \`0\` to \`9\` and single hyphens. Letters with marks lose them: é becomes e.
- An address of digits only is always an old one. That is why no slug may consist of digits only.
- Two articles may have the same title (there are two today). The older one has the plain address.
- No dependency is added.

Out of scope: storing slugs, titles in scripts other than Latin, the server.

## Phase slugify: Turn a title into a slug

Write \`src/slugify.js\` with one exported function, \`slugify(title)\`, that returns the slug of a title by the decisions above.
A title that leaves nothing gives \`untitled\`. A title that leaves only digits gets \`article-\` before them. Test it in
\`test/slugify.test.js\` with \`node:test\`, as the tests that stand there do.

- [ ] Titles that differ only in case, spacing or punctuation give the same slug
- [ ] Marks are removed and their letters stay: \`Crème brûlée\` gives \`creme-brulee\`
- [ ] A slug neither begins nor ends with a hyphen, and never has two in a row
- [ ] No slug is empty, and none consists of digits only

## Phase unique: Keep equal slugs apart

Write \`src/unique.js\` with one exported function, \`unique(slugs)\`. It returns a list of the same length without duplicates: the
first of several equal slugs stays as it is, each further one gets \`-2\`, \`-3\` and so on, the first number that is free. The
list is worked through in order, so that what is added at its end never changes what stands before it. Test it in
\`test/unique.test.js\`.

- [ ] The result has no duplicates, also where a slug already ends in a number, as in \`[a, a, a-2]\`
- [ ] The first of several equal slugs is unchanged
- [ ] A longer list begins with the same results as the shorter one that it continues

## Phase wire: Serve articles under their slug

\`route\` in \`src/router.js\` answers \`/articles/<slug>\` with the article. An old address, \`/articles/<number>\`, of an article that
exists answers with status 301 and its new address in \`location\`. The front page links to the new addresses, in the order it has
today. Slugs are given from the oldest article to the newest (\`id\` grows with time), through \`slugify\` and \`unique\`. Add to the
tests in \`test/router.test.js\`, change those that the new addresses make wrong, and bring the section about addresses in
\`README.md\` up to date.

- [ ] Every article of \`src/articles.js\` is found under the address that the front page shows for it
- [ ] An old address of an article that exists redirects permanently to its new one; any other number is not found
- [ ] A new article never changes the address of an older one
- [ ] \`README.md\` says what addresses look like and that old ones still work
`,
	"src/articles.js": `/** The articles, newest first. A number is never given twice. */
export const articles = [
  {
    id: 4,
    title: '1984, read again',
    text: 'The second reading is about the language, not about the cameras.',
  },
  {
    id: 3,
    title: 'Crème brûlée without a torch',
    text: 'A hot cast-iron pan does what the torch does, if you are quick.',
  },
  {
    id: 2,
    title: 'What we read this week',
    text: 'Three essays on maps, and one on the people who folded them wrong.',
  },
  {
    id: 1,
    title: 'What we read this week',
    text: 'A history of the pencil. It is longer than you think.',
  },
];
`,
	"src/router.js": `import { articles } from './articles.js';

/**
 * From a path to an answer. Does no I/O, so that it can be tested without a server.
 *
 * @param {string} path for example \`/articles/3\`
 * @param {typeof articles} list
 * @returns {{ status: number, headers: Record<string, string>, body: string }}
 */
export function route(path, list = articles) {
  if (path === '/') return page(list.map(({ id, title }) => \`/articles/\${id}  \${title}\`).join('\\n'));

  const number = /^\\/articles\\/(\\d+)$/.exec(path)?.[1];
  const article = list.find(({ id }) => id === Number(number));
  return article ? page(\`\${article.title}\\n\\n\${article.text}\`) : notFound();
}

function page(text) {
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: \`\${text}\\n\` };
}

function notFound() {
  return { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'Not found\\n' };
}
`,
	"src/server.js": `import { createServer } from 'node:http';
import { route } from './router.js';

const port = Number(process.env.PORT ?? 8080);

createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const { status, headers, body } = route(pathname);
  response.writeHead(status, headers).end(body);
}).listen(port, () => console.log(\`http://localhost:\${port}\`));
`,
	"test/router.test.js": `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { route } from '../src/router.js';

test('the front page lists every article', () => {
  const { status, body } = route('/');
  assert.equal(status, 200);
  assert.match(body, /Crème brûlée without a torch/);
  assert.equal(body.trimEnd().split('\\n').length, 4);
});

test('an article is found under its number', () => {
  const { status, body } = route('/articles/3');
  assert.equal(status, 200);
  assert.match(body, /cast-iron pan/);
});

test('anything else is not found', () => {
  assert.equal(route('/articles/99').status, 404);
  assert.equal(route('/nowhere').status, 404);
});
`
};
/** What the three phases leave of the files that they write. */
const after = {
	"README.md": `# Gazette

A very small magazine on the web. Nothing to install.

    npm start        # http://localhost:8080
    npm test

| file | what it does |
|---|---|
| \`src/articles.js\` | the articles |
| \`src/slugify.js\`, \`src/unique.js\` | from titles to addresses |
| \`src/router.js\` | from a path to an answer, without any I/O |
| \`src/server.js\` | the HTTP server around it |

## Addresses

An article is found under its title: \`/articles/creme-brulee-without-a-torch\`. Of several with the same title the oldest has
the plain address, the others end in \`-2\`, \`-3\` and so on. Old addresses, \`/articles/3\`, still work: they redirect.
`,
	"src/router.js": `import { articles } from './articles.js';
import { slugify } from './slugify.js';
import { unique } from './unique.js';

/**
 * From a path to an answer. Does no I/O, so that it can be tested without a server.
 *
 * @param {string} path for example \`/articles/creme-brulee-without-a-torch\`
 * @param {typeof articles} list
 * @returns {{ status: number, headers: Record<string, string>, body: string }}
 */
export function route(path, list = articles) {
  const slugs = slugsById(list);
  if (path === '/')
    return page(list.map(({ id, title }) => \`/articles/\${slugs.get(id)}  \${title}\`).join('\\n'));

  const name = /^\\/articles\\/([a-z0-9-]+)$/.exec(path)?.[1];
  const article = list.find(({ id }) => slugs.get(id) === name);
  if (article) return page(\`\${article.title}\\n\\n\${article.text}\`);

  const old = list.find(({ id }) => String(id) === name);
  return old ? moved(\`/articles/\${slugs.get(old.id)}\`) : notFound();
}

/** Oldest first: a new article finds the plain slug taken, and an older one keeps its address. */
function slugsById(list) {
  const oldestFirst = list.toSorted((a, b) => a.id - b.id);
  const slugs = unique(oldestFirst.map(({ title }) => slugify(title)));
  return new Map(oldestFirst.map(({ id }, index) => [id, slugs[index]]));
}

function page(text) {
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: \`\${text}\\n\` };
}

function moved(location) {
  return { status: 301, headers: { location }, body: '' };
}

function notFound() {
  return { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'Not found\\n' };
}
`,
	"src/slugify.js": `/**
 * The part of an article's address that its title gives: \`a\` to \`z\`, \`0\` to \`9\` and single hyphens.
 *
 * @param {string} title
 * @returns {string} never empty, and never digits only: those are the old addresses
 */
export function slugify(title) {
  const slug = title
    .normalize('NFKD')
    .replace(/\\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (slug === '') return 'untitled';
  return /^\\d+$/.test(slug) ? \`article-\${slug}\` : slug;
}
`,
	"src/unique.js": `/**
 * The same slugs without duplicates: the first of several equal ones stays, each further one gets the first number that is free.
 * Works through the list in order, so what is added at the end never changes what stands before it.
 *
 * @param {readonly string[]} slugs
 * @returns {string[]}
 */
export function unique(slugs) {
  const taken = new Set();
  return slugs.map((slug) => {
    let free = slug;
    for (let number = 2; taken.has(free); number += 1) free = \`\${slug}-\${number}\`;
    taken.add(free);
    return free;
  });
}
`,
	"test/router.test.js": `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { articles } from '../src/articles.js';
import { route } from '../src/router.js';

test('the front page lists every article', () => {
  const { status, body } = route('/');
  assert.equal(status, 200);
  assert.match(body, /Crème brûlée without a torch/);
  assert.equal(body.trimEnd().split('\\n').length, 4);
});

test('every article is found under the address that the front page shows', () => {
  const lines = route('/').body.trimEnd().split('\\n');
  for (const [index, line] of lines.entries()) {
    const { status, body } = route(line.split('  ')[0]);
    assert.equal(status, 200);
    assert.ok(body.includes(articles[index].text));
  }
});

test('of two equal titles the older one has the plain address', () => {
  assert.match(route('/articles/what-we-read-this-week').body, /pencil/);
  assert.match(route('/articles/what-we-read-this-week-2').body, /maps/);
});

test('an old address redirects for good', () => {
  assert.deepEqual(route('/articles/3'), {
    status: 301,
    headers: { location: '/articles/creme-brulee-without-a-torch' },
    body: '',
  });
});

test('a new article changes no older address', () => {
  const newer = { id: 5, title: 'What we read this week', text: 'Nothing.' };
  const lines = (list) => route('/', list).body.split('\\n');
  assert.deepEqual(lines([newer, ...articles]).slice(1), lines(articles));
});

test('anything else is not found', () => {
  assert.equal(route('/articles/99').status, 404);
  assert.equal(route('/articles/no-such-title').status, 404);
  assert.equal(route('/nowhere').status, 404);
});
`,
	"test/slugify.test.js": `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slugify } from '../src/slugify.js';

test('case, spacing and punctuation make no difference', () => {
  for (const title of ['What we read', 'WHAT WE READ', '  what   we read?! ', 'What: we -- read']) {
    assert.equal(slugify(title), 'what-we-read');
  }
});

test('marks are removed, their letters stay', () => {
  assert.equal(slugify('Crème brûlée'), 'creme-brulee');
  assert.equal(slugify('Cre\\u0300me bru\\u0302le\\u0301e'), 'creme-brulee');
});

test('hyphens stand alone and between words', () => {
  for (const title of ['-a- -b-', '…a…b…', '"a" & "b"']) assert.equal(slugify(title), 'a-b');
});

test('a slug is never empty and never only digits', () => {
  assert.equal(slugify(''), 'untitled');
  assert.equal(slugify('?!'), 'untitled');
  assert.equal(slugify('1984'), 'article-1984');
  assert.equal(slugify('1984, read again'), '1984-read-again');
});
`,
	"test/unique.test.js": `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unique } from '../src/unique.js';

test('further ones get the first number that is free', () => {
  assert.deepEqual(unique(['a', 'b', 'a', 'a']), ['a', 'b', 'a-2', 'a-3']);
});

test('a slug that already ends in a number stays apart as well', () => {
  assert.deepEqual(unique(['a', 'a', 'a-2']), ['a', 'a-2', 'a-2-2']);
  assert.deepEqual(unique(['a-2', 'a', 'a']), ['a-2', 'a', 'a-3']);
});

test('a longer list begins as the shorter one does', () => {
  const slugs = ['a', 'a', 'a-2', 'b', 'a', 'a-2-2', 'b'];
  const whole = unique(slugs);
  for (let end = 0; end <= slugs.length; end += 1) {
    assert.deepEqual(unique(slugs.slice(0, end)), whole.slice(0, end));
  }
});
`
};
// src/demo/example.ts
/** The demo's project: real files for a temporary repository, whose tests need nothing installed. */
function demoExample() {
	return {
		files: Object.entries(before).map(([path, text]) => ({
			path,
			text
		})),
		planPath: "plans/readable-addresses.md",
		planId: "readable-addresses",
		commands: ["node --test"]
	};
}
// src/demo/executor.ts
/**
* What the replay answers in the executor's place, turn by turn. Written by us: it shows how a session goes, one verify that
* fails and is mended included. The tools that it calls are real, and a turn says what it relies on of their results.
*/
const read = (path) => ({
	tool: "read",
	input: { file_path: path }
});
const write = (path, content = after[path]) => ({
	tool: "write",
	input: {
		file_path: path,
		content
	}
});
const edit = (path, from, to) => ({
	tool: "edit",
	input: {
		file_path: path,
		old_string: from,
		new_string: to
	}
});
const bash = (command) => ({
	tool: "bash",
	input: { command }
});
const finish = (summary, deviations = []) => ({
	tool: "finish",
	input: {
		summary,
		deviations
	}
});
/** What the first attempt at `slugify` forgets. */
const MARKS = `
    .normalize('NFKD')
    .replace(/\\p{Mark}/gu, '')`;
const phases = [
	{
		heading: "Turn a title into a slug",
		answers: [
			{
				say: "I look at the titles there are, and at how the tests are written.",
				calls: [read("src/articles.js"), read("test/router.test.js")]
			},
			{
				say: "One test for each criterion, and the function.",
				calls: [write("test/slugify.test.js"), write("src/slugify.js", after["src/slugify.js"].replace(MARKS, ""))]
			},
			{
				say: "",
				calls: [finish("`slugify` returns the slug of a title; its four criteria have a test each.")]
			},
			{
				needs: "cr-me-br-l-e",
				say: "The test for marks fails: letters with marks fall out together with them. They have to be taken apart before anything else is replaced.",
				calls: [edit("src/slugify.js", "  const slug = title\n", `  const slug = title${MARKS}\n`)]
			},
			{
				say: "",
				calls: [finish("`slugify` takes letters and marks apart, drops the marks and joins the rest with hyphens. Its four criteria have a test each.")]
			}
		]
	},
	{
		heading: "Keep equal slugs apart",
		answers: [
			{
				say: "I look at how modules and tests are written here.",
				calls: [read("src/router.js"), read("test/router.test.js")]
			},
			{
				say: "A set of what is taken is enough: working strictly in order keeps the beginning of the list stable.",
				calls: [write("src/unique.js"), write("test/unique.test.js")]
			},
			{
				say: "",
				calls: [bash("node --test test/unique.test.js")],
				optional: true
			},
			{
				say: "",
				calls: [finish("`unique` keeps equal slugs apart with the first number that is free, strictly in order. Its criteria have a test each.")]
			}
		]
	},
	{
		heading: "Serve articles under their slug",
		answers: [
			{
				say: "First the router as it is, its tests, and the two functions that it is to use.",
				calls: [
					read("src/router.js"),
					read("test/router.test.js"),
					read("src/slugify.js"),
					read("src/unique.js"),
					read("README.md")
				]
			},
			{
				say: "Is an address written out anywhere else?",
				calls: [{
					tool: "grep",
					input: {
						pattern: "/articles/",
						path: "."
					}
				}]
			},
			{
				say: "Slugs are given oldest first, so that a new article finds the plain slug taken.",
				calls: [
					write("src/router.js"),
					write("test/router.test.js"),
					write("README.md")
				]
			},
			{
				say: "",
				calls: [bash("node --test")],
				optional: true
			},
			{
				say: "",
				calls: [finish("Articles are served under their slug, old addresses redirect for good, the front page shows the new ones. `README.md` says so.", ["README.md: the new files are also named in the table of files, which the phase's text does not ask for."])]
			}
		]
	}
];
// src/demo/request.ts
/** What the replay takes for a request of the Messages API, and what it refuses as the API does. */
const cacheControl = looseObject({ type: literal("ephemeral") }).nullish();
const block = looseObject({
	type: string(),
	cache_control: cacheControl
});
const content = union([string(), array(block).min(1)]);
const body = looseObject({
	model: string().min(1),
	max_tokens: int().min(1),
	system: union([string(), array(block)]).optional(),
	messages: array(looseObject({
		role: _enum(["user", "assistant"]),
		content
	})).min(1),
	tools: array(looseObject({
		name: string(),
		cache_control: cacheControl
	})).optional(),
	cache_control: cacheControl,
	stream: boolean().optional(),
	thread: never("message threads are not served here: send the full history").optional()
});
/** The request, or the message of the 400 that it gets. */
function readRequest(text, rules = requestRules) {
	let data;
	try {
		data = JSON.parse(text);
	} catch {
		return { refused: "the body is not valid JSON" };
	}
	const parsed = body.safeParse(data);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		return { refused: `${issue.path.join(".")}: ${issue.message}` };
	}
	for (const rule of rules) {
		const refused = rule(parsed.data);
		if (refused !== void 0) return { refused };
	}
	return { request: parsed.data };
}
function blocksOf(content) {
	return typeof content === "string" ? [{
		type: "text",
		text: content
	}] : content;
}
/** What the API asks of a whole request, beyond its shape. */
const requestRules = [
	function rolesAlternate({ messages }) {
		const wrong = messages.findIndex(({ role }, index) => role !== (index % 2 === 0 ? "user" : "assistant"));
		if (wrong >= 0) return `messages.${wrong}: roles alternate, beginning with user`;
		if (messages.length % 2 === 0) return "messages: the last one must be of the user";
	},
	function everyCallIsAnswered({ messages }) {
		for (const [index, { role, content }] of messages.entries()) {
			if (role !== "user") continue;
			const asked = ids(messages[index - 1]?.content ?? [], "tool_use", "id");
			const answered = ids(content, "tool_result", "tool_use_id");
			const open = asked.filter((id) => !answered.includes(id));
			if (open.length > 0) return `messages.${index}: tool_use without tool_result: ${open.join(", ")}`;
			const unknown = answered.filter((id) => !asked.includes(id));
			if (unknown.length > 0) return `messages.${index}: tool_result without tool_use: ${unknown.join(", ")}`;
		}
	},
	function toolNamesAreUnique({ tools = [] }) {
		return new Set(tools.map(({ name }) => name)).size < tools.length ? "tools: names must be unique" : void 0;
	},
	function atMostFourBreakpoints(request) {
		const count = breakpoints(request);
		return count > 4 ? `at most 4 blocks may have cache_control, found ${count}` : void 0;
	}
];
/** How many places the request asks to be cached. The one at the top counts as well: it is placed on the last block. */
function breakpoints({ system, messages, tools = [], cache_control }) {
	return [
		...[...blocksOf(system ?? []), ...messages.flatMap(({ content }) => blocksOf(content))],
		...tools,
		{ cache_control }
	].filter((one) => one.cache_control).length;
}
function ids(content, type, key) {
	return blocksOf(content).filter((one) => one.type === type).map((one) => String(one[key]));
}
// src/demo/reviewer.ts
/** What the replay answers in the reviewer's place. Its findings are true of the example, and none of them blocks. */
const reviews = [
	{
		phase: "slugify",
		file: "src/slugify.js",
		summary: "`slugify` is one chain of replacements, in an order that matters and that its tests hold.",
		finding: {
			severity: "nit",
			category: "correctness",
			at: ".normalize('NFKD')",
			claim: "Latin letters that do not decompose, such as ß, ø and ł, are lost.",
			evidence: "NFKD leaves them whole, and the replacement of everything outside a–z and 0–9 then takes them for separators.",
			scenario: "“Straße” gives `stra-e`.",
			suggestion: "Replace the few that occur before normalising, or write into the plan that this is accepted."
		},
		criteria: [
			"test/slugify.test.js, first test: four spellings of one title give `what-we-read`.",
			"test/slugify.test.js, second test: `Crème brûlée` gives `creme-brulee`, composed and decomposed.",
			"Every run of other characters becomes one hyphen, and both ends are trimmed after that (last two replacements).",
			"The two branches before the end return `untitled` and `article-…`; the last test covers both."
		]
	},
	{
		phase: "unique",
		file: "src/unique.js",
		summary: "`unique` works in order over a set of what is taken, so the beginning of the list is stable by construction.",
		criteria: [
			"A candidate is tried until it is not in `taken`; `[a, a, a-2]` gives `[a, a-2, a-2-2]` in the second test.",
			"The loop is not entered for the first of several equal slugs.",
			"The third test compares every prefix of a list with the beginning of the whole."
		]
	},
	{
		phase: "wire",
		file: "src/router.js",
		summary: "The router computes slugs from the whole list for each request, which four articles allow, and looks up by slug first.",
		finding: {
			severity: "minor",
			category: "production",
			at: "const slugs = unique(",
			claim: "Removing an article can give its address to another one.",
			evidence: "Slugs are computed from the articles that are there; nothing remembers one that was given before.",
			scenario: "Article 1 is taken down: article 2 moves from `what-we-read-this-week-2` to the plain address, and links that people shared show another text.",
			suggestion: "Store the slug with the article. The plan puts that out of scope, so it needs a plan of its own."
		},
		criteria: [
			"The second test follows each address of the front page and compares the text.",
			"An article is looked for by slug, then by number; no slug is digits only, so the two cannot meet. 301 and `location` are tested, and `/articles/99` is not found.",
			"Slugs are given oldest first; the test adds a fifth article with a title that is taken and compares all other lines.",
			"README.md, section “Addresses”."
		]
	}
];
/** What the reviewer looks at before it answers. */
function reading(of) {
	return of.map(({ file }) => ({
		tool: "read",
		input: { file_path: file }
	}));
}
/** What the second look makes of the first's findings: they are true of the example, so all hold. */
function rulings(of) {
	return {
		summary: "Each finding was looked up in the code.",
		findings: [],
		criteria: [],
		rulings: of.flatMap(({ finding }) => finding ?? []).map(({ evidence }, i) => ({
			finding: i + 1,
			holds: true,
			reason: evidence
		}))
	};
}
/** The structured output, in the shape that the session asks for. */
function verdict(of) {
	return {
		summary: of.map(({ summary }) => summary).join(" "),
		findings: of.flatMap(({ file, finding }) => {
			if (!finding) return [];
			const { at, ...rest } = finding;
			const line = after[file].split("\n").findIndex((text) => text.includes(at)) + 1;
			return [{
				...rest,
				path: file,
				line,
				endLine: null,
				side: "new",
				replacement: null
			}];
		}),
		criteria: of.flatMap(({ phase, criteria }) => criteria.map((evidence, index) => ({
			phase,
			criterion: index + 1,
			met: true,
			evidence
		}))),
		rulings: []
	};
}
// src/demo/answer.ts
/**
* Which answer a request gets. Nothing is remembered between requests: the phase is told by its heading, the turn by the
* history, so that a turn may be sent again and phases may run side by side.
*/
/** The reply, or why there is none: this replay knows only the example. */
function answer(request) {
	const task = blocksOf(request.messages[0].content).map(textOf).join("\n");
	const offered = new Set((request.tools ?? []).map(({ name }) => name));
	const turn = request.messages.filter(({ role }) => role === "assistant").length;
	if (offered.has("finish")) {
		const known = phases.filter(({ heading }) => task.includes(heading));
		if (known.length !== 1) return { unknown: "the task is no phase of the demo" };
		return { reply: execute(request, known[0], turn, offered) };
	}
	const known = reviews.filter(({ file }) => task.includes(`+++ b/${file}`));
	if (known.length === 0) return { unknown: "it is neither a phase nor a change of the demo" };
	const second = task.includes("\nTake a second look.");
	const calls = reading(known).filter(({ tool }) => offered.has(tool));
	return turn === 0 && calls.length > 0 ? { reply: withIds("review", turn, {
		say: "I read the files whole, not only the diff.",
		calls
	}) } : { reply: {
		text: JSON.stringify(second ? rulings(known) : verdict(known)),
		calls: []
	} };
}
function execute(request, script, turn, offered) {
	const possible = script.answers.map((one) => ({
		...one,
		calls: one.calls.filter(({ tool }) => offered.has(tool))
	})).filter(({ calls }) => calls.length > 0);
	const next = possible[turn];
	const because = next ? unexpected(request, next, possible[turn - 1]) : "The answers that were written for this demo are used up.";
	return because === void 0 ? withIds(script.heading, turn, next) : withIds(script.heading, turn, {
		say: "This is not how the demo goes.",
		calls: [{
			tool: "escalate",
			input: {
				because,
				proposal: "Run the demo with --live and a key."
			}
		}]
	});
}
/** Why the scripted answer would pretend: the tools answered otherwise than it takes for granted. */
function unexpected(request, { needs }, before) {
	const results = blocksOf(request.messages.at(-1).content).filter(({ type }) => type === "tool_result");
	if (needs !== void 0) return results.some((one) => textOf(one).includes(needs)) ? void 0 : `No tool answered with “${needs}”, which happens in the demo at this place.`;
	const failed = before?.optional ? void 0 : results.find((one) => one.is_error);
	return failed && `A tool failed that works in the demo: ${textOf(failed).slice(0, 500)}`;
}
function withIds(name, turn, { say, calls }) {
	const slug = name.toLowerCase().replaceAll(/[^a-z]+/g, "_");
	return {
		text: say,
		calls: calls.map((call, index) => ({
			...call,
			id: `toolu_${slug}_${turn}_${index}`
		}))
	};
}
function textOf(block) {
	const { text, content } = block;
	if (typeof text === "string") return text;
	if (typeof content === "string") return content;
	return Array.isArray(content) ? content.map((one) => textOf(one)).join("\n") : "";
}
// src/demo/stream.ts
const DELTA_CHARACTERS = 400;
function message(request, reply, id) {
	return {
		id,
		type: "message",
		role: "assistant",
		model: request.model,
		content: [...reply.text ? [{
			type: "text",
			text: reply.text
		}] : [], ...reply.calls.map((call) => ({
			type: "tool_use",
			id: call.id,
			name: call.tool,
			input: call.input
		}))],
		stop_reason: reply.calls.length > 0 ? "tool_use" : "end_turn",
		stop_sequence: null,
		usage: usage(request, reply)
	};
}
/** The same message as the events of a stream, in order. */
function* events(request, reply, id) {
	const whole = message(request, reply, id);
	yield {
		type: "message_start",
		message: {
			...whole,
			content: [],
			stop_reason: null,
			usage: {
				...whole.usage,
				output_tokens: 1
			}
		}
	};
	yield { type: "ping" };
	for (const [index, block] of whole.content.entries()) {
		const { empty, deltas } = parts(block);
		yield {
			type: "content_block_start",
			index,
			content_block: empty
		};
		for (const delta of deltas) yield {
			type: "content_block_delta",
			index,
			delta
		};
		yield {
			type: "content_block_stop",
			index
		};
	}
	const { stop_reason, stop_sequence } = whole;
	yield {
		type: "message_delta",
		delta: {
			stop_reason,
			stop_sequence
		},
		usage: whole.usage
	};
	yield { type: "message_stop" };
}
function frame(event) {
	return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
function parts(block) {
	if ("text" in block) return {
		empty: {
			type: "text",
			text: ""
		},
		deltas: pieces(block.text).map((text) => ({
			type: "text_delta",
			text
		}))
	};
	return {
		empty: {
			...block,
			input: {}
		},
		deltas: pieces(JSON.stringify(block.input)).map((partial_json) => ({
			type: "input_json_delta",
			partial_json
		}))
	};
}
/** By code points, so that no piece ends within a character. */
function pieces(text) {
	const points = [...text];
	return Array.from({ length: Math.ceil(points.length / DELTA_CHARACTERS) }, (_, index) => points.slice(index * DELTA_CHARACTERS, (index + 1) * DELTA_CHARACTERS).join(""));
}
/**
* Estimated: four bytes a token. Where the request asks for caching, everything up to the last answer is read from the cache and
* what came since is written to it, as the API would within its five minutes.
*/
function usage(request, reply) {
	const { system, tools = [], messages } = request;
	const last = messages.findLastIndex(({ role }) => role === "assistant");
	const before = last < 0 ? 0 : tokens([
		tools,
		blocksOf(system ?? []),
		messages.slice(0, last)
	]);
	const since = tokens(last < 0 ? [
		tools,
		blocksOf(system ?? []),
		messages
	] : messages.slice(last));
	const output_tokens = tokens([reply.text, reply.calls]);
	return breakpoints(request) > 0 ? {
		input_tokens: 4,
		cache_read_input_tokens: before,
		cache_creation_input_tokens: since,
		output_tokens
	} : {
		input_tokens: before + since,
		cache_read_input_tokens: 0,
		cache_creation_input_tokens: 0,
		output_tokens
	};
}
function tokens(of) {
	return Math.ceil(Buffer.byteLength(JSON.stringify(of)) / 4);
}
// src/demo/replay.ts
/**
* The demo's endpoint: the Messages API over real HTTP and server-sent events on loopback. Its answers are written by us; all
* else that the demo shows is real. It refuses what the API refuses, and whatever is not the example.
*/
/** No secret: it opens nothing but this server. */
const KEY = "planfile-demo";
const BODY_BYTES = 32e6;
/** Starts it on a free port of 127.0.0.1. */
async function startReplay() {
	let answered = 0;
	const server = createServer((request, response) => {
		answered += 1;
		const id = `demo_${String(answered).padStart(4, "0")}`;
		response.setHeader("request-id", `req_${id}`);
		serve(request, response, `msg_${id}`).catch(() => response.destroy());
	});
	await new Promise((resolve, reject) => {
		server.once("error", reject).listen(0, "127.0.0.1", resolve);
	});
	const close = () => new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
	const { port } = server.address();
	return {
		url: `http://127.0.0.1:${port}`,
		key: KEY,
		close,
		[Symbol.asyncDispose]: close
	};
}
async function serve(incoming, response, id) {
	const { pathname } = new URL(incoming.url ?? "/", "http://localhost");
	if (incoming.method !== "POST" || pathname !== "/v1/messages") return refuse(response, 404, "not_found_error", `${incoming.method} ${pathname} is not served here`);
	if (![incoming.headers["x-api-key"], bearer(incoming)].includes(KEY)) return refuse(response, 401, "authentication_error", "invalid key");
	if (!incoming.headers["anthropic-version"]) return refuse(response, 400, "invalid_request_error", "anthropic-version: header is required");
	const body = await bodyOf(incoming);
	if (body === void 0) return refuse(response, 413, "request_too_large", "more than 32 MB");
	const read = readRequest(body);
	if ("refused" in read) return refuse(response, 400, "invalid_request_error", read.refused);
	const { request } = read;
	const found = answer(request);
	if ("unknown" in found) return refuse(response, 400, "invalid_request_error", `this replay answers only the demo: ${found.unknown}`);
	if (!request.stream) return json(response, 200, message(request, found.reply, id));
	response.writeHead(200, {
		"content-type": "text/event-stream",
		"cache-control": "no-cache"
	});
	for (const event of events(request, found.reply, id)) response.write(frame(event));
	response.end();
}
/** The SDK sends an API key as a bearer token (1.12 does); other clients use `x-api-key`. */
function bearer({ headers }) {
	return headers.authorization?.replace(/^bearer /i, "");
}
/** undefined: more than the API takes. It is read to its end all the same, so that the refusal can be. */
async function bodyOf(incoming) {
	const chunks = [];
	let bytes = 0;
	for await (const chunk of incoming) {
		bytes += chunk.length;
		if (bytes <= BODY_BYTES) chunks.push(chunk);
	}
	return bytes <= BODY_BYTES ? Buffer.concat(chunks).toString("utf8") : void 0;
}
function refuse(response, status, type, text) {
	json(response, status, {
		type: "error",
		error: {
			type,
			message: text
		}
	});
}
function json(response, status, body) {
	response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
// src/demo/walk.ts
/**
* The whole way on the example: validate → approve → run → status, by the same program that a user starts, in a temporary
* repository. Only the models' answers may be recorded; plan, git, gate, sandbox, commands and commits are real.
*/
/** Walks it. The first command that does not end with 0 ends the walk with its exit code. */
async function walk(stage, runArguments) {
	const example = demoExample();
	const { planId, planPath } = example;
	const branch = `plan/${planId}`;
	for (const { path, text } of example.files) await stage.write(path, text);
	await stage.git("init", "-q", "-b", "main");
	await stage.git("add", ".");
	await stage.git("commit", "-q", "-m", "A small magazine, and a plan for readable addresses");
	const walked = {
		exit: 0,
		repository: stage.folder,
		plan: planPath,
		branch,
		log: "",
		review: ""
	};
	const chapters = [
		{
			title: "A check reads the plan",
			args: ["validate"]
		},
		{
			title: "A person approves what it says, by digest",
			args: [
				"approve",
				planId,
				"--yes"
			]
		},
		{
			title: "Sonnet builds the phases, Opus reviews each wave",
			args: [
				"run",
				planId,
				...runArguments
			]
		},
		{
			title: "Where it stands now",
			args: ["status", planId]
		}
	];
	for (const { title, args } of chapters) {
		stage.say(`\n── ${title}\n   $ planfile ${args.join(" ")}\n\n`);
		const { exit, stdout } = await stage.planfile(...args);
		stage.say(stdout);
		if (exit !== 0) return {
			...walked,
			exit
		};
	}
	walked.log = await stage.git("log", "--reverse", "--format=%C(auto)%h %s%n%n%w(0,4,4)%(trailers)", `main..${branch}`);
	stage.say(`\n── What git remembers\n   $ git log main..${branch}\n\n${walked.log.trimEnd()}\n`);
	return walked;
}
// src/entries/demo.ts
/** The demo's stage: a temporary repository, the program itself as child processes, and recorded answers unless `--live`. */
async function demo(options) {
	const probe = await options.sandbox.probe();
	if (!probe.ok && options.live) throw new Fault("configuration", "no-sandbox", `with real models the sandbox is required: ${probe.reason}`, probe.fix.join("\n"));
	await using clean = new AsyncDisposableStack();
	const folder = await mkdtemp(join(tmpdir(), "planfile-demo-"));
	if (!options.keep) clean.defer(() => rm(folder, {
		recursive: true,
		force: true
	}));
	let credentials = options.credentials;
	if (options.live) options.say("Real models, your key: this costs money (the plan allows at most what its budgets say).\n");
	else {
		const replay = clean.use(await startReplay());
		credentials = {
			ANTHROPIC_BASE_URL: replay.url,
			ANTHROPIC_API_KEY: replay.key
		};
		options.say("The models' answers here are recorded: written by us, and served on loopback over the real API's protocol.\nEverything else is real: the plan, git, the gate, the sandbox, the commands, the commits. `--live` asks real models.\n");
	}
	if (!probe.ok) options.say(`There is no sandbox here (${probe.reason}), so only the example's own, known commands run.\n`);
	const repository = join(folder, "repository");
	const state = join(folder, "state");
	await mkdir(repository, { recursive: true });
	const walked = await walk(stageIn(repository, {
		...options,
		environment: {
			...options.environment,
			...credentials,
			XDG_STATE_HOME: state
		}
	}), probe.ok ? [] : ["--no-sandbox", ...demoExample().commands.flatMap((command) => ["--allow-command", command])]);
	options.say(options.keep ? `\nThe repository stays at ${repository}\n  git -C ${repository} show ${walked.branch}\n` : `\nThe repository was at ${repository} and is removed now; --keep leaves it, to look around in it.\n`);
	return {
		...walked,
		kept: options.keep
	};
}
function stageIn(folder, options) {
	const person = {
		name: "Demo Person",
		email: "demo@planfile.invalid"
	};
	const identity = {
		GIT_AUTHOR_NAME: person.name,
		GIT_AUTHOR_EMAIL: person.email,
		GIT_COMMITTER_NAME: person.name,
		GIT_COMMITTER_EMAIL: person.email
	};
	const own = {
		...options.environment,
		GIT_CONFIG_NOSYSTEM: "1",
		GIT_CONFIG_GLOBAL: "/dev/null",
		...identity
	};
	return {
		folder,
		say: options.say,
		write: async (path, text) => {
			await mkdir(dirname(join(folder, path)), { recursive: true });
			await writeFile(join(folder, path), text);
		},
		git: async (...args) => (await child("git", [
			"-C",
			folder,
			...args
		], own, options.signal)).stdout,
		planfile: (...args) => child(options.node, [
			options.entry,
			"-C",
			folder,
			...args
		], own, options.signal)
	};
}
/** Collects stdout; stderr is the person's. */
function child(command, args, env, signal) {
	return new Promise((resolve, reject) => {
		const started = spawn(command, args, {
			env,
			stdio: [
				"ignore",
				"pipe",
				"inherit"
			]
		});
		const chunks = [];
		const end = () => started.kill("SIGTERM");
		signal.addEventListener("abort", end, { once: true });
		started.stdout.on("data", (chunk) => chunks.push(chunk));
		started.once("error", (error) => reject(new Fault("configuration", "command-missing", `${command} could not be started: ${error.message}`, `Install ${command}.`, { cause: error })));
		started.once("close", (code) => {
			signal.removeEventListener("abort", end);
			resolve({
				exit: code ?? 3,
				stdout: Buffer.concat(chunks).toString("utf8")
			});
		});
	});
}
// src/entries/handlers/run-text.ts
function planfileRun(report, paint) {
	const { waves, plan, branch } = report;
	const lines = [];
	const standing = waves.findLastIndex(({ landing }) => landing?.ended.some(isDone));
	for (const [index, { schedule, landing, review }] of waves.entries()) {
		lines.push(paint.bold(`Wave ${index + 1}: ${schedule.legs.map(({ phase }) => phase).join(", ") || "nothing started"}`));
		if (schedule.legs.length === 0) lines.push(...heldLines(schedule.held, paint));
		if (schedule.legs.length > 0 && landing === void 0) lines.push("  not landed; what was built is kept, and the next run of this plan goes on from there");
		for (const { phase, outcome, reason, message, commit, kept } of landing?.ended ?? []) {
			const mark = outcome === "done" ? paint.green("✓") : paint.red("✗");
			lines.push(`  ${mark} ${phase} ${outcome}${reason ? ` (${reason})` : ""} ${commit?.slice(0, 12) ?? ""}`.trimEnd());
			if (message) lines.push(`    ${cleanLine(message, 600)}`);
			if (kept) lines.push(`    work: ${cleanLine(kept)}`);
		}
		if (landing && review) {
			const sendBack = index === standing ? "command" : void 0;
			lines.push("", indent(reviewText({
				plan,
				review,
				check: landing.check,
				sendBack
			}, paint)));
		}
		lines.push("");
	}
	if (report.held.length > 0) lines.push(paint.bold("Not started:"), ...heldLines(report.held, paint), "");
	for (const { phase, run } of report.lost) lines.push(`${phase} landed without a valid review, and the outcomes of run ${cleanLine(run)} are not here.`, `  ${paint.cyan("fix:")} where they are: planfile review --out <folder> && planfile publish --out <folder>`, `       or go on without it, by naming a phase: planfile run ${plan} --phase <phase>`, "");
	const entries = waves.flatMap(({ results, review, landing }, index) => [...results.map(({ phase, turns, seconds, usage }) => ({
		label: phase,
		turns,
		seconds,
		usage,
		done: landing?.ended.some((end) => end.phase === phase && end.outcome === "done") ?? false
	})), ...review && review.usage.length > 0 ? [{
		label: `review of wave ${index + 1}`,
		turns: review.turns,
		seconds: review.seconds,
		usage: review.usage
	}] : []]);
	if (entries.length > 0) lines.push(textTable(costTable(entries, report.planner), paint), ...costNotes(entries).map(paint.dim), "");
	if (standing !== -1) lines.push(`Landed on branch ${branch}; your checkout, index and branch were not touched. Look: git log ${branch}`);
	const blocked = blockedOf(waves);
	if (blocked) {
		const wrong = `; where ${blocked.phase} is wrong, planfile reset ${plan} ${blocked.phase} --reason "…"`;
		lines.push(`${paint.bold("next:")} planfile draft ${plan} has the plan revised${blocked.mended ? "" : wrong}`);
	}
	lines.push(paint.dim(`Outcomes: ${report.folder}`));
	return `${lines.join("\n")}\n`;
}
/** The first that found the plan wrong, and was it mended or built? */
function blockedOf(waves) {
	for (const { schedule, landing } of waves) {
		const end = landing?.ended.find(({ outcome }) => outcome === "blocked");
		if (end === void 0) continue;
		const leg = schedule.legs.find(({ phase }) => phase === end.phase);
		return {
			phase: end.phase,
			mended: leg?.mends !== void 0
		};
	}
}
const isDone = ({ outcome }) => outcome === "done";
const heldLines = (held, paint) => held.flatMap(({ phase, message, fix }) => [`  ${phase}: ${cleanLine(message)}`, ...fix ? [`    ${paint.cyan("fix:")} ${cleanLine(fix)}`] : []]);
const indent = (text) => text.replace(/^(?=.)/gm, "  ");
// src/entries/handlers/run.ts
/** Handlers of `run` and `demo`. */
const onRun = async ({ call, wire, cwd, signal }) => {
	const person = await wire.person(cwd);
	if (person.ci) throw new Fault("usage", "run-in-ci", "`run` is for the machine of a person: in CI its steps are jobs of their own, so that the key, the token and model-written code never meet", "Use the steps as jobs: schedule, execute, verify, review, publish (docs/architecture.md draws them).");
	const meant = await meantBy(call, wire, cwd);
	const { run } = await import("./run.js");
	await using git = await wire.git(cwd);
	const choice = sandboxChoice(call);
	using live = choice.confined ? await wire.live() : void 0;
	const ports = {
		...wire,
		...live && { progress: live.progress },
		git,
		person,
		model: await wire.model(),
		sandbox: await wire.sandbox(choice),
		steps: wire.steps(live)
	};
	const sandboxArguments = [
		...choice.confined ? [] : ["--no-sandbox"],
		...choice.mounts.flatMap((mount) => ["--mount", mount]),
		...choice.allowed.flatMap((command) => ["--allow-command", command])
	];
	const jobs = choice.confined ? jobsOf(text(call, "jobs")) : 1;
	const report = await run({
		...meant,
		cwd,
		jobs,
		sandboxArguments,
		context: list(call, "context"),
		...list(call, "fix").length > 0 ? { fix: list(call, "fix") } : {},
		folder: localFolder(git),
		signal
	}, ports);
	return {
		exit: report.exit,
		json: report,
		text: planfileRun(report, wire.paint)
	};
};
/** The plan as named; or the one that an issue of planfile's stands for, with its phase. */
async function meantBy(call, wire, cwd) {
	const [name] = call.arguments;
	const issue = text(call, "issue");
	if (name !== void 0 && issue === void 0) return {
		name,
		phases: list(call, "phase")
	};
	if (name !== void 0 || !/^#?[1-9]\d{0,8}$/.test(issue ?? "")) throw new Fault("usage", "plan-missing", issue === void 0 ? "run works on one plan: which?" : "give a plan, or the number of an issue", "planfile run <plan>, or planfile run --issue <n>");
	const { requireMarked } = await import("./marked-issue.js");
	const { plan, phase } = await requireMarked(Number(issue.replace("#", "")), await wire.cloneForge(cwd));
	wire.progress.note(`issue ${issue} stands for ${plan}${phase ? `, phase ${phase}` : ""}`);
	return {
		name: plan,
		phases: phase ? [phase] : list(call, "phase")
	};
}
function jobsOf(given) {
	const jobs = Number(given ?? "2");
	if (Number.isInteger(jobs) && jobs >= 1 && jobs <= 32) return jobs;
	throw new Fault("usage", "jobs-invalid", "--jobs is a whole number from 1 to 32", "Leave it out: two phases are built at a time.");
}
const onDemo = async ({ call, wire, signal }) => {
	const json = call.options.json === true;
	const walked = await demo({
		live: flag(call, "live"),
		keep: flag(call, "keep"),
		node: process.execPath,
		entry: entryFile,
		environment: wire.plainEnvironment(),
		credentials: wire.credentials(),
		sandbox: await wire.sandbox({
			confined: true,
			mounts: [],
			allowed: []
		}),
		say: (line) => void (json ? process.stderr : process.stdout).write(line),
		signal
	});
	return {
		exit: walked.exit,
		json: walked,
		text: ""
	};
};
export { onDemo, onRun };
