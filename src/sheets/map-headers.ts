import { type Cell, textOf } from '../spreadsheets/cell.ts';
import { canonicalLanguage } from '../text/language-tag.ts';
import type { Column } from './column.ts';
import { foldWord } from './read-words.ts';
import { type SheetDefinition, sheetIds, sheets } from './sheet-list.ts';

export interface MappedColumn {
  column: Column;
  /** The language of a localized column, else null. */
  language: string | null;
  /** As it is written in the file. */
  header: string;
  /** The place of the cell in its row, from 0. */
  index: number;
}

export interface HeaderProblem {
  header: string;
  code: 'UNKNOWN_COLUMN' | 'DUPLICATE_COLUMN' | 'MISSING_COLUMN' | 'COLUMN_NEEDS_LANGUAGE';
  message: string;
}

export interface MappedHeaders {
  columns: MappedColumn[];
  problems: HeaderProblem[];
}

/** mapHeaders finds the column of each header. An unknown one is a problem: its cells would be lost without a word. */
export function mapHeaders(cells: readonly Cell[], { columns, key }: SheetDefinition): MappedHeaders {
  const mapped: MappedColumn[] = [];
  const problems: HeaderProblem[] = [];
  for (const [index, cell] of cells.entries()) {
    const header = textOf(cell)?.trim() ?? '';
    if (header === '') continue;
    const found = findColumn(header, columns);
    if ('code' in found) {
      problems.push({ header, ...found });
      continue;
    }
    const isTwice = mapped.some(
      ({ column, language }) => column === found.column && language === found.language,
    );
    if (isTwice) problems.push({ header, code: 'DUPLICATE_COLUMN', message: 'is there twice' });
    else mapped.push({ ...found, header, index });
  }
  if (!mapped.some(({ column }) => column.field === key)) {
    const header = columns.find(({ field }) => field === key)!.headers[0]!;
    problems.push({ header, code: 'MISSING_COLUMN', message: 'is missing: it identifies the rows' });
  }
  return { columns: mapped, problems };
}

function findColumn(
  header: string,
  columns: readonly Column[],
): Pick<MappedColumn, 'column' | 'language'> | Omit<HeaderProblem, 'header'> {
  const exact = columnNamed(header, columns);
  if (exact && exact.kind !== 'localized') return { column: exact, language: null };
  const [, base = '', tag = ''] = /^(.*?)\s*(?:[([（【[]\s*([\w-]+)\s*[)\]）】]|[:：]\s*([\w-]+))$/
    .exec(header)
    ?.filter((part) => part !== undefined) ?? ['', '', ''];
  const localized =
    exact ??
    columnNamed(
      base,
      columns.filter(({ kind }) => kind === 'localized'),
    );
  if (!localized) {
    const known = columns.map(({ headers }) => headers[0]).join(', ');
    return { code: 'UNKNOWN_COLUMN', message: `is not a column of this sheet. Its columns are ${known}` };
  }
  const language = tag ? canonicalLanguage(tag) : null;
  if (language) return { column: localized, language };
  const example = `${localized.headers[0]} (zh)`;
  return { code: 'COLUMN_NEEDS_LANGUAGE', message: `needs its language, such as "${example}"` };
}

function columnNamed(name: string, columns: readonly Column[]): Column | undefined {
  const folded = foldWord(name);
  return columns.find(({ field, headers }) => [field, ...headers].some((each) => foldWord(each) === folded));
}

/** Whether one of the headers is known and not ASCII: ASCII is the same in every encoding. */
export function hasKnownHeaders(headers: readonly string[]): boolean {
  const all = sheetIds.flatMap((id) => sheets[id].columns as readonly Column[]);
  const known = headers.filter((header) => !('code' in findColumn(header, all)));
  return known.some((header) => /[^\x20-\x7e]/.test(header));
}
