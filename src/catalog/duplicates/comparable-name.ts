import { foldText } from '../../text/search-text.ts';

/** Legal forms that one entry of a company has and another lacks, as words of a folded name. */
const legalForms: readonly string[] = [
  ...['co', 'ltd', 'inc', 'corp', 'corporation', 'company', 'incorporated', 'limited', 'llc', 'llp', 'plc'],
  ...[
    'pte',
    'pty',
    'pvt',
    'bhd',
    'sdn',
    'tbk',
    'gmbh',
    'ag',
    'kg',
    'se',
    'sa',
    'sas',
    'sarl',
    'srl',
    'spa',
    'slu',
  ],
  ...['bv', 'nv', 'oy', 'oyj', 'ab', 'as', 'jsc', 'kk', 'ооо', 'оао', 'зао', 'пао', 'ао'],
  ...['บริษัท', 'จำกัด', 'มหาชน'].map(foldText),
];

/** Written without a space before or after them. The longer ones are first: they contain the others. */
const writtenLegalForms =
  /股份有限公司|有限责任公司|有限責任公司|有限公司|株式会社|有限会社|合同会社|주식회사|유한책임회사|유한회사/g;

/** In brackets, as (주) and （株）, which are also one character: ㈜ and ㈱. */
const bracketedLegalForms = /\((주|유|株|有|合)\)/g;

/** As S.p.A. and B.V.: single letters with points between them. */
const pointedLetters = /(?<![\p{L}\p{N}])(?:\p{L}\.){1,5}\p{L}\.?(?![\p{L}\p{N}])/gu;

/**
 * comparableName is equal for two spellings of one name: case, width, accents, punctuation, the order of the words and
 * legal forms are left out.
 */
export function comparableName(name: string): string {
  return comparableWords(name).sort().join(' ');
}

/** comparableWords returns parts of the folded name, which searches look in. All words, if they are all legal forms. */
export function comparableWords(name: string): string[] {
  const folded = foldText(name);
  const essential = wordsOf(
    folded
      .replaceAll(pointedLetters, (letters) =>
        legalForms.includes(letters.replaceAll('.', '')) ? ' ' : letters,
      )
      .replaceAll(bracketedLegalForms, ' ')
      .replaceAll(writtenLegalForms, ' '),
  ).filter((word) => !legalForms.includes(word));
  return essential.length > 0 ? essential : wordsOf(folded);
}

/** A mark that stands for a vowel belongs to its word. */
function wordsOf(folded: string): string[] {
  return folded.split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean);
}

/** The host of a website without `www.`; null if there is none. */
export function websiteHost(website: string | null): string | null {
  if (website === null || !URL.canParse(website)) return null;
  return new URL(website).hostname.toLowerCase().replace(/^www\./, '');
}
