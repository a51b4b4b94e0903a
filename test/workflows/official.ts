/** GitHub's own parser and language service. They import JSON as bundlers let them; Node is told here what it is. */
import { registerHooks } from 'node:module';

registerHooks({
  load: (url, context, next) =>
    next(
      url,
      url.endsWith('.json') && url.includes('/@actions/')
        ? { ...context, importAttributes: { type: 'json' } }
        : context,
    ),
});

const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = await import(
  '@actions/workflow-parser'
);
const { validate } = await import('@actions/languageservice');

/** What the parser says of a workflow; nothing where it holds. */
export async function parserErrors(path: string, text: string): Promise<string[]> {
  const { context, value } = parseWorkflow({ name: path, content: text }, new NoOperationTraceWriter());
  if (value) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

export interface ActionInputs {
  name: string;
  description: string;
  inputs?: Record<string, { description: string; required?: boolean }>;
}

/** What an editor would underline. @param actionOf the metadata of an action, by owner, name and ref */
export async function complaints(
  text: string,
  actionOf: (action: { owner: string; name: string; ref: string }) => ActionInputs | undefined,
): Promise<string[]> {
  // Results are kept by address: each text has its own.
  counted += 1;
  const document = textDocument(`file:///workflows/${counted}.yml`, text);
  const found = await validate(
    document as never,
    {
      actionsMetadataProvider: { fetchActionMetadata: async (action: never) => actionOf(action) as never },
    } as never,
  );
  return found.map(({ message, range }) => `${range.start.line + 1}: ${message}`);
}

let counted = 0;

function textDocument(uri: string, text: string) {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return {
    uri,
    languageId: 'yaml',
    version: 1,
    lineCount: starts.length,
    getText: (range?: { start: Place; end: Place }) =>
      range ? text.slice(offset(range.start), offset(range.end)) : text,
    positionAt(at: number): Place {
      const line = starts.findLastIndex((start) => start <= at);
      return { line, character: at - starts[line]! };
    },
    offsetAt: offset,
  };
  function offset({ line, character }: Place): number {
    return (starts[line] ?? text.length) + character;
  }
}

interface Place {
  line: number;
  character: number;
}
