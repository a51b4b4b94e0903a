/** Set-up's way to the network: to the hosts that policy names, and nowhere else. */
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeSandbox } from '../sandbox-here.ts';
import { buildToolbox, type ToolboxBundle } from '../toolbox-bundle.ts';
import { attacks } from './attacks.ts';
import { openTestBox, type TestBox } from './box.ts';

async function listen(text: string) {
  const server = createServer((connection) => connection.end(`reached ${text}\n`)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  afterAll(() => void server.close());
  return (server.address() as AddressInfo).port;
}

const named = await listen('named');
const other = await listen('other');
const spec = { hosts: [`localhost:${named}`, 'docs.example:443'] };

/** Asks for a tunnel by the proxy that the environment names, and reads what comes. */
async function tunnel(box: TestBox, target: string): Promise<string> {
  const script = [
    'const { hostname, port } = new URL(process.env.HTTPS_PROXY);',
    `const s = require('node:net').connect(port, hostname, () => s.write('CONNECT ${target} HTTP/1.1\\r\\n\\r\\n'));`,
    's.pipe(process.stdout);',
  ].join(' ');
  return (await box.run(`/opt/node/bin/node -e "${script}"`)).tail;
}

attacks('reach out in set-up', [
  {
    name: 'a host that policy does not name',
    spec,
    without: ['named-hosts'],
    attempt: async (box) => (await tunnel(box, `localhost:${other}`)).includes('reached other'),
  },
  {
    name: "a package's install script",
    skip: !['/usr/bin/npm', '/usr/local/bin/npm'].some((path) => existsSync(path)),
    spec: { hosts: [], files: { 'package.json': '{"name":"x","scripts":{"postinstall":"touch ran"}}' } },
    without: ['install-scripts-off'],
    attempt: async (box) => {
      await box.run('npm install --offline --no-audit --no-fund');
      return existsSync(join(box.tree, 'ran'));
    },
  },
  {
    name: 'past the proxy, straight',
    spec,
    without: ['network-namespace'],
    attempt: async (box) => {
      const script = `require('node:net').connect(${other}, '127.0.0.1').on('error', () => {}).pipe(process.stdout)`;
      return (await box.run(`/opt/node/bin/node -e "${script}"`)).tail.includes('reached other');
    },
  },
]);

describeSandbox('set-up', () => {
  let bundle: ToolboxBundle;
  beforeAll(async () => {
    bundle = await buildToolbox();
  });
  afterAll(() => bundle[Symbol.asyncDispose]());

  test('a host that policy names is reached through the proxy', async () => {
    await using box = await openTestBox(bundle.dir, spec);
    expect(await tunnel(box, `localhost:${named}`)).toContain('reached named');
  });

  test('a set-up that fails says which way it was refused', async () => {
    await using box = await openTestBox(bundle.dir, spec);
    expect(await tunnel(box, 'registry.example:443')).toContain('403 Forbidden');
    expect((await box.run('exit 3')).tail).toBe(
      "[no way to registry.example:443: the policy's setup.hosts does not name it]\n",
    );
  });

  test('install scripts are off, and no tool is served', async () => {
    await using box = await openTestBox(bundle.dir, { hosts: [] });
    expect((await box.run('echo "$npm_config_ignore_scripts $HTTPS_PROXY"; exit 7')).tail).toBe('true \n');
    expect(await box.run('exit 7')).toMatchObject({ exit: 7 });
    expect(await box.tool('bash', { command: 'true' })).toMatchObject({ isError: true });
  });

  test('a command of the set-up keeps its exit code, its output and its end', async () => {
    await using box = await openTestBox(bundle.dir, spec);
    expect(await box.run('echo out; echo err >&2; exit 5')).toMatchObject({ exit: 5, tail: 'out\nerr\n' });
    expect(await box.run('kill -9 $$')).toMatchObject({ exit: 137 });
  });

  test('the box that the session gets has no way out, whatever the set-up had', async () => {
    await using setUp = await openTestBox(bundle.dir, spec);
    await setUp.run('true');
    await using session = await openTestBox(bundle.dir, {});
    expect((await session.run('ls /run; env | grep -i proxy')).exit).not.toBe(0);
  });
});
