import { describe, expect, it } from 'vitest';
import { missingNames, missingOf } from '../../../src/web/desk/state/missing-names.ts';
import { deals } from '../../../src/web/preview/fixtures/deals.ts';
import { dealItem, speechItem, titledItem } from '../../../src/web/preview/fixtures/desk.ts';

const languages = ['zh', 'ko', 'en'];
const inLanguages = (...tags: string[]) => tags.map((language) => ({ language, text: language }));

describe('the languages in which names are missing', () => {
  it('are those of the speaker', () => {
    const item = speechItem('governor');
    const speaker = { ...item.speech!.speaker, nameTranslations: inLanguages('zh') };
    expect(missingNames({ ...item, speech: { ...item.speech!, speaker } }, languages)).toEqual(['ko', 'en']);
  });

  it('are none of an item without a speaker', () => {
    expect(missingNames(dealItem(deals.batteryPlant), languages)).toEqual([]);
    expect(missingNames(titledItem('BREAK', 'Pause'), languages)).toEqual([]);
  });

  it('of a text are those that it does not have', () => {
    expect(missingOf(languages, inLanguages('ko'))).toEqual(['zh', 'en']);
  });
});
