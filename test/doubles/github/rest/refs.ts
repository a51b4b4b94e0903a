/** Refs through the API: read by anybody, moved under the same rules as by a push. */
import { forbidden, notFound, Refusal } from '../refusals.ts';
import { repositoryUrl } from '../render/repositories.ts';
import { protectionsOf, ruleAgainst } from '../rules/protection.ts';
import { moveBranch } from '../rules/sync.ts';
import { type Call, created, nothing, ok, type Route, route, writer } from './route.ts';

export const refs: Route[] = [
  route('GET /git/ref/{ref}', 'contents=read', 'read', async (call) =>
    ok(await renderRef(call, `refs/${call.params.ref}`)),
  ),
  route('GET /git/matching-refs/{ref}', 'contents=read', 'read', async (call) => {
    const prefix = `refs/${call.params.ref}`;
    const names = [...(await call.repository.git.refs()).keys()].filter((name) => name.startsWith(prefix));
    return ok(await Promise.all(names.map((name) => renderRef(call, name))));
  }),
  route('POST /git/refs', 'contents=write', 'write', async (call) => {
    const { ref, sha } = call.body;
    if (!/^refs\/[^/]+\/./.test(ref))
      throw new Refusal(422, 'Reference name must start with refs/ and contain at least two slashes.');
    if (await call.repository.git.resolve(ref)) throw new Refusal(422, 'Reference already exists');
    if (!(await call.repository.git.resolve(`${sha}^{object}`)))
      throw new Refusal(422, 'Object does not exist');
    refuseProtected(call, ref, 'create');
    await move(call, ref, sha);
    return created(await renderRef(call, ref));
  }),
  route('PATCH /git/refs/{ref}', 'contents=write', 'write', async (call) => {
    const ref = `refs/${call.params.ref}`;
    const old = await call.repository.git.resolve(ref);
    if (!old) throw new Refusal(422, 'Reference does not exist');
    const isForward = await call.repository.git.isAncestor(old, call.body.sha);
    if (!isForward && !call.body.force) throw new Refusal(422, 'Update is not a fast forward');
    refuseProtected(call, ref, isForward ? 'update' : 'force');
    await move(call, ref, call.body.sha);
    return ok(await renderRef(call, ref));
  }),
  route('DELETE /git/refs/{ref}', 'contents=write', 'write', async (call) => {
    const ref = `refs/${call.params.ref}`;
    if (!(await call.repository.git.resolve(ref))) throw new Refusal(422, 'Reference does not exist');
    refuseProtected(call, ref, 'delete');
    await move(call, ref, undefined);
    return nothing;
  }),
];

async function renderRef(call: Call, ref: string) {
  const sha = (await call.repository.git.refs(ref)).get(ref);
  if (!sha) throw notFound();
  const url = repositoryUrl(call.world, call.repository);
  const type = await call.repository.git.git(['cat-file', '-t', sha]);
  return {
    ref,
    node_id: `REF_${Buffer.from(ref).toString('base64url')}`,
    url: `${url}/git/${ref}`,
    object: { type, sha, url: `${url}/git/${type}s/${sha}` },
  };
}

/** @throws for what classic protection or a ruleset forbids, in the words of each. */
function refuseProtected(call: Call, ref: string, does: 'create' | 'update' | 'force' | 'delete'): void {
  const branch = ref.replace(/^refs\/heads\//, '');
  const isProtected = branch !== ref && protectionsOf(call.repository, branch).length > 0;
  if (isProtected && does !== 'create') throw forbidden('Protected branch update failed');
  const rule = ruleAgainst(call.repository, writer(call).account, ref, does);
  if (rule) throw new Refusal(422, `Repository rule violations found\n\n${rule}\n\n`);
}

/** A branch beside or under another's name is git's own refusal (github.md G13). */
async function move(call: Call, ref: string, to: string | undefined): Promise<void> {
  await moveBranch(call.world, call.repository, ref, to, writer(call).account).catch(() => {
    throw new Refusal(422, 'Reference update failed');
  });
}
