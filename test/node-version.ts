/** The action runs on Node 24; a suite that passed on another version would prove nothing about it. */
export default function requireNode24(): void {
  if (!process.version.startsWith('v24.')) {
    throw new Error(`the tests run on Node 24, this is ${process.version}: start them with \`npm test\``);
  }
}
