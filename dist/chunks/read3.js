import { c as ZodObject, d as ZodRecord, f as ZodUnion, i as ZodEnum, l as ZodOptional, n as ZodBoolean, r as ZodDefault, s as ZodNumber, t as ZodArray, u as ZodPrefault } from "./schemas.js";
import { S as readSource, _ as MAX_FRONT_MATTER, a as rule$9, c as rule$2, g as require_fastest_levenshtein, h as isProblemCode, i as rule$8, l as rule$5, n as rule$7, o as rule$4, p as CODES, r as rule, s as rule$3, t as rule$1, u as rule$6, y as readFrontMatter } from "./yaml-too-deep.js";
import { r as policySchema, t as DEFAULT_POLICY } from "./schema.js";
// src/policy/misfit.ts
var import_fastest_levenshtein = require_fastest_levenshtein();
function misfits(error, value) {
	return error.issues.flatMap((issue) => misfit(issue, value));
}
function misfit(issue, value) {
	const path = [...issue.path];
	const where = path.length === 0 ? "the policy" : `\`${dotted(path)}\``;
	if (issue.code === "unrecognized_keys") return issue.keys.map((key) => ({
		code: "unknown-key",
		path: [...path, key],
		atKey: true,
		message: `There is no key \`${key}\` in ${where}.`,
		fix: suggestion(key, keysAt(path))
	}));
	const given = valueAt(value, path);
	if (path.length === 1 && path[0] === "planfile" && typeof given === "number") return [{
		code: "unsupported-version",
		path,
		atKey: false,
		message: "This program reads version 1 of the policy.",
		fix: "Write `planfile: 1`, or use a newer planfile."
	}];
	const expected = expectedAt(path);
	if (issue.code === "invalid_type" && given === void 0) return [{
		code: "missing-key",
		path,
		atKey: false,
		message: `${where} is missing.`,
		fix: `Write ${expected}.`
	}];
	const wrongType = issue.code === "invalid_type";
	const must = issue.code === "invalid_format" ? issue.message : expected;
	const described = schemaAt(path)?.description;
	return [{
		code: wrongType ? "wrong-type" : "wrong-value",
		path,
		atKey: false,
		message: `${where} must be ${must}.`,
		fix: described === void 0 ? `Write ${must}.` : `Write ${must}. ${described}`
	}];
}
const dotted = (path) => path.reduce((text, step) => typeof step === "number" ? `${text}[${step}]` : text === "" ? String(step) : `${text}.${String(step)}`, "");
const valueAt = (value, path) => path.reduce((inner, step) => typeof inner === "object" && inner !== null ? inner[step] : void 0, value);
/** What somebody may have meant who wrote `name`; undefined when nothing is near. */
function nearest(name, known) {
	if (known.length === 0) return void 0;
	const near = (0, import_fastest_levenshtein.closest)(name.toLowerCase(), known);
	return (0, import_fastest_levenshtein.distance)(name.toLowerCase(), near.toLowerCase()) <= Math.max(1, near.length / 2) ? near : void 0;
}
function suggestion(key, known) {
	const near = nearest(key, known);
	if (near !== void 0) return `Did you mean \`${near}\`?`;
	return known.length > 0 ? `Take it out; known keys are ${known.join(", ")}.` : "Take it out.";
}
/** The part of the schema that a path leads to; undefined where it leads out of it. */
function schemaAt(path) {
	return path.reduce((schema, step) => {
		const inner = schema && unwrapped(schema);
		if (inner instanceof ZodObject) return inner.shape[String(step)];
		if (inner instanceof ZodArray) return inner.element;
		return inner instanceof ZodRecord ? inner.valueType : void 0;
	}, policySchema);
}
function unwrapped(schema) {
	return schema instanceof ZodDefault || schema instanceof ZodPrefault || schema instanceof ZodOptional ? unwrapped(schema.unwrap()) : schema;
}
function keysAt(path) {
	const schema = schemaAt(path);
	const inner = schema && unwrapped(schema);
	return inner instanceof ZodObject ? Object.keys(inner.shape) : [];
}
function expectedAt(path) {
	const schema = schemaAt(path);
	const inner = schema && unwrapped(schema);
	if (inner instanceof ZodObject || inner instanceof ZodRecord) return "a mapping";
	if (inner instanceof ZodArray) return "a list";
	if (inner instanceof ZodUnion) return "`any` or a list";
	if (inner instanceof ZodNumber) return numberOf(inner);
	if (inner instanceof ZodBoolean) return "`true` or `false`";
	if (inner instanceof ZodEnum) return `one of ${inner.options.join(", ")}`;
	return "text";
}
function numberOf({ isInt, minValue, maxValue }) {
	const kind = isInt ? "a whole number" : "a number";
	const [low, high] = [minValue ?? Number.MIN_SAFE_INTEGER, maxValue ?? Number.MAX_SAFE_INTEGER];
	const from = low > Number.MIN_SAFE_INTEGER ? ` from ${low}` : "";
	return high < Number.MAX_SAFE_INTEGER ? `${kind}${from} to ${high}` : kind + from;
}
// src/policy/severities.ts
/** Severities of `validate`'s rules, as the policy sets them. */
/** undefined: it may. An error says that a plan cannot be read or must not be, and stays one (trust.md T3, T17). */
function mayBeSet(rule, severity) {
	if (!isProblemCode(rule)) {
		const near = nearest(rule, Object.keys(CODES));
		const fix = near === void 0 ? "Take it out." : `Did you mean \`${near}\`?`;
		return {
			code: "unknown-key",
			message: `There is no rule \`${rule}\`.`,
			fix
		};
	}
	if (severity === CODES[rule]) return void 0;
	if (CODES[rule] !== "error" && rule !== "protected-path") return void 0;
	return {
		code: "wrong-value",
		message: `\`${rule}\` is always ${CODES[rule] === "error" ? "an error" : "a note"}: a policy cannot change it.`,
		fix: "Take this line out."
	};
}
/** The problems as the policy sees them: some heavier, some lighter, some not at all. */
function withSeverities(problems, rules) {
	return problems.flatMap((problem) => {
		const set = Object.hasOwn(rules, problem.code) ? rules[problem.code] : problem.severity;
		if (!(mayBeSet(problem.code, set) === void 0)) return [problem];
		return set === "off" ? [] : [{
			...problem,
			severity: set
		}];
	});
}
// src/policy/yaml-rules.ts
const yamlRules = [
	rule,
	rule$1,
	rule$2,
	rule$3,
	rule$4,
	rule$5,
	rule$6,
	rule$7,
	rule$8,
	rule$9
];
// src/policy/read.ts
/**
* Reads the policy file, in the same strict subset of YAML as plans. No file: the defaults. A file that does not hold: no policy
* at all, so that nobody can go on with the defaults by mistake.
*/
/** Never throws. `bytes` is undefined where the default branch has no such file. */
function readPolicy(bytes, path, rules = yamlRules) {
	if (bytes === void 0) return {
		path,
		policy: DEFAULT_POLICY,
		origin: originOf(DEFAULT_POLICY, {}),
		problems: []
	};
	const read = readYaml(bytes, path, rules);
	const found = "findings" in read ? read.findings : check(read);
	if (Array.isArray(found)) return {
		path,
		origin: {},
		problems: found.map((one) => ({
			...one,
			severity: CODES[one.code],
			file: path
		}))
	};
	return {
		path,
		policy: found.policy,
		origin: originOf(found.policy, found.value),
		problems: []
	};
}
function readYaml(bytes, path, rules) {
	const source = readSource(bytes, path);
	const tooLarge = { findings: [{
		code: "file-too-large",
		line: 1,
		column: 1,
		message: `The policy has ${bytes.length} bytes; ${MAX_FRONT_MATTER} characters are read at most.`,
		fix: "Make it shorter."
	}] };
	if (bytes.length > 262144) return tooLarge;
	if (source.validUntil !== void 0) {
		const before = source.validUntil.split("\n");
		return { findings: [{
			code: "not-utf8",
			line: before.length,
			column: before.at(-1).length + 1,
			message: "This is not UTF-8.",
			fix: "Save it as UTF-8."
		}] };
	}
	const opened = source.lines[0] === "---";
	const end = source.lines.at(-1) === "" ? -1 : void 0;
	const body = source.lines.slice(opened ? 1 : 0, end);
	const shift = opened ? 0 : 1;
	const second = body.indexOf("---");
	if (second !== -1) {
		const place = {
			line: second + 2 - shift,
			column: 1
		};
		const message = "A second document begins here: a policy is one.";
		return { findings: [{
			code: "yaml-syntax",
			...place,
			message,
			fix: "Take this line out."
		}] };
	}
	const text = [
		"---",
		...body,
		"---",
		""
	].join("\n");
	const framed = readSource(new TextEncoder().encode(text), path);
	const front = readFrontMatter(framed);
	if (front === void 0) return tooLarge;
	const inFile = ({ line, endLine, ...rest }) => ({
		...rest,
		line: Math.max(1, line - shift),
		...endLine === void 0 ? {} : { endLine: Math.max(1, endLine - shift) }
	});
	const findings = rules.flatMap((rule) => [...rule.check({
		source: framed,
		front
	})].map(({ message, fix, ...place }) => ({
		code: rule.code,
		...inFile(place),
		message: message.replaceAll("front matter", "policy"),
		fix
	})));
	return findings.length > 0 ? { findings } : {
		front,
		inFile
	};
}
function check({ front, inFile }) {
	const value = front.value ?? {};
	const parsed = policySchema.safeParse(value);
	if (!parsed.success) return misfits(parsed.error, value).map(({ path, atKey, ...finding }) => ({
		...finding,
		...inFile(front.placeAt(path, atKey))
	}));
	const findings = Object.entries(parsed.data.rules).flatMap(([rule, severity]) => {
		const refusal = mayBeSet(rule, severity);
		return refusal ? [{
			...refusal,
			...inFile(front.placeAt(["rules", rule], true))
		}] : [];
	});
	return findings.length > 0 ? findings : {
		policy: parsed.data,
		value
	};
}
/** Lists and `rules` are one value each; everything else is taken apart to its keys. */
function originOf(policy, file, before = "") {
	const origin = {};
	for (const [key, value] of Object.entries(policy)) {
		if (value === void 0) continue;
		const name = before + key;
		const inner = file[key];
		if (value === null || typeof value !== "object" || Array.isArray(value) || name === "rules") origin[name] = inner === void 0 ? "default" : "file";
		else Object.assign(origin, originOf(value, inner ?? {}, `${name}.`));
	}
	return origin;
}
export { withSeverities as n, readPolicy as t };
