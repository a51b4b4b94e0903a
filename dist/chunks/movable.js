import { t as Fault } from "./fault.js";
import { t as branchOf } from "./where2.js";
// src/commands/movable.ts
/** May the plan's branch be moved? Asked before money is spent, by every wave, and once more right before it lands. */
/** On a person's machine a branch that somebody has checked out is not moved under them. A forge's job pushes elsewhere. */
async function requireMovable(plan, { git, forge }) {
	if (forge.kind === "local") await requireNotCheckedOut(plan, { git });
}
async function requireNotCheckedOut(plan, { git }) {
	const branch = branchOf(plan);
	const at = await git.repository.checkedOutAt(branch);
	if (at === void 0) return;
	throw new Fault("usage", "branch-checked-out", `branch ${branch} is checked out in ${at}, and a run would move it under you`, `git -C ${at} switch -   # or: git switch --detach; then planfile run ${plan}`);
}
/** git cannot have a branch beside another whose name begins with it (github.md G13). */
async function requireBranchName(plan, { git }) {
	const branch = branchOf(plan);
	const { repository } = git;
	const nested = (await repository.refs(`refs/heads/${branch}/`)).keys();
	for (const name of ["refs/heads/plan", ...nested]) {
		if (await repository.resolve(name) === void 0) continue;
		const other = name.slice(11);
		throw new Fault("usage", "branch-name-clash", `there is a branch ${other}, so git cannot have a branch ${branch}`, `git branch -m ${other} <another-name>`);
	}
}
export { requireMovable as n, requireNotCheckedOut as r, requireBranchName as t };
