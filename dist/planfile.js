#!/usr/bin/env node
import { t as version } from "./chunks/version.js";
// src/entries/planfile.ts
/**
* What `planfile` starts. It is written so that every Node can read it: an old one is told what is needed, where the program
* itself would end in a syntax error.
*/
const NEEDED = 24;
if (Number(process.versions.node.split(".")[0]) >= NEEDED) await import("./cli.js");
else if (process.argv.slice(2).join(" ") === "--version") process.stdout.write(`${version}\n`);
else {
	process.stderr.write(`planfile: it needs Node ${NEEDED} or newer, and this is ${process.version}\n  fix: install Node 24; in a clone, \`npm ci\` brings one: node_modules/.bin/node
`);
	process.exitCode = 2;
}
export {};
