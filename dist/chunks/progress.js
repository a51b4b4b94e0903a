// src/entries/progress.ts
function progressLines({ write, clock, paint, since }) {
	const elapsed = () => {
		const seconds = Math.max(0, Math.round((clock.now().getTime() - since) / 1e3));
		return paint.dim(`${String(Math.floor(seconds / 60)).padStart(2)}:${String(seconds % 60).padStart(2, "0")}`);
	};
	const line = (text) => write(`${elapsed()} ${text}\n`);
	return {
		step: (name, detail) => line(`${paint.bold(name)}${detail ? ` ${oneLine(detail)}` : ""}`),
		tool: ({ phase, tool, target, ok, turns, usd, mostUsd }) => line(`  ${paint.dim(phase)} ${ok ? tool : paint.red(`${tool} ✗`)} ${oneLine(target)} ${paint.dim(`turn ${turns}, $${usd.toFixed(4)} of $${Number(mostUsd.toFixed(2))}`)}`),
		note: (text) => line(`  ${oneLine(text)}`)
	};
}
/** One line of at most 100 columns, without control characters: what a model wrote must not move the cursor. */
const oneLine = (text) => {
	const clean = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
	return clean.length > 100 ? `${clean.slice(0, 99)}…` : clean;
};
export { progressLines as t };
