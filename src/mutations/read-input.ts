import type { z } from 'zod';
import { type InputIssue, InvalidInput } from '../errors/user-errors.ts';
import { listLimits } from '../graphql/list-limits.ts';

const notClearable = 'cannot be cleared: leave the field out to keep its value';

/** Throws InvalidInput with every issue, or with the first ones of a list that is longer than an answer may be. */
export function readInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, listLimits.inputIssues.max).map(
    (issue): InputIssue => ({
      path: ['input', ...issue.path.map(String)],
      message: valueAt(input, issue.path) === null ? notClearable : issue.message,
    }),
  );
  throw new InvalidInput(issues as [InputIssue, ...InputIssue[]]);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null)?.[key], input);
}
