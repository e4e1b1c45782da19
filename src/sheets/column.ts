import type { Words } from './read-words.ts';

/** What a cell of a column holds. */
export type ColumnKind =
  | 'text'
  /** One column for each language, which its header names: "Name (zh)". */
  | 'localized'
  | 'integer'
  | 'decimal'
  | 'amount'
  | 'currency'
  | 'country'
  | 'countries'
  | 'day'
  | 'instant'
  | 'flag'
  | 'choice'
  /** Separated by commas, semicolons or lines. */
  | 'list'
  /** The key of a row of another sheet, or of an object that exists. */
  | 'reference'
  | 'references'
  /** For the reader of an export. An import ignores it. */
  | 'information';

/** What a reference names. A company and a public body are both an organization. */
export type Referenced =
  | 'organization'
  | 'person'
  | 'venue'
  | 'deal'
  | 'speech'
  | 'ceremony'
  | 'exhibitor'
  | 'figure';

export interface Column {
  /** The input field of the verb, which is a header too. */
  field: string;
  kind: ColumnKind;
  /** English, Chinese, Korean, Japanese. The first is in English templates and in exports. */
  headers: readonly string[];
  words?: Words;
  references?: Referenced;
  /** In a column for information: the field of the reference whose name it shows. */
  nameOf?: string;
}

interface Options {
  words?: Words;
  references?: Referenced;
  nameOf?: string;
}

/** column('country', 'country', 'Country|国家|국가|国'). */
export function column(field: string, kind: ColumnKind, headers: string, options: Options = {}): Column {
  return { field, kind, headers: headers.split('|'), ...options };
}

export const keyColumn = column('key', 'text', 'Key|编号|번호|番号');
export const sampleColumn = column('sample', 'flag', 'Sample|样例|샘플|サンプル');
export const nameColumn = column('nameTranslations', 'localized', 'Name|名称|명칭|名前');
export const countryColumn = column('country', 'country', 'Country|国家|국가|国');
export const industryColumn = column('industry', 'text', 'Industry|行业|산업|業種');
export const timeZoneColumn = column('timeZone', 'text', 'Time zone|时区|시간대|タイムゾーン');
export const currencyColumn = column('currency', 'currency', 'Currency|币种|통화|通貨');
