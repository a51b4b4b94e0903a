// src/plan/hidden-characters.ts
/**
* Characters that people do not see and a machine reads (trust.md T3): forbidden in plans, shown as their
* codes in reports, found by the program in every change that is reviewed. This is the one list of them.
*/
/**
* First and last code point of each range: what has no shape of its own, or changes the order of what has
* one.
*/
const HIDDEN = [
	[
		173,
		173,
		"soft hyphen"
	],
	[
		847,
		847,
		"combining grapheme joiner"
	],
	[
		1564,
		1564,
		"Arabic letter mark"
	],
	[
		4447,
		4448,
		"Hangul fillers"
	],
	[
		6068,
		6069,
		"Khmer inherent vowels"
	],
	[
		6155,
		6159,
		"Mongolian selectors"
	],
	[
		8203,
		8207,
		"zero-width spaces and joiners, marks of direction"
	],
	[
		8234,
		8238,
		"embeddings and overrides of direction"
	],
	[
		8288,
		8303,
		"invisible operators, isolates of direction"
	],
	[
		10240,
		10240,
		"blank braille pattern"
	],
	[
		12644,
		12644,
		"Hangul filler"
	],
	[
		57344,
		63743,
		"private use"
	],
	[
		64976,
		65007,
		"noncharacters"
	],
	[
		65024,
		65037,
		"variation selectors 1–14"
	],
	[
		65279,
		65279,
		"byte order mark within the text"
	],
	[
		65440,
		65440,
		"half-width Hangul filler"
	],
	[
		65520,
		65531,
		"interlinear marks"
	],
	[
		65534,
		65535,
		"noncharacters"
	],
	[
		113824,
		113827,
		"shorthand format controls"
	],
	[
		119155,
		119162,
		"musical format controls"
	],
	[
		917504,
		921599,
		"tags, variation selectors 17–256"
	],
	[
		983040,
		1114111,
		"private use"
	]
];
/**
* Variation selectors 15 and 16 choose between two looks of these characters, and mean nothing after others.
*/
const TWO_LOOKS = [
	[35, 35],
	[42, 42],
	[48, 57],
	[169, 169],
	[174, 174],
	[8252, 12953],
	[126976, 129791]
];
const ranges = (all) => `[${all.map(([first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`).join("")}]`;
/** A run of them; global. */
const HIDDEN_CHARACTERS = new RegExp(`(?:${ranges(HIDDEN)}|(?<!${ranges(TWO_LOOKS)})[\\ufe0e-\\ufe0f])+`, "gu");
/** The name of the range that a hidden character belongs to; undefined for every other. */
function hiddenKind(character) {
	const point = character.codePointAt(0) ?? 0;
	if (point === 65038 || point === 65039) return "a variation selector";
	return HIDDEN.find(([first, last]) => first <= point && point <= last)?.[2];
}
export { hiddenKind as n, HIDDEN_CHARACTERS as t };
