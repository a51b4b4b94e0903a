import { articles } from './articles.js';
import { slugify } from './slugify.js';
import { unique } from './unique.js';

/**
 * From a path to an answer. Does no I/O, so that it can be tested without a server.
 *
 * @param {string} path for example `/articles/creme-brulee-without-a-torch`
 * @param {typeof articles} list
 * @returns {{ status: number, headers: Record<string, string>, body: string }}
 */
export function route(path, list = articles) {
  const slugs = slugsById(list);
  if (path === '/')
    return page(list.map(({ id, title }) => `/articles/${slugs.get(id)}  ${title}`).join('\n'));

  const name = /^\/articles\/([a-z0-9-]+)$/.exec(path)?.[1];
  const article = list.find(({ id }) => slugs.get(id) === name);
  if (article) return page(`${article.title}\n\n${article.text}`);

  const old = list.find(({ id }) => String(id) === name);
  return old ? moved(`/articles/${slugs.get(old.id)}`) : notFound();
}

/** Oldest first: a new article finds the plain slug taken, and an older one keeps its address. */
function slugsById(list) {
  const oldestFirst = list.toSorted((a, b) => a.id - b.id);
  const slugs = unique(oldestFirst.map(({ title }) => slugify(title)));
  return new Map(oldestFirst.map(({ id }, index) => [id, slugs[index]]));
}

function page(text) {
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${text}\n` };
}

function moved(location) {
  return { status: 301, headers: { location }, body: '' };
}

function notFound() {
  return { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'Not found\n' };
}
