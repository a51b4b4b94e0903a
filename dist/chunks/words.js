// src/report/words.ts
/** Numbers and words the same way everywhere. Written out by hand, so that no machine's locale decides. */
/** 1234567 → `1,234,567` */
function count(value) {
	return String(Math.round(value)).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
/** `1 phase`, `2 phases`; the plural is given where it is not the word with an s. */
function counted(value, one, many = `${one}s`) {
	return `${count(value)} ${value === 1 ? one : many}`;
}
/** US dollars: cents, and four digits where cents would say nothing. `?`: no price is known. */
function usd(value) {
	if (value === null) return "?";
	return value.toFixed(value !== 0 && value < 1 ? 4 : 2);
}
/** Seconds as `0.4s`, `12s`, `2m05s`, `1h02m`. */
function duration(seconds) {
	if (seconds < 9.95) return `${seconds.toFixed(1)}s`;
	const whole = Math.round(seconds);
	if (whole < 60) return `${whole}s`;
	const two = (value) => String(value).padStart(2, "0");
	if (whole < 3600) return `${Math.floor(whole / 60)}m${two(whole % 60)}s`;
	return `${Math.floor(whole / 3600)}h${two(Math.floor(whole % 3600 / 60))}m`;
}
/** Seconds of work or waiting, as long as they get: `12s`, `2m05s`, `1h02m`, `3d4h`. */
function span(seconds) {
	if (seconds < 86400) return duration(seconds);
	const hours = Math.round(seconds / 3600);
	return hours % 24 === 0 ? `${hours / 24}d` : `${Math.floor(hours / 24)}d${hours % 24}h`;
}
export { usd as a, span as i, counted as n, duration as r, count as t };
