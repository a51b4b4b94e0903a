/**
 * The policy, `.github/planfile.yml` of the default branch: the one source of its types, defaults, JSON Schema and key
 * reference. The plan says what is built, the policy how. Without a file every default holds, and they are the strictest.
 */
import { z } from 'zod';
import { patternFault } from '../outcomes/paths.ts';
import { severity as findingSeverity } from '../outcomes/review.ts';
import { caps } from './caps.ts';

export const POLICY_PATH = '.github/planfile.yml';

const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,127}$/, 'an alias (opus, sonnet, haiku) or a full model id');
const effortName = z.enum(['low', 'medium', 'high', 'xhigh', 'max']);
const usd = z.number().positive().max(100_000);
const line = z.string().regex(/^[^\n]*\S[^\n]*$/, 'one line that is not empty');
const host = z
  .string()
  .regex(
    /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::\d{1,5})?$/,
    {
      error: 'a host name in lower case, with a port where it is not 443',
    },
  );

const models = z
  .strictObject({
    planner: name.default('opus').describe('Drafts and revises plans.'),
    executor: name.default('sonnet').describe('Builds the phases.'),
    advisor: name.default('opus').describe('Is consulted by the executor.'),
    reviewer: name.default('opus').describe('Judges the result.'),
  })
  .prefault({})
  .describe('The model of each role: an alias (opus, sonnet, haiku) or a full id.');

const effort = z
  .strictObject({
    planner: effortName.optional().describe('Effort of the planner.'),
    executor: effortName.optional().describe('Effort of the executor.'),
    advisor: effortName.optional().describe('Effort of the advisor.'),
    reviewer: effortName.optional().describe('Effort of the reviewer.'),
  })
  .prefault({})
  .describe("The effort of each role; where nothing stands, the endpoint's own default.");

const overrides = z
  .strictObject({
    models: z
      .union([z.literal('any'), z.array(name)])
      .default('any')
      .describe('Models that a plan may put in a role: `any`, or a list.'),
    effort: z
      .union([z.literal('any'), z.array(effortName)])
      .default('any')
      .describe('Efforts that a plan may ask for: `any`, or a list.'),
  })
  .prefault({})
  .describe('What a plan may override. People see the override where they approve: it is in the digest.');

const session = (defaults: { usd: number; turns: number; minutes: number }) => ({
  usd: usd.default(defaults.usd).describe('US dollars.'),
  turns: z.int().min(1).max(10_000).default(defaults.turns).describe('Answers of the model.'),
  minutes: z.number().positive().max(1_440).default(defaults.minutes).describe('Minutes of wall time.'),
});

const budget = z
  .strictObject({
    phase: z
      .strictObject({
        ...session({ usd: 2, turns: 80, minutes: 30 }),
        tokens: z.int().min(1).optional().describe('Tokens: fresh input, cache writes and output.'),
      })
      .prefault({})
      .describe('What one session of a phase may take where the plan says nothing.'),
    most: z
      .strictObject(session({ usd: 20, turns: 400, minutes: 240 }))
      .prefault({})
      .describe('What one session of a phase may take at most, whatever the plan says.'),
    review: z
      .strictObject(session({ usd: 2, turns: 40, minutes: 15 }))
      .prefault({})
      .describe('What the review of one wave may take.'),
    draft: z
      .strictObject(session({ usd: 5, turns: 60, minutes: 20 }))
      .prefault({})
      .describe('What the draft of a plan, or of its next revision, may take.'),
    plan: z
      .strictObject({ usd: usd.default(50).describe('US dollars over all runs, by the record.') })
      .prefault({})
      .describe('What a plan may take altogether; a lower number in the plan counts.'),
    run: z
      .strictObject({ usd: usd.default(20).describe('US dollars of one run.') })
      .prefault({})
      .describe('What one run may take, all its waves together.'),
  })
  .prefault({})
  .describe('Reaching a budget ends a session; its work is kept.');

