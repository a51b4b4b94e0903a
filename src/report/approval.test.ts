import { expect, test } from 'vitest';
import { readPlan } from '../plan/read.ts';
import { approvalText } from './approval.ts';

const many = Array.from({ length: 60 }, (_, index) => `src/part-${index}.ts`);
const text = `---
planfile: 1
id: slugs
phases:
  - id: slugify
    paths: [src/slug/**, package.json]
    verify: [npm test, npm run lint]
    models: {executor: opus}
    budget: {usd: 1.5}
  - id: wire
    needs: [slugify]
    paths: [${many.join(', ')}]
    verify: [npm test]
---

# Make slugs

Why.

## Phase slugify: Write slugify

What.

- [ ] It works

## Phase wire: Wire it

What.

- [ ] It works
- [ ] It is tested
`;

test('shows whoever approves what each phase may change and run, what it unlocks, and all of it', () => {
  const plan = readPlan(Buffer.from(text), 'plans/slugs.md').plan!;
  const shown = approvalText(plan, plan.phases);
  expect(
    shown.replaceAll(many.join(', '), '(60 paths)').replaceAll(/ [0-9a-f]{12}$/gm, ' (digest)'),
  ).toMatchSnapshot();
  expect(shown).toContain(many.at(-1));
});
