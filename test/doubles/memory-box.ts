/** A box in memory: files are a map, and verify commands answer as the test says. Counts what ran, and when. */
import type { Box, CommandRun, ToolAnswer } from '../../src/ports/sandbox.ts';

export interface MemoryBox extends Box {
  readonly files: Map<string, string>;
  /** Tool calls and commands, in order. */
  readonly log: readonly string[];
}

export interface MemoryBoxOptions {
  files?: Record<string, string>;
  /** The exit code and output of a command, given the files at that time. */
  run?: (command: string, files: ReadonlyMap<string, string>) => Partial<CommandRun>;
  /** Instead of the usual tools. */
  tool?: (name: string, input: unknown, signal?: AbortSignal) => Promise<ToolAnswer>;
}

export function memoryBox({ files: begin = {}, run, tool }: MemoryBoxOptions = {}): MemoryBox {
  const files = new Map(Object.entries(begin));
  const log: string[] = [];
  return {
    files,
    log,
    async tool(name, input, signal) {
      log.push(name);
      if (tool) return tool(name, input, signal);
      const { file_path = '', content = '' } = input as { file_path?: string; content?: string };
      if (name === 'write') {
        // A turn of the event loop lies between a call and its effect, as with a real process.
        await new Promise((resolve) => setImmediate(resolve));
        files.set(file_path, content);
        return { content: `wrote ${file_path}`, isError: false };
      }
      if (name === 'read') {
        const text = files.get(file_path);
        return text === undefined
          ? { content: 'no such file', isError: true }
          : { content: text, isError: false };
      }
      return { content: `no ${name} here`, isError: true };
    },
    async run(command) {
      log.push(`run ${command}`);
      return { command, exit: 0, seconds: 0.1, tail: '', timedOut: false, ...run?.(command, files) };
    },
    async stop() {},
    async [Symbol.asyncDispose]() {},
  };
}
