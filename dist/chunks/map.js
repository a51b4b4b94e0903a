import { n as cleanLine } from "./clean.js";
// src/session/map.ts
/**
* A bounded introduction to a repository: its folders and files, breadth first, so that what lies near the top is named and
* the rest is counted. Built from names and sizes alone, and the same for the same tree.
*/
const MOST_LINES = 60;
/** Files of one folder that are named. */
const MOST_FILES = 25;
function repositoryMap(entries, mostLines = MOST_LINES) {
	if (entries.length === 0) return "The repository is empty.";
	const root = treeOf(entries);
	const open = /* @__PURE__ */ new Set([root]);
	let lines = size(root);
	for (let level = root.folders; level.length > 0; level = level.flatMap(({ folders }) => folders)) for (const folder of level) {
		if (!open.has(folder.parent) || lines + size(folder) > mostLines) continue;
		open.add(folder);
		lines += size(folder);
	}
	return [`${count(entries.length)}:`, ...print(root, open, "")].join("\n");
}
function treeOf(entries) {
	const root = {
		name: "",
		parent: void 0,
		folders: [],
		files: [],
		total: 0
	};
	const folders = /* @__PURE__ */ new Map([["", root]]);
	const folderAt = (path) => {
		const known = folders.get(path);
		if (known) return known;
		const cut = path.lastIndexOf("/");
		const parent = folderAt(path.slice(0, Math.max(0, cut)));
		const folder = {
			name: path.slice(cut + 1),
			parent,
			folders: [],
			files: [],
			total: 0
		};
		folders.set(path, folder);
		parent.folders.push(folder);
		return folder;
	};
	for (const { path } of entries.toSorted((a, b) => a.path < b.path ? -1 : 1)) {
		const cut = path.lastIndexOf("/");
		const folder = folderAt(path.slice(0, Math.max(0, cut)));
		folder.files.push(path.slice(cut + 1));
		for (let at = folder; at; at = at.parent) at.total += 1;
	}
	return root;
}
const size = ({ folders, files }) => folders.length + Math.min(files.length, 26);
function print(folder, open, indent) {
	const named = folder.files.slice(0, MOST_FILES).map((file) => `${indent}${cleanLine(file, 120)}`);
	const more = folder.files.length - named.length;
	return [
		...folder.folders.flatMap((inner) => open.has(inner) ? [`${indent}${cleanLine(inner.name, 120)}/`, ...print(inner, open, `${indent}  `)] : [`${indent}${cleanLine(inner.name, 120)}/ (${count(inner.total)})`]),
		...named,
		...more > 0 ? [`${indent}… and ${count(more)} more`] : []
	];
}
const count = (files) => files === 1 ? "1 file" : `${files} files`;
export { repositoryMap as t };
