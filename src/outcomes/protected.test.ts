import { expect, it } from 'vitest';
import { isLocked, PROTECTIONS, protectedReason, unlocked } from './protected.ts';

/** For each reason: what it covers, at any depth and in any case. */
const COVERED: Record<string, string[]> = {
  "git's own folder": [
    '.git/config',
    'a/.GIT/hooks/x',
    '.git',
    'a/.git',
    'GIT~1/config',
    '.git./x',
    '.gi\u200ct/x',
    '.git::$INDEX',
  ],
  'a plan': [
    'plans/a.md',
    'PLANS/A.MD',
    'PLAN.md',
    'plan.md',
    './PLAN.md',
    'plans\\a.md',
    'plans//a.md',
    'ｐlans/a.md',
  ],
  "Planfile's policy": ['.github/planfile.yml', '.GitHub/Planfile.YAML'],
  'continuous integration': [
    '.github/workflows/ci.yml',
    '.GITHUB/Actions/x/index.js',
    'action.yml',
    '.gitlab-ci.yml',
    '.ci/run',
    'Jenkinsfile',
    '.github/dependabot.yml',
  ],
  'who owns which code': ['CODEOWNERS', 'docs/codeowners', '.github/CODEOWNERS'],
  "git's configuration": ['.gitattributes', 'a/.gitmodules', '.gitignore'],
  hooks: ['.husky/pre-commit', '.pre-commit-config.yaml', 'lefthook.yml', '.lintstagedrc.json'],
  'an editor that runs tasks': [
    '.vscode/tasks.json',
    '.idea/x.xml',
    '.devcontainer/devcontainer.json',
    'a.code-workspace',
  ],
  "an agent's instructions or configuration": [
    'AGENTS.md',
    'sub/CLAUDE.md',
    '.claude/settings.json',
    '.mcp.json',
    '.cursorrules',
    '.github/copilot-instructions.md',
  ],
  "a package manager's configuration": [
    '.npmrc',
    'sub/.yarnrc.yml',
    'pnpm-workspace.yaml',
    '.cargo/config.toml',
    'pip.conf',
  ],
  'a lock file': ['package-lock.json', 'a/yarn.lock', 'Cargo.lock', 'go.sum', 'pnpm-lock.yaml', 'bun.lockb'],
  'a manifest: it names dependencies and scripts': [
    'package.json',
    'Cargo.toml',
    'pyproject.toml',
    'setup.py',
    'go.mod',
    'Makefile',
    'pom.xml',
    'Gemfile',
    'requirements-dev.txt',
  ],
  'the environment of commands': [
    '.env',
    '.env.local',
    '.envrc',
    '.tool-versions',
    '.nvmrc',
    'Dockerfile',
    'docker-compose.yml',
    'sitecustomize.py',
  ],
  "a test runner's configuration": [
    'vitest.config.ts',
    'jest.config.js',
    'conftest.py',
    'pytest.ini',
    'tsconfig.build.json',
    '.mocharc.yml',
    'biome.json',
    'eslint.config.js',
  ],
};

it('has examples for every protection', () => {
  expect(PROTECTIONS.map(({ reason }) => reason)).toEqual(Object.keys(COVERED));
});

it.each(Object.entries(COVERED).flatMap(([reason, paths]) => paths.map((path) => [path, reason] as const)))(
  '%s is protected: %s',
  (path, reason) => {
    expect(protectedReason(path)).toBe(reason);
    const without = PROTECTIONS.filter((one) => one.reason !== reason);
    expect(protectedReason(path, without)).toBeUndefined();
  },
);

it.each([
  'src/index.ts',
  'README.md',
  'docs/plans.md',
  'src/plans/a.md',
  'docs/PLAN.md',
  'test/a.test.ts',
  'src/git/x.ts',
  'src/environment.ts',
  'packages/a/index.js',
  'src/lock.ts',
  'makefile.md',
])('%s is not', (path) => expect(protectedReason(path)).toBeUndefined());

it('is unlocked by its own name alone, and only where it can be', () => {
  expect(unlocked('package.json', ['src/**', 'package.json'])).toBe(true);
  expect(unlocked('package.json', ['**', '*.json', 'package.{json,lock}', 'Package.json'])).toBe(false);
  expect(unlocked('app/[id]/package.json', ['app/[id]/package.json'])).toBe(true);
  for (const path of ['.git/config', 'plans/a.md', 'PLAN.md', '.github/planfile.yml']) {
    expect(isLocked(path)).toBe(true);
    expect(unlocked(path, [path])).toBe(false);
  }
});
