// src/outcomes/secrets.ts
const FORMATS = [
	{
		kind: "an Anthropic key",
		hints: ["sk-ant-"],
		format: /\bsk-ant-[\w-]{20,}/g
	},
	{
		kind: "an OpenAI key",
		hints: ["sk-"],
		format: /\bsk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{32,}/g
	},
	{
		kind: "a GitHub token",
		hints: [
			"ghp_",
			"gho_",
			"ghu_",
			"ghs_",
			"ghr_",
			"github_pat_"
		],
		format: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})/g
	},
	{
		kind: "a GitHub Actions token",
		hints: ["ghs_"],
		format: /\bghs_[A-Za-z0-9._-]{36,}/g
	},
	{
		kind: "a GitLab token",
		hints: [
			"glpat",
			"gldt",
			"glrt",
			"glcbt",
			"glptt",
			"glft",
			"glimt",
			"glagent",
			"glsoat"
		],
		format: /\bgl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat)-[\w-]{20,}/g
	},
	{
		kind: "an AWS key",
		hints: [
			"AKIA",
			"ASIA",
			"ABIA",
			"ACCA"
		],
		format: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/g
	},
	{
		kind: "a Google key",
		hints: ["AIza"],
		format: /\bAIza[\w-]{35}/g
	},
	{
		kind: "a Google OAuth secret",
		hints: ["GOCSPX-"],
		format: /\bGOCSPX-[\w-]{28}/g
	},
	{
		kind: "a Slack token",
		hints: ["xox"],
		format: /\bxox[abeoprs]-[\w-]{10,}/g
	},
	{
		kind: "a Slack webhook",
		hints: ["hooks.slack.com"],
		format: /https:\/\/hooks\.slack\.com\/services\/T\w{6,}\/B\w{6,}\/\w{20,}/g
	},
	{
		kind: "a Stripe key",
		hints: ["k_live_", "k_test_"],
		format: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{20,}/g
	},
	{
		kind: "an npm token",
		hints: ["npm_"],
		format: /\bnpm_[A-Za-z0-9]{36}\b/g
	},
	{
		kind: "a PyPI token",
		hints: ["pypi-"],
		format: /\bpypi-AgEIcHlwaS5vcmc[\w-]{50,}/g
	},
	{
		kind: "a Hugging Face token",
		hints: ["hf_"],
		format: /\bhf_[A-Za-z]{34}\b/g
	},
	{
		kind: "a SendGrid key",
		hints: ["SG."],
		format: /\bSG\.[\w-]{22}\.[\w-]{43}/g
	},
	{
		kind: "a JSON web token",
		hints: ["eyJ"],
		format: /\beyJ[\w-]{10,1000}\.eyJ[\w-]{10,4000}\.[\w-]{10,}/g
	},
	{
		kind: "a private key",
		hints: ["PRIVATE KEY"],
		format: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/g
	},
	{
		kind: "a password in an address",
		hints: ["://"],
		format: /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:@/?#]{1,200}:[^\s:@/?#$<{*]{4,200}@[\w.-]+/gi
	}
];
const ANY_HINT = new RegExp(FORMATS.flatMap(({ hints }) => hints).join("|").replaceAll(".", "\\."));
/** Every secret in a text, by place; where two formats hit the same place, the first of the list. */
function findSecrets(text) {
	let found = [];
	if (!ANY_HINT.test(text)) return found;
	for (const { kind, hints, format } of FORMATS) {
		if (!hints.some((hint) => text.includes(hint))) continue;
		const fresh = [];
		let at = 0;
		for (const match of text.matchAll(format)) {
			const secret = {
				kind,
				start: match.index,
				end: match.index + match[0].length
			};
			while (at < found.length && found[at].end <= secret.start) at += 1;
			if (at === found.length || secret.end <= found[at].start) fresh.push(secret);
		}
		if (fresh.length > 0) found = [...found, ...fresh].sort((a, b) => a.start - b.start);
	}
	return found;
}
export { findSecrets as t };
