/** Files that are imported as their text: prompts, the demo's plan; scripts for the sandbox. */
declare module '*.md' {
  const text: string;
  export default text;
}

declare module '*.bash' {
  const text: string;
  export default text;
}
