/** What an announcement will say on the walls, language by language, in the words and amounts of the walls. */

import { formatCompact, isCompactExact } from '../../../amounts/compact-amount.ts';
import { localizedText, type Texts } from '../../format/localized-texts.ts';
import { formatExact } from '../../format/money.ts';
import type { MoneyFragment } from '../../operations.ts';
import { wallWords } from '../../wall/words/words.ts';
import type { PublishedDeal } from './typed-correction.ts';

export interface PreviewText {
  text: string;
  /** Another one than that of the wall, if the text does not exist in that. */
  language: string;
}

export interface PreviewLine {
  /** The language of the wall. */
  language: string;
  /** "Corrected"; null for a notice, which has no heading. */
  heading: string | null;
  /** `before` is what stands; null if nothing changes. */
  parts: readonly { now: PreviewText; before: PreviewText | null }[];
  isStruck: boolean;
  /** The reason below it. */
  reason: PreviewText | null;
}

export function correctionLines(
  languages: readonly string[],
  before: PublishedDeal,
  after: PublishedDeal,
  reason: Texts,
): PreviewLine[] {
  return languages.map((language) => {
    const words = wallWords(language);
    const title = (deal: PublishedDeal) => textFor(deal.titleTranslations, language);
    const amount = (deal: PublishedDeal) => amountFor(deal.amount, language, words.amountNotDisclosed);
    return {
      language,
      heading: words.signingStatus.corrected,
      parts: [difference(title(before), title(after)), difference(amount(before), amount(after))],
      isStruck: false,
      reason: localizedText(reason, language),
    };
  });
}

export function retractionLines(
  languages: readonly string[],
  deal: PublishedDeal,
  reason: Texts,
): PreviewLine[] {
  return languages.map((language) => {
    const words = wallWords(language);
    const now = [textFor(deal.titleTranslations, language)];
    if (deal.amount) now.push(amountFor(deal.amount, language, ''));
    return {
      language,
      heading: words.signingStatus.retracted,
      parts: now.map((each) => ({ now: each, before: null })),
      isStruck: true,
      reason: localizedText(reason, language),
    };
  });
}

/** Texts below a heading, such as a notice or the name of a ceremony. */
export function textLines(
  languages: readonly string[],
  headingOf: (language: string) => string | null,
  ...texts: readonly Texts[]
): PreviewLine[] {
  return languages.map((language) => ({
    language,
    heading: headingOf(language),
    parts: texts.map((each) => ({ now: textFor(each, language), before: null })),
    isStruck: false,
    reason: null,
  }));
}

/** As the stage of a wall shows it: compact, with all digits behind if that is rounded. */
export function amountText(money: MoneyFragment, language: string): string {
  const compact = formatCompact(money, language, 3);
  return isCompactExact(money, language, 3) ? compact : `${compact} (${formatExact(money, language)})`;
}

function amountFor(money: MoneyFragment | null, language: string, undisclosed: string): PreviewText {
  return { text: money ? amountText(money, language) : undisclosed, language };
}

function textFor(texts: Texts, language: string): PreviewText {
  return localizedText(texts, language) ?? { text: '–', language };
}

function difference(before: PreviewText, now: PreviewText) {
  return { now, before: before.text === now.text ? null : before };
}
