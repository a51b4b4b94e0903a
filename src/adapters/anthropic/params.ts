/** A conversation as the SDK's tool runner takes it. The prefix (tools, system, first message) never changes: it is cached. */
import type { Anthropic } from '@anthropic-ai/sdk';
import { ToolError } from '@anthropic-ai/sdk/lib/tools/ToolError';
import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema';
import type { Conversation, Tool } from '../../ports/model.ts';

type RunnerParams = Parameters<Anthropic['beta']['messages']['toolRunner']>[0];
type RunnableTool = Extract<RunnerParams['tools'][number], { run: unknown }>;

export type FixedParams = Omit<RunnerParams, 'messages' | 'max_tokens' | 'stream'>;

export function paramsOf(conversation: Conversation, threads: boolean): FixedParams {
  const { model, system, effort, output, advisor } = conversation;
  const config = {
    ...(effort && { effort }),
    ...(output && { format: { type: 'json_schema' as const, schema: transformJSONSchema(output) } }),
  };
  const betas = [
    ...(advisor ? ADVISOR_BETAS : []),
    ...(conversation.compactAt === undefined ? [] : [COMPACTION_BETA]),
  ];
  return {
    model,
    system: [{ type: 'text', text: system, cache_control: { type: 'ephemeral' } }],
    // At the top level it marks the end of what is sent, and moves along as the conversation grows.
    cache_control: { type: 'ephemeral' },
    tools: [...conversation.tools.map(runnable), ...(advisor ? [advisorTool(advisor)] : [])],
    ...(betas.length > 0 && { betas }),
    ...(Object.keys(config).length > 0 && { output_config: config }),
    ...(!threads && { thread: false as const }),
  };
}

/** Three breakpoints at most, of the four that the API takes: the system text, what conversations share, and the end. */
export const firstMessage = ({ prompt, task }: Conversation): string | Anthropic.Beta.BetaTextBlockParam[] =>
  task === undefined
    ? prompt
    : [
        { type: 'text', text: prompt, cache_control: { type: 'ephemeral' } },
        { type: 'text', text: task },
      ];

/** The tool itself, and taking it away again without changing the prefix (`tool_removal`). */
const ADVISOR_BETAS = ['advisor-tool-2026-03-01', 'inline-tools-2026-09-15'];

const COMPACTION_BETA = 'compact-2026-09-04';

const advisorTool = ({ model, uses, maxTokens }: NonNullable<Conversation['advisor']>) => ({
  type: 'advisor_20260301' as const,
  name: 'advisor' as const,
  model,
  max_uses: uses,
  max_tokens: maxTokens,
});

const runnable = (tool: Tool): RunnableTool => ({
  type: 'custom',
  name: tool.name,
  description: tool.description,
  input_schema: { ...tool.input, type: 'object' },
  parse: (input) => input,
  async run(input, context) {
    const { content, isError } = await tool.run(input, context?.signal ?? undefined);
    // The API takes no empty answer that is an error.
    if (isError) throw new ToolError(content || 'the tool failed and said nothing');
    return content;
  },
});
