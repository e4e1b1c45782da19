import { type InputPath, NotFound } from '../errors/user-errors.ts';

/** The row that an input names; NOT_FOUND at its path where there is none. */
export async function requireRow<Row>(
  query: PromiseLike<Row | null>,
  noun: string,
  path: InputPath,
): Promise<Row> {
  const row = await query;
  if (row === null) throw new NotFound(noun, path);
  return row;
}
