import { t as findSecrets } from "./secrets.js";
// src/report/redact.ts
/**
* Known secrets taken out of text that leaves the machine (trust.md T20): as they are, encoded, broken up by spaces, quotes or line
* ends, and in parts. Only letters and digits are compared, because everything else gets changed on the way.
*/
/** A part of a secret that is as long as this is taken out; of a shorter secret all of it. */
const PART = 12;
/** What is shorter is no secret: it would be found everywhere. */
const SHORTEST = 6;
const REDACTED = "[redacted]";
/** Gives the function that redacts these secrets. Linear in the text. */
function redactor(secrets, encodings = Object.values(secretEncodings)) {
	const parts = /* @__PURE__ */ new Map();
	for (const secret of secrets) for (const form of new Set(encodings.flatMap((encode) => encode(secret)))) {
		const core = lettersAndDigits(form);
		if (core.length < SHORTEST) continue;
		const length = Math.min(PART, core.length);
		const known = parts.get(length) ?? /* @__PURE__ */ new Set();
		for (let at = 0; at + length <= core.length; at += 1) known.add(core.slice(at, at + length));
		parts.set(length, known);
	}
	return (text) => parts.size === 0 ? text : redact(text, parts);
}
/** What only looks like a secret, by its issuer's format: known or not. */
function withoutSecrets(text) {
	let clean = "";
	let from = 0;
	for (const { start, end } of findSecrets(text)) {
		clean += text.slice(from, start) + REDACTED;
		from = end;
	}
	return clean + text.slice(from);
}
const bytes = (text) => new TextEncoder().encode(text);
const hex = (text) => [...bytes(text)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const secretEncodings = {
	plain: (secret) => [secret],
	/** Within a longer text a secret begins at one of three places of a group: the characters that its neighbours share are cut. */
	base64: (secret) => [
		0,
		1,
		2
	].map((offset) => {
		const shifted = new Uint8Array([...new Uint8Array(offset), ...bytes(secret)]);
		const encoded = btoa(String.fromCharCode(...shifted)).replace(/=+$/, "");
		const whole = Math.floor(shifted.length * 8 / 6);
		return encoded.slice(Math.ceil(offset * 8 / 6), whole);
	}),
	hex: (secret) => [hex(secret), hex(secret).toUpperCase()],
	percent: (secret) => [encodeURIComponent(secret)],
	reversed: (secret) => [[...secret].reverse().join("")]
};
function redact(text, parts) {
	const places = placesOfLettersAndDigits(text);
	const core = lettersAndDigits(text);
	const found = [];
	for (let at = 0; at < core.length; at += 1) for (const [length, known] of parts) {
		if (!known.has(core.slice(at, at + length))) continue;
		const to = at + length;
		const last = found.at(-1);
		if (last && at <= last[1]) last[1] = Math.max(last[1], to);
		else found.push([at, to]);
	}
	let redacted = "";
	let from = 0;
	for (const [start, end] of found) {
		redacted += text.slice(from, places[start]) + REDACTED;
		from = places[end - 1] + 1;
	}
	return redacted + text.slice(from);
}
const lettersAndDigits = (text) => text.replace(/[^A-Za-z0-9]/g, "");
function placesOfLettersAndDigits(text) {
	return [...text.matchAll(/[A-Za-z0-9]/g)].map(({ index }) => index);
}
export { withoutSecrets as n, redactor as t };
