/** A structured answer of a model, read by its shape; or what is wrong with it, in words that the model is told. */
import { z } from 'zod';

export function readJson<T>(text: string, shape: z.ZodType<T>): { value: T } | { misfit: string } {
  let json: unknown;
  try {
    json = JSON.parse(unfenced(text));
  } catch {
    return { misfit: 'it is no JSON' };
  }
  const parsed = shape.safeParse(json);
  return parsed.success ? { value: parsed.data } : { misfit: z.prettifyError(parsed.error).slice(0, 4_000) };
}

/** Some models put JSON into a code fence although they were asked for nothing else. */
const unfenced = (text: string): string => /^\s*```(?:json)?\n([\s\S]*)\n```\s*$/.exec(text)?.[1] ?? text;
