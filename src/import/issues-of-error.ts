/** Finds the cells that the error of a verb is about. */
import { type InputPath, InvalidInput, type UserError } from '../errors/user-errors.ts';
import type { InputWarning } from '../mutations/input-warning.ts';
import { sheets } from '../sheets/sheet-list.ts';
import { type ImportedObject, issueAt, issueOfRow, rowsOf, type SourceRow } from './imported-object.ts';
import type { Noun, Values } from './noun.ts';

export function addIssuesOf(error: UserError, noun: Noun, record: ImportedObject, input: Values): void {
  const issues =
    error instanceof InvalidInput ? error.issues : [{ path: error.path, message: error.message }];
  for (const { path, message } of issues) {
    const { row, field, language } = placeOf(path, noun, record, input);
    const isMissing = error.code === 'INVALID_INPUT' && /received undefined/.test(message);
    const code = isMissing ? 'REQUIRED' : error.code;
    const text = isMissing ? 'is required' : message;
    row.issues.push(field === null ? issueOfRow(code, text) : issueAt(row, field, code, text, language));
  }
}

/** What a verb says of an input that it has accepted. */
export function addWarnings(
  warnings: readonly InputWarning[],
  noun: Noun,
  record: ImportedObject,
  input: Values,
): void {
  for (const { path, code, message } of warnings) {
    const { row, field } = placeOf(path, noun, record, input);
    row.warnings.push(field === null ? issueOfRow(code, message) : issueAt(row, field, code, message));
  }
}

interface Place {
  row: SourceRow;
  /** Null for an error that concerns the row. */
  field: string | null;
  language?: string;
}

/** The path begins with "input". */
function placeOf(
  [, field = '', ...rest]: InputPath,
  noun: Noun,
  record: ImportedObject,
  input: Values,
): Place {
  const row = rowsOf(record)[0]!;
  if (noun.parts?.field === field) {
    // The title of a programme item is an object of its own.
    const [index, ...within] = rest.filter((each, at) => !(at === 1 && each === 'title'));
    const [partField = ''] = within;
    const part = index === undefined ? undefined : record.parts[Number(index)];
    if (part) return { row: part, field: fieldIn(part, partField) };
    return { row: record.parts[0] ?? row, field: null };
  }
  if (field === 'amount' && rest[0] === 'currency') return { row, field: 'currency' };
  const entry = (input[field] as { language?: string }[] | undefined)?.[Number(rest[0])];
  return { row, field: fieldIn(row, field), ...(entry?.language && { language: entry.language }) };
}

function fieldIn({ sheet }: SourceRow, field: string): string | null {
  return sheets[sheet.id].columns.some((column) => column.field === field) ? field : null;
}
