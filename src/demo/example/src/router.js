import { articles } from './articles.js';

/**
 * From a path to an answer. Does no I/O, so that it can be tested without a server.
 *
 * @param {string} path for example `/articles/3`
 * @param {typeof articles} list
 * @returns {{ status: number, headers: Record<string, string>, body: string }}
 */
export function route(path, list = articles) {
  if (path === '/') return page(list.map(({ id, title }) => `/articles/${id}  ${title}`).join('\n'));

  const number = /^\/articles\/(\d+)$/.exec(path)?.[1];
  const article = list.find(({ id }) => id === Number(number));
  return article ? page(`${article.title}\n\n${article.text}`) : notFound();
}

function page(text) {
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${text}\n` };
}

function notFound() {
  return { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'Not found\n' };
}
