import { n as isLiteral } from "./paths.js";
// src/outcomes/protected.ts
/**
* Protected files (trust.md T17): what decides how code is checked, built, fetched or run is changed only by
* a phase whose `paths` name it literally, so that people read it on a line of its own before they approve.
* Some files no phase can change at all. Every rule looks at a path whose case is folded and whose Unicode
* form is NFKC, at every depth.
*/
const inFolder = (...folders) => (_, segments) => segments.slice(0, -1).some((segment) => folders.includes(segment));
const named = (...names) => (_, __, name) => names.some((one) => typeof one === "string" ? one === name : one.test(name));
const either = (...tests) => (...args) => tests.some((test) => test(...args));
/** The first that holds gives the reason. What is locked comes first. */
const PROTECTIONS = [
	{
		reason: "git's own folder",
		locked: true,
		holds: (_, segments) => segments.some((segment) => /^(?:\.git|git~\d+)(?:[. ]*|:.*)$/.test(segment))
	},
	{
		reason: "a plan",
		locked: true,
		holds: (path) => /^(?:plans\/.*\.(?:md|markdown)|plan\.md)$/.test(path)
	},
	{
		reason: "Planfile's policy",
		locked: true,
		holds: (path) => /^\.github\/planfile\.ya?ml$/.test(path)
	},
	{
		reason: "continuous integration",
		holds: either((path) => /(?:^|\/)\.github\/(?:workflows|actions)\//.test(path), inFolder(".circleci", ".buildkite", ".woodpecker", ".gitea", ".forgejo", ".ci", ".gitlab", ".azure-pipelines"), named("action.yml", "action.yaml", /^\.gitlab-ci.*\.ya?ml$/, /^azure-pipelines.*\.ya?ml$/, "jenkinsfile"), named(".travis.yml", "appveyor.yml", ".appveyor.yml", ".drone.yml", "bitbucket-pipelines.yml", ".cirrus.yml"), (path) => /(?:^|\/)\.github\/(?:dependabot|renovate)\b[^/]*$/.test(path), named("renovate.json", "renovate.json5", ".renovaterc", ".renovaterc.json", "codecov.yml", ".codecov.yml"))
	},
	{
		reason: "who owns which code",
		holds: named("codeowners")
	},
	{
		reason: "git's configuration",
		holds: named(".gitattributes", ".gitmodules", ".gitignore", ".gitconfig", ".mailmap", ".git-blame-ignore-revs", ".lfsconfig")
	},
	{
		reason: "hooks",
		holds: either(inFolder(".husky", ".githooks", ".git-hooks", "hooks.d"), named(/^lefthook.*\.(?:ya?ml|toml|json)$/, /^\.lefthook/, /^\.pre-commit-(?:config|hooks)\.ya?ml$/, ".huskyrc"), named(/^\.lintstagedrc/, /^lint-staged\.config\./, ".overcommit.yml", /^\.simple-git-hooks/))
	},
	{
		reason: "an editor that runs tasks",
		holds: either(inFolder(".vscode", ".idea", ".fleet", ".zed", ".vs", ".devcontainer"), named(/\.code-workspace$/, ".devcontainer.json", ".editorconfig", ".vimrc", ".nvimrc", ".exrc", ".nvim.lua", ".dir-locals.el"))
	},
	{
		reason: "an agent's instructions or configuration",
		holds: either(inFolder(".claude", ".cursor", ".codex", ".gemini", ".windsurf", ".continue", ".aider", ".agents", ".kiro", ".roo"), named("claude.md", "claude.local.md", "agents.md", "agent.md", "gemini.md", ".cursorrules", ".windsurfrules", ".clinerules"), named(".mcp.json", "mcp.json", /^\.aider/, "copilot-instructions.md", ".goosehints", "skill.md"), (path) => /(?:^|\/)\.github\/(?:instructions|prompts|agents|copilot)/.test(path))
	},
	{
		reason: "a package manager's configuration",
		holds: either(named(".npmrc", /^\.yarnrc/, /^\.pnpmfile\./, "pnpm-workspace.yaml", ".bunfig.toml", "bunfig.toml", "lerna.json"), named("pip.conf", ".pypirc", "uv.toml", ".condarc", "nuget.config", ".gemrc", "settings.gradle", "settings.gradle.kts"), named("gradle.properties", "gradle-wrapper.properties", "gradle-wrapper.jar", "maven-wrapper.properties"), inFolder(".yarn", ".cargo", ".mvn", ".bundle"))
	},
	{
		reason: "a lock file",
		holds: named(/^(?:package-lock|npm-shrinkwrap)\.json$/, /^(?:yarn|cargo|poetry|pdm|uv|flake|mix|composer|gemfile|pipfile|pubspec|podfile|deno|bun|packages)\.lock(?:b|\.json)?$/, /^(?:pnpm-lock\.ya?ml|bun\.lockb|go\.sum|go\.work\.sum|package\.resolved|gradle\.lockfile|conan\.lock)$/)
	},
	{
		reason: "a manifest: it names dependencies and scripts",
		holds: named(/^(?:package|deno|composer|jsr|bower)\.jsonc?$/, /^package\.(?:ya?ml|json5|swift)$/, /^(?:cargo|pyproject|pipfile|gopkg|pixi|project|mix)(?:\.toml|\.exs)?$/, /^(?:setup\.(?:py|cfg)|pipfile|gemfile|go\.mod|go\.work|podfile|brewfile|pubspec\.ya?ml)$/, /^(?:requirements|constraints)[^/]*\.(?:txt|in)$/, /^(?:pom\.xml|build\.gradle(?:\.kts)?|build\.sbt|build\.xml|cmakelists\.txt|makefile|gnumakefile|justfile|rakefile|taskfile\.ya?ml)$/, /\.(?:gemspec|podspec|csproj|fsproj|vbproj|cabal|nimble|rockspec)$/, /^(?:directory\.(?:build|packages)\.(?:props|targets)|flake\.nix|shell\.nix|default\.nix|module\.bazel|workspace(?:\.bazel)?)$/)
	},
	{
		reason: "the environment of commands",
		holds: either(named(/^\.env(?:$|\.|rc$)/, ".envrc", ".tool-versions", "mise.toml", ".mise.toml", ".nvmrc", ".node-version", ".python-version"), named(".ruby-version", ".java-version", ".sdkmanrc", "rust-toolchain", "rust-toolchain.toml", ".bashrc", ".profile", ".bash_profile"), named(".zshrc", ".zshenv", "sitecustomize.py", "usercustomize.py", /\.pth$/, ".netrc", ".npmignore", ".dockerignore"), named(/^dockerfile/, /^containerfile/, /^(?:docker-)?compose.*\.ya?ml$/, "vagrantfile", "procfile", "devbox.json"))
	},
	{
		reason: "a test runner's configuration",
		holds: named(/^(?:vitest|vite|jest|playwright|cypress|karma|wdio|ava|web-test-runner|nightwatch|protractor|testcafe)\.(?:config|conf|workspace|setup)\b/, /^vitest\.workspace\b/, /^\.(?:mocharc|nycrc|c8rc|taprc|jestrc|babelrc|swcrc|rspec|coveragerc)/, /^(?:babel|rollup|rolldown|webpack|esbuild|tsup|rspack)\.config\b/, /^(?:pytest|tox)\.ini$/, /^(?:conftest|noxfile)\.py$/, /^tsconfig[^/]*\.json$/, /^(?:\.eslintrc|eslint\.config|biome\.jsonc?|\.prettierrc|prettier\.config|phpunit\.xml|\.pylintrc|mypy\.ini|ruff\.toml)/)
	}
];
const LOCKED = PROTECTIONS.filter(({ locked }) => locked);
/** Why a path is protected, in words for people; nothing when it is not. */
function protectedReason(path, protections = PROTECTIONS) {
	return protection(path, protections)?.reason;
}
/** Can no phase change it, whatever its `paths` say? */
function isLocked(path) {
	return protection(path, LOCKED) !== void 0;
}
/** Do the patterns name this very path, letter by letter, and can it be unlocked at all? */
function unlocked(path, patterns) {
	return !isLocked(path) && patterns.some((pattern) => isLiteral(pattern) && pattern === path);
}
function protection(path, protections = PROTECTIONS) {
	const segments = fold(path);
	const folded = segments.join("/");
	const name = segments.at(-1) ?? "";
	return protections.find((one) => one.holds(folded, segments, name));
}
const ASCII = /^[ -~]*$/;
/**
* As the most forgiving file system would read it: no case, no ignorable characters (HFS+), no empty or dot
* segments.
*/
function fold(path) {
	return (ASCII.test(path) ? path.toLowerCase() : path.normalize("NFKC").toLowerCase().replace(/\p{Default_Ignorable_Code_Point}/gu, "")).replaceAll("\\", "/").split("/").filter((segment) => segment !== "" && segment !== ".");
}
export { protectedReason as n, unlocked as r, isLocked as t };
