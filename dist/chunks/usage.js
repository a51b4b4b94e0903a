// src/outcomes/usage.ts
const COUNTS = [
	"calls",
	"input",
	"cacheRead",
	"cacheWrite",
	"output"
];
/** All of it together. A model without a price stays without one. */
const addUsage = (lines) => combine(lines, [], (a, b) => a + b);
/** What `lines` hold beyond `told`, never below nothing; lines without a rest are left out. */
const restOfUsage = (lines, told) => combine(addUsage(lines), addUsage(told), (a, b) => Math.max(0, a - b)).filter((line) => COUNTS.some((name) => line[name] > 0) || (line.usd ?? 0) > 1e-9);
function combine(lines, others, reckon) {
	const sums = /* @__PURE__ */ new Map();
	const nameOf = ({ role, model }) => `${role} ${model}`;
	const join = (one, other) => ({
		...one,
		...Object.fromEntries(COUNTS.map((name) => [name, reckon(one[name], other[name])])),
		usd: one.usd === null || other.usd === null ? null : reckon(one.usd, other.usd)
	});
	for (const line of lines) {
		const known = sums.get(nameOf(line));
		sums.set(nameOf(line), known ? join(known, line) : line);
	}
	for (const line of others) {
		const known = sums.get(nameOf(line));
		if (known) sums.set(nameOf(line), join(known, line));
	}
	return [...sums.values()];
}
export { restOfUsage as n, addUsage as t };
