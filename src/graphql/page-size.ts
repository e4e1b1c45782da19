import { badUserInput } from './query-errors.ts';

export const defaultPageSize = 20;
export const maxPageSize = 100;

interface PageArguments {
  first?: number | null | undefined;
  last?: number | null | undefined;
}

/**
 * pageSizeOf returns the number of items that a page costs. Costs are computed before the arguments are checked: a
 * negative size would lower the cost of the whole operation.
 */
export function pageSizeOf({ first, last }: PageArguments): number {
  return Math.max(0, first ?? last ?? defaultPageSize);
}

/** Throws BAD_USER_INPUT, naming the argument. */
export function checkPageSize({ first, last }: PageArguments): void {
  if (first != null && last != null) throw badUserInput('Give first or last, not both.', ['last']);
  for (const [name, value] of Object.entries({ first, last })) {
    if (value != null && (value < 0 || value > maxPageSize)) {
      throw badUserInput(`${name} must be from 0 to ${maxPageSize}, not ${value}.`, [name]);
    }
  }
}
