/**
 * What the replay answers in the executor's place, turn by turn. Written by us: it shows how a session goes, one verify that
 * fails and is mended included. The tools that it calls are real, and a turn says what it relies on of their results.
 */
import { after } from './example.generated.ts';

export interface Call {
  tool: string;
  input: Record<string, unknown>;
}

export interface Answer {
  say: string;
  calls: readonly Call[];
  /** What the tool results before it must mention, where it makes sense only then. */
  needs?: string;
  /** Nothing rests on what its calls answer: without a sandbox there are no commands. */
  optional?: true;
}

export interface PhaseScript {
  /** The phase's heading: no other phase's task holds it. */
  heading: string;
  answers: readonly Answer[];
}

const read = (path: string): Call => ({ tool: 'read', input: { file_path: path } });
const write = (path: keyof typeof after, content: string = after[path]): Call => ({
  tool: 'write',
  input: { file_path: path, content },
});
const edit = (path: string, from: string, to: string): Call => ({
  tool: 'edit',
  input: { file_path: path, old_string: from, new_string: to },
});
const bash = (command: string): Call => ({ tool: 'bash', input: { command } });
const finish = (summary: string, deviations: string[] = []): Call => ({
  tool: 'finish',
  input: { summary, deviations },
});

/** What the first attempt at `slugify` forgets. */
const MARKS = `
    .normalize('NFKD')
    .replace(/\\p{Mark}/gu, '')`;

const slugify: PhaseScript = {
  heading: 'Turn a title into a slug',
  answers: [
    {
      say: 'I look at the titles there are, and at how the tests are written.',
      calls: [read('src/articles.js'), read('test/router.test.js')],
    },
    {
      say: 'One test for each criterion, and the function.',
      calls: [
        write('test/slugify.test.js'),
        write('src/slugify.js', after['src/slugify.js'].replace(MARKS, '')),
      ],
    },
    {
      say: '',
      calls: [finish('`slugify` returns the slug of a title; its four criteria have a test each.')],
    },
    {
      needs: 'cr-me-br-l-e',
      say: 'The test for marks fails: letters with marks fall out together with them. They have to be taken apart before anything else is replaced.',
      calls: [edit('src/slugify.js', '  const slug = title\n', `  const slug = title${MARKS}\n`)],
    },
    {
      say: '',
      calls: [
        finish(
          '`slugify` takes letters and marks apart, drops the marks and joins the rest with hyphens. Its four criteria have a test each.',
        ),
      ],
    },
  ],
};

const unique: PhaseScript = {
  heading: 'Keep equal slugs apart',
  answers: [
    {
      say: 'I look at how modules and tests are written here.',
      calls: [read('src/router.js'), read('test/router.test.js')],
    },
    {
      say: 'A set of what is taken is enough: working strictly in order keeps the beginning of the list stable.',
      calls: [write('src/unique.js'), write('test/unique.test.js')],
    },
    { say: '', calls: [bash('node --test test/unique.test.js')], optional: true },
    {
      say: '',
      calls: [
        finish(
          '`unique` keeps equal slugs apart with the first number that is free, strictly in order. Its criteria have a test each.',
        ),
      ],
    },
  ],
};

const wire: PhaseScript = {
  heading: 'Serve articles under their slug',
  answers: [
    {
      say: 'First the router as it is, its tests, and the two functions that it is to use.',
      calls: [
        read('src/router.js'),
        read('test/router.test.js'),
        read('src/slugify.js'),
        read('src/unique.js'),
        read('README.md'),
      ],
    },
    {
      say: 'Is an address written out anywhere else?',
      calls: [{ tool: 'grep', input: { pattern: '/articles/', path: '.' } }],
    },
    {
      say: 'Slugs are given oldest first, so that a new article finds the plain slug taken.',
      calls: [write('src/router.js'), write('test/router.test.js'), write('README.md')],
    },
    { say: '', calls: [bash('node --test')], optional: true },
    {
      say: '',
      calls: [
        finish(
          'Articles are served under their slug, old addresses redirect for good, the front page shows the new ones. `README.md` says so.',
          [
            "README.md: the new files are also named in the table of files, which the phase's text does not ask for.",
          ],
        ),
      ],
    },
  ],
};

export const phases: readonly PhaseScript[] = [slugify, unique, wire];
