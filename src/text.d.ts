/** Files that are imported as their text: prompts, the demo's plan; scripts for the sandbox; workflows. */
declare module '*.md' {
  const text: string;
  export default text;
}

declare module '*.bash' {
  const text: string;
  export default text;
}

declare module '*.yml' {
  const text: string;
  export default text;
}
