// src/entries/handlers/answer.ts
const flag = (call, name) => call.options[name] === true;
const text = (call, name) => {
	const value = call.options[name];
	return typeof value === "string" ? value : void 0;
};
const list = (call, name) => {
	const value = call.options[name];
	return Array.isArray(value) ? value : typeof value === "string" ? [value] : [];
};
export { list as n, text as r, flag as t };
