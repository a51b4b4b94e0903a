// Written by scripts/generated/demo-example.ts from the folders beside it.

/** The project as the demo finds it, by path. */
export const before = {
  '.gitignore': `node_modules/
*.log
`,
  'README.md': `# Gazette

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
  'package.json': `{
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
  'plans/readable-addresses.md': `---
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
  'src/articles.js': `/** The articles, newest first. A number is never given twice. */
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
  'src/router.js': `import { articles } from './articles.js';

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
  'src/server.js': `import { createServer } from 'node:http';
import { route } from './router.js';

const port = Number(process.env.PORT ?? 8080);

createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const { status, headers, body } = route(pathname);
  response.writeHead(status, headers).end(body);
}).listen(port, () => console.log(\`http://localhost:\${port}\`));
`,
  'test/router.test.js': `import assert from 'node:assert/strict';
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
`,
} as const;

/** What the three phases leave of the files that they write. */
export const after = {
  'README.md': `# Gazette

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
  'src/router.js': `import { articles } from './articles.js';
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
  'src/slugify.js': `/**
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
  'src/unique.js': `/**
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
  'test/router.test.js': `import assert from 'node:assert/strict';
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
  'test/slugify.test.js': `import assert from 'node:assert/strict';
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
  'test/unique.test.js': `import assert from 'node:assert/strict';
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
`,
} as const;
