/** A correction sends what was typed into the form, and nothing else. */
import { describe, expect, it } from 'vitest';
import { newDraft } from '../../../src/web/desk/state/form-draft.ts';
import { correctionLines, retractionLines, textLines } from '../../../src/web/desk/state/preview-lines.ts';
import { publishedDeal } from '../../../src/web/desk/state/published-deal.ts';
import {
  changesSomething,
  correctedDeal,
  correctionFields,
  correctionOf,
  type PublishedDeal,
} from '../../../src/web/desk/state/typed-correction.ts';
import { deals } from '../../../src/web/preview/fixtures/deals.ts';
import { dealItem, deskView } from '../../../src/web/preview/fixtures/desk.ts';
import { wallWords } from '../../../src/web/wall/words/words.ts';

const languages = ['en', 'zh', 'ko'];
const options = { languages, language: 'en' };
const deal: PublishedDeal = deals.electricVehicles;

function draftOf(typed: Record<string, string>, announced = deal) {
  const draft = newDraft({ fields: correctionFields(announced, languages, 'CNY'), version: 3 });
  return { ...draft, fields: { ...draft.fields, ...typed } };
}
const correct = (typed: Record<string, string>, announced = deal) =>
  correctionOf(draftOf(typed, announced), announced, options);

describe('a correction as typed', () => {
  it('is empty while nothing is typed', () => {
    expect(correct({})).toEqual({ reasonTranslations: [] });
    expect(changesSomething(correct({})!)).toBe(false);
    expect(correct({ amount: '4800000000' })).toEqual({ reasonTranslations: [] });
  });

  it('has the amount if it or its currency differs', () => {
    expect(correct({ amount: '4,900,000,000' })!.amount).toEqual({ amount: '4900000000', currency: 'CNY' });
    expect(correct({ currency: 'USD' })!.amount).toEqual({ amount: '4800000000.00', currency: 'USD' });
  });

  it('discloses no amount any more if the field was emptied', () => {
    expect(correct({ amount: ' ' })!.amount).toBeNull();
    expect(changesSomething(correct({ amount: '' })!)).toBe(true);
    expect(correct({}, deals.salesNetwork)).toEqual({ reasonTranslations: [] });
    expect(correct({ amount: '5' }, deals.salesNetwork)!.amount).toEqual({ amount: '5', currency: 'CNY' });
  });

  it('is null while the amount can be read in two ways or not at all', () => {
    expect(correct({ amount: '1250,50' })).toBeNull();
    expect(correct({ amount: 'much' })).toBeNull();
    expect(correctedDeal(draftOf({ amount: '1.250' }), deal, options)).toBeNull();
  });

  it('has all titles if one differs, those in other languages than the exhibition has included', () => {
    const announced = {
      ...deal,
      titleTranslations: [...deal.titleTranslations, { language: 'fr', text: 'Base' }],
    };
    const { titleTranslations } = correct({ 'title zh': ' 新标题 ', 'title ko': '' }, announced)!;
    expect(titleTranslations).toEqual([
      { language: 'en', text: 'Second phase of the electric vehicle base' },
      { language: 'zh', text: '新标题' },
      { language: 'fr', text: 'Base' },
    ]);
  });

  it('has the reason in the languages that it was typed in', () => {
    expect(correct({ 'reason ko': '오독', 'reason en': ' ' })!.reasonTranslations).toEqual([
      { language: 'ko', text: '오독' },
    ]);
  });
});

describe('what stands about a deal', () => {
  it('is its newest announcement, else the deal itself', () => {
    const view = deskView();
    const signed = dealItem(deals.electricVehicles).deal!;
    expect(publishedDeal(view, { ...signed, amount: null }).amount).toEqual(deal.amount);
    const planned = dealItem(deals.batteryPlant).deal!;
    expect(publishedDeal(view, planned)).toBe(planned);
  });
});

describe('the preview of an announcement', () => {
  it('is what each wall will say, with what it says now', () => {
    const after = { ...deal, amount: { amount: '1234567890.50', currency: 'CNY' } };
    const [english, chinese, korean] = correctionLines(languages, deal, after, [
      { language: 'zh', text: '宣读有误' },
    ]);
    expect(english).toEqual({
      language: 'en',
      heading: wallWords('en').signingStatus.corrected,
      parts: [
        { now: { language: 'en', text: 'Second phase of the electric vehicle base' }, before: null },
        {
          now: { language: 'en', text: '1.235 billion yuan (1,234,567,890.50 CNY)' },
          before: { language: 'en', text: '4.8 billion yuan' },
        },
      ],
      isStruck: false,
      // The wall shows a reason in a language that it has.
      reason: { language: 'zh', text: '宣读有误' },
    });
    expect(chinese!.parts[1]!.before!.text).toBe('48亿元');
    expect(korean!.heading).toBe('정정');
  });

  it('says that no amount is disclosed', () => {
    const [, chinese] = correctionLines(languages, deal, { ...deal, amount: null }, []);
    expect(chinese!.parts[1]!.now.text).toBe(wallWords('zh').amountNotDisclosed);
  });

  it('strikes what is retracted, and an amount only if there was one', () => {
    const [line] = retractionLines(['en'], deal, []);
    expect(line).toMatchObject({ isStruck: true, reason: null, heading: 'Retracted' });
    expect(line!.parts).toHaveLength(2);
    expect(retractionLines(['en'], deals.salesNetwork, [])[0]!.parts).toHaveLength(1);
  });

  it('marks a text that does not exist in the language of the wall', () => {
    const lines = textLines(['en', 'ko'], () => null, [{ language: 'en', text: 'Please be seated' }]);
    expect(lines[1]!.parts[0]!.now).toEqual({ language: 'en', text: 'Please be seated' });
    expect(textLines(['en'], () => 'Heading', [])[0]).toMatchObject({
      heading: 'Heading',
      parts: [{ now: { text: '–' } }],
    });
  });
});
