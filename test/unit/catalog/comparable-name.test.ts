/** What counts as one name. Possible duplicates are named to the caller; none is refused. */
import { describe, expect, it } from 'vitest';
import {
  comparableName,
  comparableWords,
  websiteHost,
} from '../../../src/catalog/duplicates/comparable-name.ts';
import { isPossiblySame } from '../../../src/catalog/duplicates/possible-duplicates.ts';
import { foldText } from '../../../src/text/search-text.ts';

const same: [one: string, other: string][] = [
  ['Hanbit Motors Co., Ltd.', 'HANBIT MOTORS'],
  ['Hanbit Motors Co.,Ltd', 'Hanbit Motors Inc.'],
  ['주식회사 한빛', '(주)한빛'],
  ['한빛㈜', '한빛 주식회사'],
  ['한빛 유한회사', '한빛'],
  ['江苏悦达集团有限公司', '江苏悦达集团股份有限公司'],
  ['江苏悦达集团有限责任公司', '江苏悦达集团'],
  ['鴻海精密有限責任公司', '鴻海精密'],
  ['株式会社大阪造船', '大阪造船㈱'],
  ['（株）大阪造船', '大阪造船'],
  ['Ｏｓａｋａ　Ｗｅｒｆｔ', 'Osaka Werft GmbH'],
  ['Ferrero S.p.A.', 'Ferrero SpA'],
  ['Philips N.V.', 'PHILIPS'],
  ['Citroën S.A.', 'citroen'],
  ['Straße AG', 'STRASSE'],
  ['ООО Ромашка', 'Ромашка'],
  ['บริษัท แสงทอง จำกัด', 'แสงทอง'],
  ['Smith & Sons Pty Ltd', 'Smith, Sons'],
  ['Anna Petersen', 'Petersen, Anna'],
  // A name of legal forms only keeps them.
  ['Company Limited', 'company, limited'],
];
const different: [one: string, other: string][] = [
  ['Hanbit Motors', 'Hanbit Electronics'],
  ['江苏悦达集团', '江苏悦达'],
  ['대한전선', '대한전기'],
  ['แสงทอง', 'แสงเงิน'],
  ['Costa', 'Coste'],
  ['Inc', 'Ltd'],
];

describe('two spellings', () => {
  it.each(same)('%s and %s are one name', (one, other) => {
    expect(comparableName(one)).toBe(comparableName(other));
  });

  it.each(different)('%s and %s are two names', (one, other) => {
    expect(comparableName(one)).not.toBe(comparableName(other));
  });

  it.each([...same, ...different].flat())('the words of %s are found by a search of it', (name) => {
    const words = comparableWords(name);
    expect(words).not.toEqual([]);
    for (const word of words) expect(foldText(name)).toContain(word);
  });
});

describe('two objects', () => {
  const texts = (...names: string[]) => names.map((text) => ({ language: 'en', text }));
  const hanbit = { names: texts('한빛', 'Hanbit'), country: 'KR', website: null };

  it.each<[string, object, boolean]>([
    ['one of their names is the same', { names: texts('Other', '(주)한빛') }, true],
    ['the country is another', { country: 'CN' }, false],
    ['no name is the same', { names: texts('Hanbat') }, false],
  ])('may be the same if %s', (_when, changes, expected) => {
    expect(isPossiblySame(hanbit, { ...hanbit, ...changes })).toBe(expected);
  });

  it.each<[string, string | null, boolean]>([
    ['https://www.hanbit.example/ko', 'http://hanbit.example', true],
    ['https://HANBIT.example', 'https://hanbit.example/', true],
    ['https://hanbit.example:8443/', 'https://hanbit.example/', true],
    ['https://hanbit.example', 'https://shop.hanbit.example', false],
    ['https://hanbit.example', null, false],
  ])('with the websites %s and %s: %s', (one, other, expected) => {
    const foreign = { names: texts('Another'), country: 'VN', website: other };
    expect(isPossiblySame({ ...hanbit, website: one }, foreign)).toBe(expected);
  });

  it('without websites have none in common', () => {
    expect(websiteHost(null)).toBeNull();
    expect(isPossiblySame(hanbit, { ...hanbit, names: texts('Another') })).toBe(false);
  });
});
