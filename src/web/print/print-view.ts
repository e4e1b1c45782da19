/** What is printed: the sheets and languages that the address names, of one ceremony. */
import type { PrintProgrammeQuery, PrintViewQuery } from '../operations.ts';

export type PrintExhibition = NonNullable<PrintViewQuery['exhibition']>;
export type PrintProgramme = Extract<NonNullable<PrintProgrammeQuery['node']>, { __typename: 'Ceremony' }>;
export type PrintCeremony = PrintExhibition['ceremonies'][number] & Pick<PrintProgramme, 'programme'>;
export type PrintItem = PrintCeremony['programme'][number];
export type PrintDeal = NonNullable<PrintItem['deal']>;

export const sheetNames = ['order', 'protocol', 'result'] as const;
export type SheetName = (typeof sheetNames)[number];

export interface PrintChoice {
  ceremony: string;
  sheets: readonly SheetName[];
  languages: readonly string[];
}

/** All sheets in the first language of the exhibition, of the first ceremony, unless the address says otherwise. */
export function readChoice(parameters: URLSearchParams, exhibition: PrintExhibition): PrintChoice {
  const listed = (name: string) => (parameters.get(name) ?? '').split(',');
  const sheets = sheetNames.filter((each) => listed('sheets').includes(each));
  const languages = exhibition.languages.filter((each) => listed('lang').includes(each));
  const { ceremonies } = exhibition;
  const ceremony = ceremonies.find(({ id }) => id === parameters.get('ceremony')) ?? ceremonies[0];
  return {
    ceremony: ceremony?.id ?? '',
    sheets: sheets.length > 0 ? sheets : sheetNames,
    languages: languages.length > 0 ? languages : exhibition.languages.slice(0, 1),
  };
}

export function queryOf({ ceremony, sheets, languages }: PrintChoice): string {
  return new URLSearchParams({ ceremony, sheets: sheets.join(), lang: languages.join() }).toString();
}

/** Figures that may still change are not a result. */
export function isPrintable(sheet: SheetName, { status }: PrintCeremony): boolean {
  return sheet !== 'result' || status === 'CLOSED';
}

/** The deals of the running order, in its order. */
export function dealsOf({ programme }: PrintCeremony, isSigned: boolean | null = null): PrintDeal[] {
  return programme.flatMap(({ deal }) =>
    deal && deal.status !== 'WITHDRAWN' && (isSigned === null || (deal.status === 'SIGNED') === isSigned)
      ? [deal]
      : [],
  );
}