const limits = z
  .strictObject({
    wait: z
      .number()
      .min(0)
      .max(3_600)
      .default(120)
      .describe(
        'Seconds to wait out rate limits, overload or no connection to the model service, each time.',
      ),
    stall: z
      .number()
      .min(1)
      .max(600)
      .default(60)
      .describe('Seconds without a sign of life after which a turn is sent again.'),
    commandMinutes: z.number().positive().max(360).default(10).describe('Minutes for one command.'),
    outputKilobytes: z
      .int()
      .min(1)
      .max(1_024)
      .default(64)
      .describe('Kilobytes kept of the output of a command or tool: its end.'),
    treeMegabytes: z
      .int()
      .min(1)
      .max(102_400)
      .default(2_048)
      .describe('Megabytes that a work tree may grow to, with all that set-up installs.'),
    files: z.int().min(1).max(1_000_000).default(50_000).describe('Files of a tree that are taken back.'),
    fileMegabytes: z
      .int()
      .min(1)
      .max(10_240)
      .default(512)
      .describe('Megabytes of those files, all together.'),
  })
  .prefault({})
  .describe('Limits of time and size.');

const team = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,99}$/, "a team's name in addresses, in lower case, without its organization");

const more = z.strictObject({
  phases: z.array(z.string()).default([]).describe('Ids of phases, in every plan.'),
  paths: z
    .array(z.string())
    .default([])
    .describe('Patterns as in a plan: phases that may change such a file.'),
  count: z.int().min(1).max(20).optional().describe('How many people must approve such a phase.'),
  team: team.optional().describe('A team of which one must be among them.'),
});

const approvals = z
  .strictObject({
    count: z.int().min(1).max(20).default(1).describe('How many people must approve a phase.'),
    permission: z
      .enum(['write', 'maintain', 'admin'])
      .default('write')
      .describe('The permission that they must have now.'),
    author: z
      .boolean()
      .default(false)
      .describe('May somebody approve who asked for the plan, opened its pull request or changed the phase?'),
    team: team
      .optional()
      .describe(
        'Only members of this team of the organization count. To see a team takes the token of an app.',
      ),
    owners: z
      .boolean()
      .default(true)
      .describe(
        "Must an owner by CODEOWNERS be among them, for every pattern that meets the phase's `paths`?",
      ),
    more: z
      .array(more)
      .max(50)
      .default([])
      .describe('Phases that need more: each entry names `phases` or `paths`, and `count` or `team`.'),
    days: z.number().positive().max(3_650).default(30).describe('Days that an approval lives.'),
    merge: z
      .boolean()
      .default(true)
      .describe('Is the merge of a plan to the default branch an approval of it?'),
    stale: z
      .enum(['paths', 'never'])
      .default('paths')
      .describe("When an approval goes stale: as files in the phase's `paths` change on the base, or never."),
  })
  .prefault({})
  .describe('What an approval needs. Local approvals allow only the run of the machine that gave them.');

const pattern = z
  .string()
  .max(1_000)
  .refine((text) => text !== '' && patternFault(text) === undefined, 'a pattern as in the `paths` of a plan');

const review = z
  .strictObject({
    blocking: z
      .array(findingSeverity)
      .default(['blocker', 'major'])
      .describe('Severities of findings that make the review block.'),
    refuted: z
      .array(findingSeverity)
      .default(['blocker'])
      .describe(
        'Of these, severities that block even where the second look refuted the finding: a person decides.',
      ),
    secondLook: z
      .boolean()
      .default(true)
      .describe('Does an independent conversation try to refute each finding of the reviewer?'),
    leaveOut: z
      .array(pattern)
      .max(200)
      .default([])
      .describe(
        'Patterns as in a plan: changed files that need not be read, beside those that `.gitattributes` calls generated, vendored or `-diff`. Without it a changed binary file leaves the review incomplete.',
      ),
    prompts: z
      .array(pattern)
      .max(200)
      .default([])
      .describe('Patterns as in a plan: files that are meant to speak to models, where such text is a nit.'),
    pulls: z
      .enum(['asked', 'every'])
      .default('asked')
      .describe(
        'Pull requests that no plan made: reviewed where a person asks (comment, label, dispatch), or `every` push to a branch of the repository by somebody who may write.',
      ),
    exempt: z
      .array(
        z.strictObject({
          name: z
            .string()
            .regex(/^[a-z][a-z0-9-]{0,47}$/)
            .describe('As the check calls it.'),
          paths: z
            .array(pattern)
            .min(1)
            .max(50)
            .describe('Patterns as in a plan: all that is changed is among them.'),
        }),
      )
      .max(20)
      .default([])
      .describe(
        'Kinds of changes whose check is green without a review, by name. A change of a protected file is never one of them.',
      ),
  })
  .prefault({})
  .describe('What a review reads, and what it must find to block.');

