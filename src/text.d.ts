/** Markdown files are imported as their text: prompts, the demo's plan. */
declare module '*.md' {
  const text: string;
  export default text;
}
