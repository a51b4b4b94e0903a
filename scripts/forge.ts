/**
 * Starts the GitHub double with a small repository, for trying things by hand: `npm run forge`.
 * It lives until Ctrl-C and leaves nothing behind.
 */
import { once } from 'node:events';
import { startGitHub } from '../test/doubles/github/index.ts';

const PLAN = `---
planfile: 1
id: slug-titles
phases:
  - id: slugify
    paths: [src/slug/**]
    verify: [npm test]
---

# Make slugs from titles

## Phase slugify: Write slugify

- [ ] Two titles that differ only in case give the same slug
`;

await using github = await startGitHub({
  onAnswer: ({ method, path, actor = 'nobody', status = 'cut' }) => {
    process.stdout.write(`${status} ${method} ${path} (${actor})\n`);
  },
  files: { 'README.md': '# hello\n', 'plans/slug-titles.md': PLAN, 'src/slug/index.ts': 'export {};\n' },
});
const mona = github.person('mona', { permission: 'admin' });
const hubot = github.person('hubot', { permission: 'write' });
const reader = github.person('reader');
const workflow = github.workflowToken({
  contents: 'write',
  issues: 'write',
  pull_requests: 'write',
  checks: 'write',
  actions: 'write',
});
const issue = github.issue({ by: reader, title: 'Slugs are not stable', body: 'Two titles, one slug.' });
github.comment(issue, { by: mona, body: 'Let us plan this.' });
await github.push('plan/slug-titles', {
  by: hubot,
  files: { 'src/slug/index.ts': 'export const slug = (s: string) => s;\n' },
});
const pull = await github.pull({
  by: hubot,
  head: 'plan/slug-titles',
  title: 'Make slugs from titles',
  draft: true,
});

const { server, api, graphql } = github.urls;
process.stdout.write(`A double of GitHub listens at ${server} (Ctrl-C ends it).

As a runner would have it:
  export GITHUB_SERVER_URL=${server} GITHUB_API_URL=${api} GITHUB_GRAPHQL_URL=${graphql} GITHUB_REPOSITORY=${github.fullName}

Tokens:
  mona (admin)    ${mona.token}
  hubot (write)   ${hubot.token}
  reader (none)   ${reader.token}
  GITHUB_TOKEN    ${workflow.token}

Try:
  git clone ${github.gitUrl(mona.token)}
  curl -s -H 'Authorization: token ${mona.token}' ${api}/repos/${github.fullName}/pulls/${pull.issue.number}
  curl -s -H 'Authorization: token ${reader.token}' ${api}/repos/${github.fullName}/issues/${issue.number}/comments -d '{"body": "hello"}'
  curl -s -H 'Authorization: token ${hubot.token}' ${api}/repos/${github.fullName}/pulls/${pull.issue.number}/reviews -d '{"event": "APPROVE"}'

Each request is printed below.
`);

await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
