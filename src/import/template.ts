/** Empty sheets with their headers, in one of four languages. */
import type { Column, ColumnKind } from '../sheets/column.ts';
import { headerLanguages } from '../sheets/read-words.ts';
import { type SheetDefinition, type SheetId, sheetIds, sheets } from '../sheets/sheet-list.ts';
import type { SheetToWrite } from '../spreadsheets/write-xlsx.ts';
import { helpSheet } from './read-workbook.ts';

export type HeaderLanguage = (typeof headerLanguages)[number];

export interface TemplateOptions {
  /** The language of the headers. */
  language: HeaderLanguage;
  /** The languages of the texts: each has a column. */
  textLanguages: readonly string[];
}

export function templateHeaders(id: SheetId, { language, textLanguages }: TemplateOptions): string[] {
  const at = headerLanguages.indexOf(language);
  return (sheets[id].columns as readonly Column[]).flatMap(({ headers, kind }) => {
    if (kind === 'information') return [];
    const header = headers[at]!;
    return kind === 'localized' ? textLanguages.map((tag) => `${header} (${tag})`) : [header];
  });
}

export function templateSheets(options: TemplateOptions): SheetToWrite[] {
  const at = headerLanguages.indexOf(options.language);
  return [
    ...sheetIds.map((id) => ({ name: sheets[id].names[at]!, rows: [templateHeaders(id, options)] })),
    {
      name: helpSheet,
      rows: [['Sheet', 'Column', 'Content'], ...sheetIds.flatMap((id) => helpRows(id, at))],
    },
  ];
}

const contents: Readonly<Record<ColumnKind, string>> = {
  text: 'Text',
  localized: 'Text in the language of the column',
  integer: 'Whole number',
  decimal: 'Number',
  amount: 'Amount, such as 1250000.50 or 1.25亿',
  currency: 'ISO 4217, such as CNY',
  country: 'ISO 3166-1, such as KR, or the name of the country',
  countries: 'Countries, separated by commas',
  day: 'Day, such as 2026-05-08',
  instant: 'Time in the time zone of the exhibition, such as 2026-05-08 09:30',
  flag: 'Yes or no',
  choice: 'One of ',
  list: 'Values, separated by commas',
  reference: 'Key of a row of another sheet: ',
  references: 'Keys of rows of another sheet, separated by commas: ',
  information: 'In exports only',
};

function helpRows(id: SheetId, at: number): string[][] {
  const { names, columns } = sheets[id] as SheetDefinition;
  const imported = columns.filter(({ kind }) => kind !== 'information');
  return imported.map(({ headers, kind, words, references }) => [
    names[at]!,
    headers[at]!,
    contents[kind] + (words ? Object.keys(words).join(', ') : (references ?? '')),
  ]);
}