const draft = z
  .strictObject({
    commands: z
      .array(line.max(2_000))
      .max(50)
      .default([])
      .describe('Commands that a planner may use in `verify`, besides those that the manifests name.'),
    questions: z
      .int()
      .min(0)
      .max(10)
      .default(3)
      .describe('Questions that a planner may ask before it plans.'),
    revisions: z
      .int()
      .min(0)
      .max(20)
      .default(2)
      .describe('Revisions by a planner; for the next one a person is asked.'),
  })
  .prefault({})
  .describe('What a planner may do.');

const setup = z
  .strictObject({
    commands: z
      .array(line.max(2_000))
      .max(20)
      .default([])
      .describe('Commands that make a fresh tree ready, each a line for `bash -eo pipefail` in the sandbox.'),
    hosts: z
      .array(host)
      .max(50)
      .default([])
      .describe('Hosts that set-up may reach. An allowed host is a way out for data.'),
  })
  .prefault({})
  .describe('Runs in `execute` before the model, and in `verify` on the joined tree.');

const ci = z
  .array(
    z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.ya?ml$/, "a workflow's file, without its folder: `ci.yml`"),
  )
  .max(10)
  .default([])
  .describe(
    'Workflows that are dispatched on the branch of a plan after a landing whose review passed: pushes of a workflow start none.',
  );

export const policySchema = z
  .strictObject({
    planfile: z.literal(1).default(1).describe('Version of the policy.'),
    models,
    effort,
    overrides,
    rounds: z
      .int()
      .min(0)
      .max(10)
      .default(3)
      .describe('How often the output of a failed `verify` goes back to the executor.'),
    ladder: z
      .array(
        z.strictObject({
          model: name.describe('An alias or a full id.'),
          effort: effortName.optional().describe("Where nothing stands, the endpoint's own default."),
        }),
      )
      .max(8)
      .default([])
      .describe(
        'Who goes on when the rounds are used up: each with the same tree, the failed output and a fresh conversation, all within one budget. A rung that is the executor itself is where it begins.',
      ),
    advisor: z
      .strictObject({
        uses: z.int().min(0).max(20).default(0).describe('How often a session may consult it. 0: never.'),
        hosts: z
          .array(host)
          .max(20)
          .default(['api.anthropic.com'])
          .describe('Hosts that offer the advisor tool; on any other there is none, and a note says so.'),
      })
      .prefault({})
      .describe('The executor may consult the model of the role `advisor` in the middle of its work.'),
    compaction: z
      .strictObject({
        tokens: z
          .int()
          .min(20_000)
          .max(1_000_000)
          .default(150_000)
          .describe('Tokens of a conversation from which on it is summarized.'),
        hosts: z
          .array(host)
          .max(20)
          .default(['api.anthropic.com'])
          .describe('Hosts that summarize; at any other a conversation grows until it is full.'),
      })
      .prefault({})
      .describe('Long conversations are summarized by the endpoint, and what was asked is said again.'),
    transcripts: z
      .enum(['off', 'keep'])
      .default('off')
      .describe(
        'Is what was said in a session kept beside its result? Secrets are taken out; artifacts of a public repository are public.',
      ),
    attempts: z.int().min(1).max(100).default(5).describe('How often one digest of a phase may be started.'),
    budget,
    caps,
    limits,
    rules: z
      .record(z.string(), z.enum(['error', 'warning', 'note', 'off']))
      .default({})
      .describe('Severities of the rules of `validate`, by code. An error is never lowered.'),
    approvals,
    foreignCommits: z
      .enum(['refuse', 'allow'])
      .default('refuse')
      .describe('Commits on a plan branch that planfile did not land and that are no edit of the plan.'),
    review,
    ci,
    draft,
    setup,
    sandbox: z
      .enum(['required', 'unless-told'])
      .default('unless-told')
      .describe('`required`: `--no-sandbox` is refused here as well. In CI it always is.'),
    mounts: z
      .array(z.string().regex(/^(?:\/|~\/)[^\n]*$/, 'an absolute path, or one that starts with `~/`'))
      .max(20)
      .default([])
      .describe('More folders that the sandbox shows, read-only: a toolchain in the home folder.'),
    threads: z
      .strictObject({
        hosts: z
          .array(host)
          .max(20)
          .default(['api.anthropic.com'])
          .describe('Hosts that keep the thread of messages; any other gets the full history.'),
      })
      .prefault({})
      .describe('Where message threads may be used.'),
  })
  .meta({ title: 'Policy of a repository' });

export type Policy = z.output<typeof policySchema>;

/** What holds where there is no file. */
export const DEFAULT_POLICY: Policy = policySchema.parse({});
