/**
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
    for (let number = 2; taken.has(free); number += 1) free = `${slug}-${number}`;
    taken.add(free);
    return free;
  });
}
