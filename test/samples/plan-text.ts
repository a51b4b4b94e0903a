/** Plans of three phases, as many as a test wants. */

/** Ids have no digits, so that none looks like another. */
export const sampleId = (plan: number): string =>
  `${['slugs', 'router', 'login', 'settings', 'mail', 'search'][plan % 6]}-${letters(plan)}`;

const letters = (number: number): string =>
  [...number.toString(26)].map((digit) => 'abcdefghjkmnpqrstuvwxyzefg'[Number.parseInt(digit, 26)]).join('');

export function samplePlanText(id: string, title: string): string {
  return `---
planfile: 1
id: ${id}
phases:
  - {id: model, paths: [src/${id}/model.ts], verify: [npm test]}
  - {id: wiring, needs: [model], paths: [src/${id}/wiring.ts], verify: [npm test]}
  - {id: docs, needs: [wiring], paths: [docs/${id}.md], verify: [npm test]}
---

# ${title}

Why, and what is out of scope.

## Phase model: Write the model

What to build.

- [ ] It holds for the empty case

## Phase wiring: Wire it up

What to change.

- [ ] Old callers still work

## Phase docs: Tell of it

What to say.

- [ ] The page names the option
`;
}
