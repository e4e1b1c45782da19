import type { z } from 'zod';
import { type InputIssue, InvalidInput } from '../errors/user-errors.ts';
import { listLimits } from '../graphql/list-limits.ts';

const notClearable = 'cannot be cleared: leave the field out to keep its value';

/** readInput validates an input. Throws InvalidInput with all issues, up to a limit. */
export function readInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input, { error: messageOf });
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, listLimits.inputIssues.max).map(
    (issue): InputIssue => ({
      path: ['input', ...issue.path.map(String)],
      message: valueAt(input, issue.path) === null ? notClearable : issue.message,
    }),
  );
  throw new InvalidInput(issues as [InputIssue, ...InputIssue[]]);
}

const units: Record<string, string> = { array: ' items', string: ' characters' };

/** The message for a limit that is declared without one. Undefined keeps the message of zod. */
function messageOf(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'too_small' && issue.code !== 'too_big') return undefined;
  const [comparative, limit] =
    issue.code === 'too_small' ? ['at least', issue.minimum] : ['at most', issue.maximum];
  const unit = units[issue.origin];
  const verb = unit ? 'must have' : 'must be';
  return `${verb} ${comparative} ${limit.toLocaleString('en')}${unit ?? ''}`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null)?.[key], input);
}
