import { example } from './example.ts';
import { defineRule } from './rule.ts';

export const rule = defineRule({
  code: 'file-name',
  title: 'A file that is not called like its plan',
  doc: 'People look for the plan `slugs` in `plans/slugs.md`. `PLAN.md` at the top may hold any plan. (The examples of these pages are all `plans/slugs.md`.)',
  good: [example()],
  bad: [{ plan: example({ id: 'others' }), at: [3, 5] }],
  *check({ source, front, header }) {
    const name = /^plans\/([^/]*)\.md$/.exec(source.path)?.[1];
    const id = header?.value?.id;
    if (name === undefined || id === undefined || name === id) return;
    yield {
      ...front!.placeAt(['id']),
      message: `The plan \`${id}\` stands in ${source.path}.`,
      fix: `Call the file plans/${id}.md, or the plan \`${name}\`.`,
    };
  },
});
