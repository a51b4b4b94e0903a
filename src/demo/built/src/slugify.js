/**
 * The part of an article's address that its title gives: `a` to `z`, `0` to `9` and single hyphens.
 *
 * @param {string} title
 * @returns {string} never empty, and never digits only: those are the old addresses
 */
export function slugify(title) {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (slug === '') return 'untitled';
  return /^\d+$/.test(slug) ? `article-${slug}` : slug;
}
