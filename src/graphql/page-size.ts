import { badUserInput } from './query-errors.ts';

export const defaultPageSize = 20;
export const maxPageSize = 100;

/** Throws BAD_USER_INPUT, naming the argument. */
export function checkPageSize({
  first,
  last,
}: {
  first?: number | null | undefined;
  last?: number | null | undefined;
}): void {
  if (first != null && last != null) throw badUserInput('Give first or last, not both.', ['last']);
  for (const [name, value] of Object.entries({ first, last })) {
    if (value != null && (value < 0 || value > maxPageSize)) {
      throw badUserInput(`${name} must be from 0 to ${maxPageSize}, not ${value}.`, [name]);
    }
  }
}
