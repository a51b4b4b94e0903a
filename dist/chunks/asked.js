// src/lifecycle/asked.ts
const no = (code, why) => ({
	verdict: "does-not-hold",
	code,
	why
});
const unasked = (code, why) => ({
	verdict: "undecided",
	code,
	why
});
export { unasked as n, no as t };
