import { t as Fault } from "./fault.js";
import { n as cleanLine, t as clean } from "./clean.js";
import { t as plain } from "./paint.js";
import { D as toJSONSchema } from "./schemas.js";
import { t as createTwoFilesPatch } from "./libesm.js";
import { n as POLICY_PATH, r as policySchema } from "./schema.js";
import { n as render } from "./render.js";
import { n as readOwners, r as rulesFor, t as OWNERS_PATHS } from "./owners.js";
import { t as version } from "./version.js";
import { t as flag } from "./answer2.js";
import { join } from "node:path";
import { createHash } from "node:crypto";
// src/workflows/approve.yml
var approve_default = "# Hears `/planfile approve <plan> <digest>` and `/planfile revoke …` in comments, checks who says so, and writes it into the\n# record. Approvals in reviews need no workflow (and `pull_request_review` would run this file as the pull request has it): they\n# are found whenever somebody asks whether a phase may run.\nname: Planfile approve\n\non:\n  issue_comment:\n    types: [created, edited, deleted]\n\n# Nothing but what a job asks for itself.\npermissions: {}\n\njobs:\n  approve:\n    # Only comments of people that say, or said, something to us. What they may is checked by the job, at GitHub.\n    if: >-\n      github.event.comment.user.type == 'User' &&\n      (contains(github.event.comment.body, '/planfile') ||\n      contains(github.event.changes.body.from, '/planfile'))\n    runs-on: ubuntu-24.04\n    timeout-minutes: 10\n    permissions:\n{{approve-permissions}}\n    steps:\n      - uses: {{checkout}}\n        with:\n          fetch-depth: 0\n          persist-credentials: false\n      - uses: {{planfile}}\n        with:\n          command: approve-comment\n          token: ${{ github.token }}\n";
// src/workflows/draft.yml
var draft_default = "# Drafts a plan from an issue, or the next revision of a plan: request → draft → publish. Nothing is built by it.\n#\n# Who asks is checked by a job without the key; what they and the issue said is fixed there, so that nothing which is written later\n# reaches the planner. The job with the key can write nowhere. Asked for by the comment `/planfile draft [words]` on an issue or on a\n# plan's pull request, by the label `planfile: draft`, or here by hand.\nname: Planfile draft\nrun-name: Planfile draft ${{ inputs.goal || inputs.issue || format('asked for in {0}', github.event.issue.number) }}\n\non:\n  workflow_dispatch:\n    inputs:\n      goal:\n        description: What is wanted; or the id of a plan, and what should change in it\n        type: string\n        default: ''\n      issue:\n        description: The number of the issue that says what is wanted\n        type: string\n        default: ''\n  issue_comment:\n    types: [created]\n  issues:\n    types: [labeled]\n\n# Nothing but what a job asks for itself.\npermissions: {}\n\n# Whoever asks twice for a plan of one issue gets the first draft's answer, and no second draft. Other comments wait for nothing.\nconcurrency:\n  group: >-\n    planfile-draft-${{ inputs.issue || ((contains(github.event.comment.body, '/planfile draft') ||\n    github.event.label.name == 'planfile: draft') && github.event.issue.number) || github.run_id }}\n  queue: max\n\njobs:\n  request:\n    # Never this file as another branch has it. Who asks is checked by the job, at GitHub.\n    if: >-\n      github.ref == format('refs/heads/{0}', github.event.repository.default_branch) &&\n      (github.event_name == 'workflow_dispatch' ||\n      (github.event_name == 'issues' && github.event.label.name == 'planfile: draft') ||\n      (github.event_name == 'issue_comment' && github.event.comment.user.type == 'User' &&\n      contains(github.event.comment.body, '/planfile draft')))\n    runs-on: ubuntu-24.04\n    timeout-minutes: 10\n    permissions:\n{{request-permissions}}\n    outputs:\n      count: ${{ steps.planfile.outputs.count }}\n      request: ${{ {{handed-on-value}} }}\n    steps:\n      - uses: {{checkout}}\n        with:\n          fetch-depth: 0\n          persist-credentials: false\n      - id: planfile\n        uses: {{planfile}}\n        with:\n          command: request\n          goal: ${{ inputs.goal }}\n          issue: ${{ inputs.issue }}\n          token: ${{ github.token }}\n      - id: upload\n        if: always() && steps.planfile.outputs.outcome != ''\n        uses: {{upload-artifact}}\n        with:\n          name: planfile-${{ github.run_attempt }}-request\n          path: ${{ steps.planfile.outputs.outcome }}\n          if-no-files-found: error\n          retention-days: 14\n\n  draft:\n    needs: request\n    if: needs.request.outputs.count > 0\n    # Holds the key, for runs on the default branch only.\n    environment: planfile\n    runs-on: ubuntu-24.04\n    timeout-minutes: 60\n    permissions:\n{{draft-permissions}}\n    outputs:\n      draft: ${{ {{handed-on-value}} }}\n    steps:\n      - uses: {{checkout}}\n        with:\n          fetch-depth: 0\n          persist-credentials: false\n{{sandbox}}\n{{handed-on}}\n      - id: planfile\n        uses: {{planfile}}\n        env:\n          ANTHROPIC_API_KEY: ${{ secrets.ANTHROPIC_API_KEY }}\n        with:\n          command: draft\n          expect: ${{ steps.handed-on.outputs.expect }}\n          token: ${{ github.token }}\n      - id: upload\n        if: always() && steps.planfile.outputs.outcome != ''\n        uses: {{upload-artifact}}\n        with:\n          name: planfile-${{ github.run_attempt }}-draft\n          path: ${{ steps.planfile.outputs.outcome }}\n          if-no-files-found: error\n          retention-days: 14\n\n  publish:\n    needs: [request, draft]\n    # Also where there is no draft: whoever asked is told.\n    if: always() && needs.request.outputs.count > 0\n    runs-on: ubuntu-24.04\n    timeout-minutes: 15\n    permissions:\n{{publish-permissions}}\n    steps:\n      - uses: {{checkout}}\n        with:\n          fetch-depth: 0\n          persist-credentials: false\n{{handed-on}}\n      - uses: {{planfile}}\n        with:\n          command: publish\n          expect: ${{ steps.handed-on.outputs.expect }}\n          token: ${{ github.token }}\n";
// src/workflows/execute.yml
var execute_default = "# Builds the approved phases of a plan, or has mended what a review found in them, one wave a run:\n# schedule → execute → verify → review → publish.\n#\n# No job has two of three powers. A model job has the key and a token that only reads; the code job has neither; a write job has\n# the token, calls no model and runs nothing foreign. What passes between them are artifacts, known by the digest that the job\n# which made them gave as its output.\nname: Planfile execute\n# publish knows by this name whether it has started the wave that follows: a run's inputs cannot be asked for.\nrun-name: Planfile ${{ inputs.plan || format('asked for in {0}', github.event.issue.number) }}${{ inputs.after && format(' after {0}', inputs.after) || '' }}\n\non:\n  workflow_dispatch:\n    inputs:\n      plan:\n        description: The id of the plan, or its path\n        type: string\n        required: true\n      phases:\n        description: Phases to start, separated by blanks; empty for every one that is ready\n        type: string\n        default: ''\n      fix:\n        description: Mend what has landed instead; findings of its review by their ids, or blocking for all that blocks\n        type: string\n        default: ''\n      dry-run:\n        description: Only say what would start, and what it is estimated to cost\n        type: boolean\n        default: false\n      after:\n        description: Leave it empty; the run whose wave dispatched this one\n        type: string\n        default: ''\n  issue_comment:\n    types: [created]\n\n# Nothing but what a job asks for itself.\npermissions: {}\n\n# One run a plan at a time, further ones wait. Each comment is a group of its own: anybody can write one, and a group is taken before\n# any `if` is looked at. Nothing rests on this: phases are started by compare-and-swap.\nconcurrency:\n  group: planfile-execute-${{ inputs.plan || github.run_id }}\n  queue: max\n\njobs:\n  schedule:\n    # Never this file as another branch has it. Who asks is checked by the job, at GitHub.\n    if: >-\n      github.ref == format('refs/heads/{0}', github.event.repository.default_branch) &&\n      (github.event_name == 'workflow_dispatch' ||\n      (github.event.comment.user.type == 'User' &&\n      (contains(github.event.comment.body, '/planfile execute') || contains(github.event.comment.body, '/planfile fix'))))\n    runs-on: ubuntu-24.04\n    timeout-minutes: 15\n    permissions:\n{{schedule-permissions}}\n    outputs:\n      count: ${{ steps.planfile.outputs.count }}\n      legs: ${{ steps.planfile.outputs.legs }}\n      schedule: ${{ {{handed-on-value}} }}\n    steps:\n      # All of the history: who wrote a plan is told by it. Without a filter, for our git has no credentials to fetch the rest later.\n      - uses: {{checkout}}\n        with:\n          fetch-depth: 0\n          persist-credentials: false\n      - id: planfile\n        uses: {{planfile}}\n        with:\n          command: schedule\n          plan: ${{ inputs.plan }}\n          phases: ${{ inputs.phases }}\n          fix: ${{ inputs.fix }}\n          dry-run: ${{ inputs.dry-run || 'false' }}\n          after: ${{ inputs.after }}\n          token: ${{ github.token }}\n      - id: upload\n        if: always() && steps.planfile.outputs.outcome != ''\n        uses: {{upload-artifact}}\n        with:\n          name: planfile-${{ github.run_attempt }}-schedule\n          path: ${{ steps.planfile.outputs.outcome }}\n          if-no-files-found: error\n          retention-days: 14\n\n  execute:\n    needs: schedule\n    if: needs.schedule.outputs.count > 0\n    strategy:\n      # One phase that fails must not end the others: they are paid for.\n      fail-fast: false\n      matrix:\n        include: ${{ fromJSON(needs.schedule.outputs.legs) }}\n    # Holds the key, for runs on the default branch only.\n    environment: planfile\n    runs-on: ubuntu-24.04\n    # More than the policy allows a session by default (`budget.most.minutes`: 240).\n    timeout-minutes: 300\n    permissions:\n{{execute-permissions}}\n    # One output a leg: by one name each would overwrite the others'.\n    outputs:\n{{leg-outputs}}\n    steps:\n      - uses: {{checkout}}\n        with:\n          fetch-depth: 0\n          persist-credentials: false\n{{sandbox}}\n{{handed-on}}\n      - id: planfile\n        uses: {{planfile}}\n        env:\n          ANTHROPIC_API_KEY: ${{ secrets.ANTHROPIC_API_KEY }}\n        with:\n          command: execute\n          phase: ${{ matrix.phase }}\n          expect: ${{ steps.handed-on.outputs.expect }}\n          token: ${{ github.token }}\n      - id: upload\n        if: always() && steps.planfile.outputs.outcome != ''\n        uses: {{upload-artifact}}\n        with:\n          name: planfile-${{ github.run_attempt }}-leg-${{ matrix.leg }}\n          path: ${{ steps.planfile.outputs.outcome }}\n          if-no-files-found: error\n          retention-days: 14\n\n  verify:\n    needs: [schedule, execute]\n    # Also when a leg failed: what the others built is joined.\n    if: ${{ !cancelled() && needs.schedule.outputs.count > 0 }}\n    runs-on: ubuntu-24.04\n    timeout-minutes: 120\n    permissions:\n{{verify-permissions}}\n    outputs:\n      verification: ${{ {{handed-on-value}} }}\n    steps:\n      - uses: {{checkout}}\n        with:\n          fetch-depth: 0\n          persist-credentials: false\n{{sandbox}}\n{{handed-on}}\n      # Neither a key nor a token: what it runs was written by a model.\n      - id: planfile\n        uses: {{planfile}}\n        with:\n          command: verify\n          expect: ${{ steps.handed-on.outputs.expect }}\n      - id: upload\n        if: always() && steps.planfile.outputs.outcome != ''\n        uses: {{upload-artifact}}\n        with:\n          name: planfile-${{ github.run_attempt }}-verification\n          path: ${{ steps.planfile.outputs.outcome }}\n          if-no-files-found: error\n          retention-days: 14\n\n  review:\n    needs: [schedule, execute, verify]\n    if: ${{ !cancelled() && needs.verify.outputs.verification != '' }}\n    environment: planfile\n    runs-on: ubuntu-24.04\n    timeout-minutes: 60\n    permissions:\n{{review-permissions}}\n    outputs:\n      review: ${{ {{handed-on-value}} }}\n    steps:\n      - uses: {{checkout}}\n        with:\n          fetch-depth: 0\n          persist-credentials: false\n{{sandbox}}\n{{handed-on}}\n      - id: planfile\n        uses: {{planfile}}\n        env:\n          ANTHROPIC_API_KEY: ${{ secrets.ANTHROPIC_API_KEY }}\n        with:\n          command: review\n          expect: ${{ steps.handed-on.outputs.expect }}\n          token: ${{ github.token }}\n      - id: upload\n        if: always() && steps.planfile.outputs.outcome != ''\n        uses: {{upload-artifact}}\n        with:\n          name: planfile-${{ github.run_attempt }}-review\n          path: ${{ steps.planfile.outputs.outcome }}\n          if-no-files-found: error\n          retention-days: 14\n\n  publish:\n    needs: [schedule, execute, verify, review]\n    # Whatever became of the others, cancelled or crashed: the record must say how each phase ended.\n    if: always() && needs.schedule.outputs.count > 0\n    runs-on: ubuntu-24.04\n    timeout-minutes: 30\n    permissions:\n{{publish-permissions}}\n    steps:\n      - uses: {{checkout}}\n        with:\n          fetch-depth: 0\n          persist-credentials: false\n{{handed-on}}\n      # Of sessions whose machine was lost: kept as what they had built, never landed, and asked anew in all that they claim.\n      - uses: {{download-artifact}}\n        with:\n          pattern: planfile-*-checkpoint-*\n          path: ${{ runner.temp }}/planfile/checkpoints\n      - uses: {{planfile}}\n        with:\n          command: publish\n          expect: ${{ steps.handed-on.outputs.expect }}\n          token: ${{ github.token }}\n";
// src/workflows/issues.yml
var issues_default = "# Keeps the issues of plans: one for the plan and one for each phase, closed when it lands. Which plans have issues is decided by hand,\n# once for each: run this workflow with the id of the plan. From then on they follow, after each wave and each change of a plan.\nname: Planfile issues\n\non:\n  workflow_dispatch:\n    inputs:\n      plan:\n        description: The id of a plan that shall have issues. Empty, those of all plans that have some\n        type: string\n        default: ''\n  push:\n    paths: ['plans/**', 'PLAN.md']\n  workflow_run:\n    workflows: [Planfile execute]\n    types: [completed]\n\n# Nothing but what a job asks for itself.\npermissions: {}\n\n# Two at once could open the same issue twice. One that is cancelled here is made up for by the next.\nconcurrency:\n  group: planfile-issues\n\njobs:\n  issues:\n    # Never this file as another branch has it.\n    if: github.ref == format('refs/heads/{0}', github.event.repository.default_branch)\n    runs-on: ubuntu-24.04\n    # GitHub takes a few writes a second, and 500 an hour (a plan of 60 phases has 200): the next run goes on where one stopped.\n    timeout-minutes: 60\n    permissions:\n{{issues-permissions}}\n    steps:\n      - uses: {{checkout}}\n        with:\n          fetch-depth: 0\n          persist-credentials: false\n      - uses: {{planfile}}\n        with:\n          command: issues\n          plan: ${{ inputs.plan }}\n          token: ${{ github.token }}\n";
// src/workflows/review.yml
var review_default = "# Reviews pull requests, those of plans too where people moved them or ask again, and sets their check: request → review → publish.\n#\n# The file of a pull request's own branch runs nothing here: pushes and merge groups are heard by the workflow \"Planfile validate\", which\n# has no secret, and this one follows it as the default branch has it. Who asks is checked by a job without the key; the job with the key\n# fetches the head as objects and can write nowhere. Asked for by the comment `/planfile review`, by the label `planfile: review`, by the\n# policy (`review.pulls`), or here by hand.\nname: Planfile review\nrun-name: Planfile review ${{ inputs.pull || github.event.issue.number || github.event.workflow_run.head_branch }}\n\non:\n  workflow_dispatch:\n    inputs:\n      pull:\n        description: The number of the pull request\n        type: string\n        required: true\n  issue_comment:\n    types: [created]\n  workflow_run:\n    workflows: [Planfile validate]\n    types: [completed]\n\n# Nothing but what a job asks for itself.\npermissions: {}\n\n# One review of a head at a time. Each comment is a group of its own: anybody can write one, and a group is taken before any `if` is\n# looked at.\nconcurrency:\n  group: planfile-review-${{ inputs.pull || github.event.workflow_run.head_sha || github.run_id }}\n  queue: max\n\njobs:\n  request:\n    # Never this file as another branch has it. Who asks is checked by the job, at GitHub.\n    if: >-\n      github.ref == format('refs/heads/{0}', github.event.repository.default_branch) &&\n      (github.event_name == 'workflow_dispatch' ||\n      (github.event_name == 'workflow_run' &&\n      (github.event.workflow_run.event == 'pull_request' || github.event.workflow_run.event == 'merge_group')) ||\n      (github.event_name == 'issue_comment' && github.event.issue.pull_request &&\n      github.event.comment.user.type == 'User' && contains(github.event.comment.body, '/planfile review')))\n    runs-on: ubuntu-24.04\n    timeout-minutes: 10\n    permissions:\n{{request-permissions}}\n    outputs:\n      count: ${{ steps.planfile.outputs.count }}\n      target: ${{ {{handed-on-value}} }}\n    steps:\n      - uses: {{checkout}}\n        with:\n          fetch-depth: 0\n          persist-credentials: false\n      - id: planfile\n        uses: {{planfile}}\n        with:\n          command: request-review\n          pull: ${{ inputs.pull }}\n          token: ${{ github.token }}\n      - id: upload\n        if: always() && steps.planfile.outputs.outcome != ''\n        uses: {{upload-artifact}}\n        with:\n          name: planfile-${{ github.run_attempt }}-target\n          path: ${{ steps.planfile.outputs.outcome }}\n          if-no-files-found: error\n          retention-days: 14\n\n  review:\n    needs: request\n    if: needs.request.outputs.count > 0\n    # Holds the key, for runs on the default branch only.\n    environment: planfile\n    runs-on: ubuntu-24.04\n    timeout-minutes: 60\n    permissions:\n{{review-permissions}}\n    outputs:\n      review: ${{ {{handed-on-value}} }}\n    steps:\n      - uses: {{checkout}}\n        with:\n          fetch-depth: 0\n          persist-credentials: false\n{{sandbox}}\n{{handed-on}}\n      - id: planfile\n        uses: {{planfile}}\n        env:\n          ANTHROPIC_API_KEY: ${{ secrets.ANTHROPIC_API_KEY }}\n        with:\n          command: review\n          expect: ${{ steps.handed-on.outputs.expect }}\n          token: ${{ github.token }}\n      - id: upload\n        if: always() && steps.planfile.outputs.outcome != ''\n        uses: {{upload-artifact}}\n        with:\n          name: planfile-${{ github.run_attempt }}-review\n          path: ${{ steps.planfile.outputs.outcome }}\n          if-no-files-found: error\n          retention-days: 14\n\n  publish:\n    needs: [request, review]\n    # Also where there is no review: the check says why.\n    if: always() && needs.request.outputs.target != ''\n    runs-on: ubuntu-24.04\n    timeout-minutes: 15\n    permissions:\n{{publish-permissions}}\n    steps:\n      - uses: {{checkout}}\n        with:\n          fetch-depth: 0\n          persist-credentials: false\n{{handed-on}}\n      - uses: {{planfile}}\n        with:\n          command: publish\n          expect: ${{ steps.handed-on.outputs.expect }}\n          token: ${{ github.token }}\n";
// src/workflows/validate.yml
var validate_default = "# Checks the plans of every pull request, those of forks too: it has no secret, and runs nothing of the pull request.\nname: Planfile validate\n\non:\n  pull_request:\n    # `edited`: it may be meant for another branch now, and was not reviewed for that.\n    types: [opened, synchronize, reopened, ready_for_review, labeled, edited]\n  # Planfile review follows this run, and tells whether the group passes.\n  merge_group:\n\n# Nothing but what a job asks for itself.\npermissions: {}\n\nconcurrency:\n  group: planfile-validate-${{ github.event.pull_request.number || github.sha }}\n  cancel-in-progress: true\n\njobs:\n  validate:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 10\n    permissions:\n{{validate-permissions}}\n    steps:\n      - uses: {{checkout}}\n        with:\n          persist-credentials: false\n      - uses: {{planfile}}\n        with:\n          command: validate\n          token: ${{ github.token }}\n";
// src/workflows/index.ts
/**
* The workflows that `planfile init` writes, each a text with slots and one entry here. The permissions stand in this table alone:
* they are written into the workflow with their reason, explained by `init`, and held against what the commands really call.
*/
/** The environment that holds the key, and how the key is called there (trust.md T18). */
const ENVIRONMENT = "planfile";
const KEY = "ANTHROPIC_API_KEY";
const workflows = [
	{
		file: "planfile-validate.yml",
		summary: "checks the plans of every pull request, those of forks too",
		template: validate_default,
		jobs: { validate: {
			power: "write",
			permissions: {
				contents: ["read", "reads the plans"],
				"pull-requests": ["write", "one comment that says what to paste to approve; on forks there is none"]
			}
		} }
	},
	{
		file: "planfile-approve.yml",
		summary: "hears approvals in comments, checks who gave them, and answers",
		template: approve_default,
		jobs: { approve: {
			power: "write",
			permissions: {
				contents: ["write", "pushes the step to the record, refs/planfile/<id>"],
				issues: ["write", "answers where the comment stands, and reacts to it"],
				"pull-requests": ["read", "asks who opened, reviewed and merged what the approval rests on"]
			}
		} }
	},
	{
		file: "planfile-draft.yml",
		summary: "drafts a plan from an issue, or the next revision of a plan, for people to read",
		template: draft_default,
		jobs: {
			request: {
				power: "write",
				permissions: {
					actions: ["read", "asks who started the run"],
					contents: ["read", "reads the plans and their records"],
					issues: ["write", "reads the issue, answers there and reacts to the comment"],
					"pull-requests": ["read", "finds the plan whose pull request was commented on"]
				}
			},
			draft: {
				power: "model",
				permissions: { contents: ["read", "reads the code and the record"] }
			},
			publish: {
				power: "write",
				permissions: {
					contents: ["write", "pushes the plan on the branch plan/<id>, and its record"],
					issues: ["write", "says under the issue what came of it"],
					"pull-requests": ["write", "opens and refreshes the plan's pull request"]
				}
			}
		}
	},
	{
		file: "planfile-execute.yml",
		summary: "builds approved phases in a sandbox, verifies, reviews and publishes them, wave after wave",
		template: execute_default,
		jobs: {
			schedule: {
				power: "write",
				permissions: {
					actions: ["read", "asks whether a run that holds a phase is over"],
					checks: ["read", "asks which reviews of the record are its own"],
					contents: ["write", "pushes the starts to the record, refs/planfile/<id>"],
					issues: ["write", "answers the comment that asked, and reacts to it"],
					"pull-requests": ["read", "asks who opened, reviewed and merged what an approval rests on"]
				}
			},
			execute: {
				power: "model",
				permissions: { contents: ["read", "reads the code and the record"] }
			},
			verify: {
				power: "code",
				permissions: { contents: ["read", "checks out the code; the step gets no token"] }
			},
			review: {
				power: "model",
				permissions: { contents: ["read", "reads the code and the record"] }
			},
			publish: {
				power: "write",
				permissions: {
					actions: ["write", "dispatches the next wave, and the CI that the policy names"],
					checks: ["write", "sets the check"],
					contents: ["write", "pushes the branch plan/<id> and the record"],
					"pull-requests": ["write", "opens and refreshes the plan's pull request"]
				}
			}
		}
	},
	{
		file: "planfile-review.yml",
		summary: "reviews pull requests that somebody asks it to, and sets the check of every other",
		template: review_default,
		jobs: {
			request: {
				power: "write",
				permissions: {
					actions: ["read", "asks who started the run, and what the run that it follows was about"],
					contents: ["read", "reads the policy, and the heads of pull requests as objects"],
					issues: ["write", "answers and reacts to the comment that asked"],
					"pull-requests": ["read", "reads the pull request, and what was reviewed before"]
				}
			},
			review: {
				power: "model",
				permissions: { contents: ["read", "reads the head as objects, and the policy"] }
			},
			publish: {
				power: "write",
				permissions: {
					checks: ["write", "sets the check"],
					contents: ["write", "pushes the review of a plan's own pull request to its record, and closes conversations that are settled"],
					"pull-requests": ["write", "posts the review, and answers where it is settled"]
				}
			}
		}
	},
	{
		file: "planfile-issues.yml",
		summary: "keeps one issue for each phase of the plans that people name",
		template: issues_default,
		jobs: { issues: {
			power: "write",
			permissions: {
				contents: ["read", "reads plans, records and what landed"],
				issues: ["write", "opens, changes, closes and links the issues of plans"]
			}
		} }
	}
];
// src/report/init.ts
/** What `init` did, what each job's token may and why, and what the repository still needs. */
const DONE = {
	write: "written",
	renew: "renewed",
	keep: "stands",
	differs: "differs, and is left as it is",
	remove: "removed",
	leave: "was changed, and is left"
};
const WOULD = {
	write: "would be written",
	renew: "would be renewed",
	remove: "would be removed"
};
function initText(shown, paint) {
	const blocks = [filesText(shown, paint)];
	if (!shown.removed && shown.elsewhere !== null) blocks.push(elsewhereText(shown.elsewhere, shown, paint));
	const changes = shown.files.some(({ does }) => does !== "keep");
	if (!shown.removed && !shown.asked && changes) blocks.push(permissionsText(paint));
	if (!shown.removed) blocks.push(checksText(shown, paint), nextText(shown, paint));
	return `${blocks.join("\n\n")}\n`;
}
const elsewhereText = (host, { server }, paint) => `${paint.yellow("!")} The remote of this clone is at ${cleanLine(host)}: these workflows run on GitHub, and the configured server is ${server}`;
function filesText({ files, dryRun, removed }, paint) {
	if (files.length === 0) return "There is nothing here that init wrote.";
	const lines = files.flatMap(({ path, summary, does, difference }) => {
		const mark = does === "differs" || does === "leave" ? paint.yellow("!") : paint.green("✓");
		const said = dryRun && WOULD[does] || DONE[does] || does;
		return [`  ${mark} ${path} ${paint.bold(said)}${removed ? "" : paint.dim(`: ${summary}`)}`, ...difference === void 0 ? [] : [indent(clean(difference), "      ")]];
	});
	const how = files.some(({ does }) => does === "differs") ? ["    to take the new text, move yours away and run init again"] : [];
	return [
		paint.bold("Files"),
		...lines,
		...how
	].join("\n");
}
function permissionsText(paint) {
	const lines = workflows.flatMap(({ file, jobs }) => [`  ${file}`, ...Object.entries(jobs).flatMap(([name, { power, permissions }]) => [`    ${name} ${paint.dim(`(${POWERS[power]})`)}`, ...Object.entries(permissions).map(([what, [level, why]]) => `      ${what}: ${level}, ${paint.dim(why)}`)])]);
	return [paint.bold("What each job's token may, and why"), ...lines].join("\n");
}
const POWERS = {
	write: "writes; has no key, runs nothing foreign",
	model: "has the key; its token only reads",
	code: "runs what a model wrote; neither key nor token"
};
function checksText({ repository, server, checks }, paint) {
	const marks = {
		holds: paint.green("✓"),
		lacks: paint.red("✗"),
		unknown: paint.yellow("?")
	};
	const title = repository === null ? "The repository" : `The repository ${cleanLine(repository)} at ${server}`;
	const lines = checks.flatMap(({ name, verdict, says, fix, page }) => [
		`  ${marks[verdict]} ${name}: ${verdict === "unknown" ? "could not be checked: " : ""}${cleanLine(says)}`,
		...fix === void 0 ? [] : [`      ${paint.cyan(verdict === "unknown" ? "see:" : "fix:")} ${cleanLine(fix, 400)}`],
		...page === void 0 ? [] : [`      ${paint.dim(cleanLine(page))}`]
	]);
	return [paint.bold(title), ...lines].join("\n");
}
function nextText({ planfile: { action, commit, tag } }, paint) {
	return [...commit === void 0 ? [`This is no released package, so the workflows name ${action} by the tag ${tag}, which can be moved to other code:`, `pin it by its commit: git ls-remote https://github.com/${action} ${tag}`] : [], paint.dim("next: commit these files, bring them to the default branch, write plans/<id>.md, open a pull request")].join("\n");
}
const indent = (text, by) => text.replace(/^(?=.)/gm, by);
// src/policy/template.ts
/** A policy file to begin with: every key with its meaning and default, as a comment. As it stands it says what no file says. */
function policyTemplate() {
	const { properties = {} } = toJSONSchema(policySchema, { io: "input" });
	const { planfile: _, ...keys } = properties;
	return `${[
		"# How plans of this repository are built, and who may approve them. The default branch decides, whatever a pull request says.",
		"# Every key may be left out: what stands here behind `#` is what holds then. `planfile status --policy` says what is in force.",
		"planfile: 1",
		...Object.entries(keys).flatMap(([key, node]) => ["", ...lines(key, node, "")])
	].join("\n")}\n`;
}
function lines(key, node, indent) {
	const about = node.description === void 0 ? [] : [`#${indent} # ${node.description}`];
	const mark = hasValue(node) ? "" : "# ";
	if (node.properties === void 0) return [...about, `#${indent} ${mark}${key}:${mark ? "" : ` ${JSON.stringify(node.default)}`}`];
	const inner = Object.entries(node.properties).flatMap(([name, child]) => lines(name, child, `${indent}  `));
	return [
		...about,
		`#${indent} ${mark}${key}:`,
		...inner
	];
}
const hasValue = ({ properties, default: preset }) => properties === void 0 ? preset !== void 0 : Object.values(properties).some(hasValue);
// src/workflows/parts/handed-on.yml
var handed_on_default = "      # The artifacts that jobs of this very run made, by id, and the digests of what must be in them.\n      - id: handed-on\n        name: What the jobs before this one handed on\n        shell: bash\n        env:\n          NEEDS: ${{ toJSON(needs) }}\n        run: |\n          lines=\"$(jq -r '.[].outputs // {} | to_entries[] | select(.value | test(\"^[0-9]+ [0-9a-f]{64}$\")) | \"\\(.key) \\(.value)\"' <<< \"$NEEDS\")\"\n          {\n            printf 'artifacts=%s\\n' \"$(cut -d ' ' -f 2 <<< \"$lines\" | paste -sd , -)\"\n            printf 'expect<<END_OF_EXPECT\\n%s\\nEND_OF_EXPECT\\n' \"$(cut -d ' ' -f 1,3 <<< \"$lines\")\"\n          } >> \"$GITHUB_OUTPUT\"\n      - if: steps.handed-on.outputs.artifacts != ''\n        uses: {{download-artifact}}\n        with:\n          artifact-ids: ${{ steps.handed-on.outputs.artifacts }}\n          path: ${{ runner.temp }}/planfile/in\n";
// src/workflows/parts/sandbox.yml
var sandbox_default = "      # What a model writes runs in bubblewrap. It, and no other program, is let make user namespaces.\n      - name: Install the sandbox\n        run: |\n          sudo apt-get update -qq\n          sudo apt-get install -y -qq bubblewrap\n          printf '%s\\n' 'abi <abi/4.0>,' 'include <tunables/global>' \\\n            'profile bwrap /usr/bin/bwrap flags=(unconfined) {' '  userns,' '}' | sudo tee /etc/apparmor.d/bwrap\n          sudo apparmor_parser -r /etc/apparmor.d/bwrap\n";
// src/workflows/pins.ts
/**
* The actions that the workflows start, by commit: a tag can be moved to other code, a commit cannot. To renew one, take the commit
* that its release's tag names (`git ls-remote https://github.com/actions/checkout 'v7*'`), read what changed, and write both here.
* Users renew theirs by `init` of a newer planfile, or let Dependabot do it: it knows the form `<commit> # <tag>`.
*/
const PINS = {
	checkout: {
		action: "actions/checkout",
		commit: "3d3c42e5aac5ba805825da76410c181273ba90b1",
		tag: "v7.0.1"
	},
	"upload-artifact": {
		action: "actions/upload-artifact",
		commit: "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f",
		tag: "v7.0.0"
	},
	"download-artifact": {
		action: "actions/download-artifact",
		commit: "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c",
		tag: "v8.0.1"
	}
};
/** As `uses:` wants it. */
const pinned = ({ action, commit, tag }) => commit === void 0 ? `${action}@${tag}` : `${action}@${commit} # ${tag}`;
// src/workflows/render.ts
/** From a workflow's text and table to the file that `init` writes. Pure: the same version writes the same bytes. */
/** The workflow with every action pinned, ours as `planfile` says. */
function workflowText({ template, jobs }, planfile) {
	const actions = {
		planfile: pinned(planfile),
		...Object.fromEntries(Object.entries(PINS).map(([name, pin]) => [name, pinned(pin)]))
	};
	return fill(template, {
		...actions,
		sandbox: block(sandbox_default, actions),
		"handed-on": block(handed_on_default, actions),
		"handed-on-value": HANDED_ON,
		"leg-outputs": legOutputs(),
		...Object.fromEntries(Object.entries(jobs).map(([name, job]) => [`${name}-permissions`, permissions(job)]))
	});
}
/** What a job says of its artifact, once there is one: its id, and the digest of what our step put there (trust.md T5). */
const HANDED_ON = "steps.upload.outputs.artifact-id && format('{0} {1}', steps.upload.outputs.artifact-id, steps.planfile.outputs.digest) || ''";
const legOutputs = () => Array.from({ length: 32 }, (_, leg) => `      leg-${leg}: \${{ matrix.leg == ${leg} && ${HANDED_ON} }}`).join("\n");
function permissions({ permissions }) {
	return Object.entries(permissions).map(([name, [level, why]]) => `      ${name}: ${level} # ${why}`).join("\n");
}
const block = (part, values) => fill(part.trimEnd(), values);
/** Of the values only those that the text asks for. */
function fill(text, values) {
	const asked = Object.entries(values).filter(([name]) => text.includes(`{{${name}}}`));
	return render(text, Object.fromEntries(asked));
}
// src/workflows/stamp.ts
/**
* The first line of what `init` writes holds a digest of the rest: as long as it fits nobody has changed the file, whatever version
* wrote it, and `init` may renew it or take it away. Nothing is protected by it, and it need not be secret.
*/
const STAMP = /^# Written by `planfile init`, [^\n]*, sha256 ([0-9a-f]{64})\. [^\n]*\n/;
const stamped = (text, version) => `# Written by \`planfile init\`, version ${version}, sha256 ${digest(text)}. As long as nobody changes it, init renews it and takes it away.\n${text}`;
/** Some version of init wrote it. */
const isStamped = (text) => STAMP.test(withoutCarriage(text));
/** The rest is what the stamp was made for; a text without a stamp was changed by nobody, as far as we know. */
function isUnchanged(text) {
	const plain = withoutCarriage(text);
	const found = STAMP.exec(plain);
	return found === null || digest(plain.slice(found[0].length)) === found[1];
}
/** A checkout on Windows has other line ends. */
const withoutCarriage = (text) => text.replaceAll("\r\n", "\n");
const digest = (text) => createHash("sha256").update(text).digest("hex");
// src/workflows/files.ts
/** Which files `init` writes, and what it may do with what is there already. */
const workflowPath = ({ file }) => `.github/workflows/${file}`;
function wantedFiles(planfile, version) {
	return [...workflows.map((workflow) => {
		const text = stamped(workflowText(workflow, planfile), version);
		return {
			path: workflowPath(workflow),
			summary: workflow.summary,
			text,
			kind: "workflow"
		};
	}), {
		path: POLICY_PATH,
		summary: "says who may approve, which models build, and what they may cost",
		text: stamped(policyTemplate(), version),
		kind: "policy"
	}];
}
/** What must hold of a text before it is written over or taken away; a test takes each out by name. */
const ownGuards = {
	"written by init": isStamped,
	"changed by nobody": isUnchanged
};
/** May init do with it as it likes? */
const isOwn = (text, guards = ownGuards) => Object.values(guards).every((holds) => holds(text));
/** @param found the text that is there; undefined: nothing is */
function actionFor({ kind, text }, found, guards = ownGuards) {
	if (found === void 0) return "write";
	if (withoutCarriage(found) === text) return "keep";
	if (isOwn(found, guards)) return "renew";
	return kind === "policy" ? "keep" : "differs";
}
/** From what is there to what init would write, the stamp aside: a unified diff, cut where it is long. */
function differenceOf({ path, text }, found) {
	const old = withoutCarriage(found).replace(/^# Written by `planfile init`.*\n/, "");
	const wanted = text.replace(/^.*\n/, "");
	const lines = createTwoFilesPatch(path, `${path} (init)`, old, wanted, "", "", { context: 2 }).split("\n");
	return lines.slice(1, 1 + MOST_LINES).join("\n") + (lines.length > MOST_LINES + 1 ? "\n…" : "");
}
const MOST_LINES = 60;
// src/commands/init-checks.ts
/** What the workflows need of the repository, and what people must click for it. Each check is asked by itself: one that cannot be told keeps none from being told. */
async function repositoryChecks({ place, trying, root }, ports) {
	const page = (path) => `${place.server}/${place.repository ?? "OWNER/NAME"}/settings/${path}`;
	const checks = [{
		name: "branch names",
		...await branchNames(ports)
	}, {
		name: "owners of .github",
		...await ownersOfWorkflows(root, ports)
	}];
	for (const [name, { where, ask, lacks }] of Object.entries(asked)) {
		if (place.settings === void 0) {
			const why = place.why ?? "there is no repository to ask";
			checks.push({
				name,
				verdict: "unknown",
				says: why,
				fix: lacks,
				page: page(where)
			});
			continue;
		}
		const found = await orUnknown(() => ask({
			settings: place.settings,
			page,
			trying,
			nonce: ports.clock.nonce()
		}));
		const more = found.verdict === "holds" ? {} : {
			fix: lacks,
			page: page(where)
		};
		checks.push({
			name,
			...more,
			...found
		});
	}
	return checks;
}
/** Kinds of rules that keep GITHUB_TOKEN from pushing a plan's branch. The others are kept by every push of ours (no force, no deletion). */
const CLOSING = /* @__PURE__ */ new Set([
	"creation",
	"update",
	"pull_request",
	"required_status_checks",
	"required_signatures",
	"required_deployments",
	"merge_queue",
	"workflows"
]);
const asked = {
	"rules of plan/*": {
		where: "rules",
		lacks: "Leave refs/heads/plan/** out of the rulesets, or let GitHub Actions pass them.",
		async ask({ settings }) {
			const closing = [...new Set(await settings.rulesOf("plan/example"))].filter((type) => CLOSING.has(type));
			return closing.length === 0 ? {
				verdict: "holds",
				says: "no rule keeps publish from pushing them"
			} : {
				verdict: "lacks",
				says: `rules keep publish from pushing them: ${closing.join(", ")}`
			};
		}
	},
	"refs/planfile/*": {
		where: "rules",
		lacks: "Records are pushed there: let GitHub Actions make and move refs/planfile/**.",
		async ask({ settings, trying, nonce }) {
			if (!trying) return {
				verdict: "unknown",
				says: "not tried"
			};
			const tried = await settings.tryRef(`refs/planfile/try_${nonce.slice(0, 12)}`);
			return tried.allowed ? {
				verdict: "holds",
				says: "a ref was made with your token, and taken away again"
			} : {
				verdict: "lacks",
				says: tried.why
			};
		}
	},
	"pull requests by Actions": {
		where: "actions",
		lacks: "Turn on \"Allow GitHub Actions to create and approve pull requests\"; without it publish pushes and prints a link.",
		async ask({ settings }) {
			return await settings.mayActionsOpenPulls() ? {
				verdict: "holds",
				says: "allowed"
			} : {
				verdict: "lacks",
				says: "not allowed"
			};
		}
	},
	[`environment ${ENVIRONMENT}`]: {
		where: "environments",
		lacks: `Make an environment called ${ENVIRONMENT}, and under "Deployment branches and tags" select the default branch and no other.`,
		async ask({ settings }) {
			const environment = await settings.environment(ENVIRONMENT);
			if (environment === void 0) return {
				verdict: "lacks",
				says: "there is none, or your token does not see it"
			};
			const branch = await settings.defaultBranch();
			const { branches } = environment;
			if (branches === "every") return {
				verdict: "lacks",
				says: "jobs of every branch may use it, and read the key"
			};
			if (branches === "protected") return {
				verdict: "lacks",
				says: "jobs of every protected branch may use it"
			};
			return branches.length === 1 && branches[0] === branch ? {
				verdict: "holds",
				says: `only ${branch} may use it`
			} : {
				verdict: "lacks",
				says: `these may use it: ${branches.join(", ") || "none"}`
			};
		}
	},
	[`secret ${KEY}`]: {
		where: "environments",
		lacks: `Add the secret ${KEY} to the environment ${ENVIRONMENT}, not to the repository: there every workflow could read it.`,
		async ask({ settings }) {
			if (await settings.environment("planfile") === void 0) return {
				verdict: "lacks",
				says: `it belongs into the environment ${ENVIRONMENT}`
			};
			return (await settings.secretsOf("planfile")).includes("ANTHROPIC_API_KEY") ? {
				verdict: "holds",
				says: `in the environment ${ENVIRONMENT}`
			} : {
				verdict: "lacks",
				says: `the environment ${ENVIRONMENT} has no such secret`
			};
		}
	}
};
/** What fails to answer is undecided, and no reason to end. */
async function orUnknown(question) {
	try {
		return await question();
	} catch (error) {
		if (!(error instanceof Fault)) throw error;
		return {
			verdict: "unknown",
			says: error.message,
			...error.code === "trial-ref-left" ? { fix: error.fix } : {}
		};
	}
}
/** `plan` and `plan/x` cannot both be branches (github.md G13). */
async function branchNames({ git: { repository } }) {
	return (await Promise.all(["refs/heads/plan", "refs/remotes/origin/plan"].map((ref) => repository.resolve(ref)))).every((commit) => commit === void 0) ? {
		verdict: "holds",
		says: "no branch is called plan"
	} : {
		verdict: "lacks",
		says: "a branch is called plan: beside it there can be none called plan/<id>",
		fix: "git branch -m plan <another name>, and the same at the remote"
	};
}
/** Whoever changes a workflow changes what the key does: the change should be some owner's to allow. */
async function ownersOfWorkflows(root, { files }) {
	for (const path of OWNERS_PATHS) {
		const bytes = await files.readInside(root, join(root, path));
		if (bytes === void 0) continue;
		const { rules } = readOwners(new TextDecoder().decode(bytes));
		const without = [
			".github/workflows/planfile-execute.yml",
			".github/planfile.yml",
			".github/CODEOWNERS"
		].filter((one) => rulesFor(rules, [one]).length === 0);
		return without.length === 0 ? {
			verdict: "holds",
			says: `${path} names owners of workflows and policy; they decide where the default branch requires their review`
		} : {
			verdict: "lacks",
			says: `${path} names no owner of ${without.join(", ")}`,
			fix: `Add to ${path}: /.github/ @who-decides`
		};
	}
	return {
		verdict: "lacks",
		says: "there is no CODEOWNERS: whoever may push can change workflows and policy",
		fix: "Write .github/CODEOWNERS with the line /.github/ @who-decides, and require reviews of owners on the default branch."
	};
}
// src/commands/init.ts
/**
* init: writes the workflows and a policy to begin with, and says what the repository still needs. What somebody wrote or changed is
* never touched; what an earlier init wrote, and nobody changed, is renewed, and with `remove` taken away.
*/
async function init(ask, ports, guards = ownGuards) {
	const root = requireRoot(ports);
	const wanted = wantedFiles(ask.planfile, ask.version);
	const found = /* @__PURE__ */ new Map();
	for (const file of wanted) found.set(file, await textAt(root, file.path, ports));
	const files = [...found].flatMap(([file, text]) => ask.remove ? removal(file, text, guards) : writing(file, text, guards));
	const changing = files.filter(({ does }) => does === "write" || does === "renew" || does === "remove");
	const trying = !ask.remove && !ask.dryRun && ask.place.settings !== void 0;
	const asked = !ask.dryRun && (changing.length > 0 || trying) && await requireLeave(ask, {
		changing,
		trying
	}, ports);
	if (!ask.dryRun) await apply(root, {
		wanted,
		changing
	}, ports);
	return {
		server: ask.place.server,
		repository: ask.place.repository ?? null,
		elsewhere: ask.place.elsewhere ?? null,
		planfile: ask.planfile,
		files,
		checks: ask.remove ? [] : await repositoryChecks({
			place: ask.place,
			trying,
			root
		}, ports),
		removed: ask.remove,
		dryRun: ask.dryRun,
		asked,
		holds: files.every(({ does }) => does !== "differs" && does !== "leave")
	};
}
function requireRoot({ git }) {
	const { root } = git.repository;
	if (root !== void 0) return root;
	throw new Fault("usage", "no-work-tree", "this repository is bare: there is no place to write workflows to", "Run it in a clone.");
}
async function textAt(root, path, { files }) {
	const bytes = await files.readInside(root, join(root, path));
	return bytes === void 0 ? void 0 : new TextDecoder().decode(bytes);
}
function writing(file, found, guards) {
	const does = actionFor(file, found, guards);
	const { path, summary } = file;
	return [{
		path,
		summary,
		does,
		...does === "differs" ? { difference: differenceOf(file, found) } : {}
	}];
}
function removal({ path, summary }, found, guards) {
	return found === void 0 ? [] : [{
		path,
		summary,
		does: isOwn(found, guards) ? "remove" : "leave"
	}];
}
/** A person says yes, here or by `--yes`. @returns whether they were asked */
async function requireLeave({ yes, remove, place }, { changing, trying }, { person }) {
	if (yes) return false;
	if (!person.terminal) throw new Fault("usage", "not-asked", "nobody is here to ask whether files may be written and a ref be tried", "Give --yes, or look first with --dry-run.");
	const said = [
		...remove ? [] : [permissionsText(plain), ""],
		...changing.map(({ does, path }) => `  ${does} ${path}`),
		...trying ? [`  push a trial ref below refs/planfile/ to ${place.repository}, and take it away again`] : [],
		remove ? "Take these files away?" : "Do this?"
	];
	if (await person.confirm(said.join("\n"))) return true;
	throw new Fault("usage", "not-wanted", "nothing was done", "Run it again when you want it.");
}
async function apply(root, { wanted, changing }, { files }) {
	for (const { path, does } of changing) {
		const place = join(root, path);
		if (does === "remove") await files.removeInside(root, place);
		else await files.writeInside(root, place, wanted.find((file) => file.path === path).text);
	}
}
// src/entries/handlers/init.ts
/** Handler of `init`. */
const onInit = async ({ call, wire, cwd }) => {
	await using git = await wire.checkout(cwd);
	const ports = {
		...wire,
		git,
		person: await wire.person(cwd)
	};
	const report = await init({
		cwd,
		yes: flag(call, "yes"),
		remove: flag(call, "remove"),
		dryRun: flag(call, "dryRun"),
		version,
		planfile: await wire.ownAction(),
		place: await wire.place(cwd)
	}, ports);
	return {
		exit: report.holds ? 0 : 1,
		json: report,
		text: initText(report, wire.paint)
	};
};
export { onInit };
