/**
 * The SDK's agent toolset over one tree, with what it leaves to its host: which files may be written, how much of an
 * answer is kept, how a shell survives what is run in it. Names and inputs stay the SDK's (src/models/tools.ts).
 */
import { type BetaRunnableTool, runRunnableTool } from '@anthropic-ai/sdk/lib/tools/BetaRunnableTool';
import { type AgentToolContext, betaAgentToolset20260401 } from '@anthropic-ai/sdk/tools/agent-toolset/node';
import type { ToolboxConfig } from '../models/toolbox.ts';
import { READING_TOOLS, TOOLS } from '../models/tools.ts';
import { kept } from './kept.ts';
import { type Environment, openShell } from './shell.ts';
import { WRITE_GUARDS, type WriteGuard, writeRefusal } from './write-guards.ts';
import { readableByAll } from './written.ts';

interface Answer {
  content: string;
  isError: boolean;
}

export interface Toolbox {
  /** Never rejects: what goes wrong is an answer that the model can read. */
  call(name: string, input: unknown, signal: AbortSignal): Promise<Answer>;
  close(): void;
}

/** `environment` is what commands get. `guards` are the wiring's: tests take one out to see what it holds off. */
export function openToolbox(
  config: ToolboxConfig,
  environment: Environment,
  guards: readonly WriteGuard[] = WRITE_GUARDS,
): Toolbox {
  const shell = config.shell ? openShell(config, environment) : undefined;
  const context: AgentToolContext = {
    workdir: config.workdir,
    // Cut output is kept in the scratch folder: without a shell there is none.
    allowedRoots: config.shell ? [config.scratch] : [],
    ...(shell && { env: shell.environment }),
  };
  const served = new Set((config.writable ? TOOLS : READING_TOOLS).map(({ name }) => name));
  if (!shell) served.delete('bash');
  const tools = new Map<string, BetaRunnableTool>();
  for (const tool of betaAgentToolset20260401(context)) {
    if ('name' in tool && served.has(tool.name)) tools.set(tool.name, tool);
  }

  async function answer(name: string, input: unknown, signal: AbortSignal): Promise<Answer> {
    const tool = tools.get(name);
    if (!tool) return refusal(`there is no tool ${name} here; there are ${[...tools.keys()].join(', ')}`);
    const given = asRecord(input);
    if (!given) return refusal(`${name}: the input must be an object`);

    const writes = name === 'write' || name === 'edit';
    const refused = writes && (await writeRefusal(String(given.file_path ?? ''), context, config, guards));
    if (refused) return refusal(`${name}: ${refused}`);

    const use = { type: 'tool_use', id: 'call', name, input: given } as const;
    const asked = name === 'bash' && shell ? shell.wrapped(given) : given;
    const run = () => runRunnableTool(tool, asked, { toolUse: use, toolUseBlock: use, signal });
    const { content, isError } = await (writes ? readableByAll(context, given, run) : run());
    return { content: asText(content), isError };
  }

  return {
    call: async (name, input, signal) => {
      const { content, isError } = await answer(name, input, signal).catch((error: unknown) =>
        refusal(`${name}: ${String(error)}`),
      );
      return { content: kept(name, asRecord(input) ?? {}, content, config), isError };
    },
    close: () => {
      for (const tool of tools.values()) void tool.close?.();
    },
  };
}

function refusal(content: string): Answer {
  return { content, isError: true };
}

function asRecord(input: unknown): Record<string, unknown> | undefined {
  const isRecord = typeof input === 'object' && input !== null && !Array.isArray(input);
  return isRecord ? (input as Record<string, unknown>) : undefined;
}

/** The agent toolset answers in text; blocks appear only in errors. */
function asText(content: Awaited<ReturnType<typeof runRunnableTool>>['content']): string {
  if (typeof content === 'string') return content;
  return content.map((block) => ('text' in block ? block.text : '')).join('\n');
}
