// src/outcomes/self-verified.ts
/**
* Files that `verify` itself loads: tests, and what configures or starts them. A phase may change them, where its paths
* say so; but then its verify speaks for itself, and people and the reviewer are told (trust.md T16).
*/
const FOLDERS = /(^|\/)(tests?|spec|specs|__tests__|__mocks__|e2e|fixtures)\//i;
const FILES = [
	/[._-](test|spec)\.[^/]+$/i,
	/(^|\/)test_[^/]+\.py$/i,
	/_test\.(go|py|rb|exs?)$/i,
	/(^|\/)conftest\.py$/i,
	/(^|\/)(package\.json|makefile|justfile|taskfile\.ya?ml|pyproject\.toml|tox\.ini|setup\.cfg|cargo\.toml|go\.mod|build\.gradle(\.kts)?|pom\.xml)$/i,
	/(^|\/)(vitest|vite|jest|mocha|karma|playwright|cypress|babel|tsconfig|eslint|biome|\.eslintrc|\.mocharc|\.swcrc)[^/]*$/i,
	/(^|\/)scripts\//i
];
const loadedByVerify = (path) => FOLDERS.test(path) || FILES.some((pattern) => pattern.test(path));
export { loadedByVerify as t };
