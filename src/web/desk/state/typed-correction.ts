/** The correction that a filled-in form asks for: only what was typed into. */
import type { CorrectDealInput, MoneyFragment, TextFragment } from '../../operations.ts';
import type { FactCorrection } from './deal-facts.ts';
import { type Fields, type FormDraft, isEdited, textOf } from './form-draft.ts';
import { readTypedAmount, type TypedAmount } from './typed-amount.ts';

export type Correction = Pick<CorrectDealInput, 'amount' | 'titleTranslations' | 'reasonTranslations'> &
  FactCorrection;

/** What is announced about a deal, as far as the form can correct it. */
export interface PublishedDeal {
  titleTranslations: readonly TextFragment[];
  amount: MoneyFragment | null;
}

/** The fields of a correction form, before anything is typed. */
export function correctionFields(
  { amount, titleTranslations }: PublishedDeal,
  languages: readonly string[],
  currency: string,
): Fields {
  return {
    amount: amount?.amount ?? '',
    currency: amount?.currency ?? currency,
    ...textFields('title', languages, titleTranslations),
    ...textFields('reason', languages),
  };
}

export function textFields(
  name: string,
  languages: readonly string[],
  texts: readonly TextFragment[] = [],
): Fields {
  return Object.fromEntries(
    languages.map((language) => [
      `${name} ${language}`,
      texts.find((each) => each.language === language)?.text ?? '',
    ]),
  );
}

/** What was typed, without the languages that are empty. */
export function readTexts(fields: Fields, name: string, languages: readonly string[]): TextFragment[] {
  return languages.flatMap((language) => {
    const text = textOf(fields, `${name} ${language}`).trim();
    return text ? [{ language, text }] : [];
  });
}

/** The amount in the form. One that nobody has typed into is read as it stands, and not as if it had been typed. */
export function amountInForm(draft: FormDraft, language: string): TypedAmount {
  const { fields } = draft;
  if (!isEdited(draft, 'amount')) {
    const amount = textOf(fields, 'amount');
    return amount === '' ? { name: 'empty' } : { name: 'amount', amount };
  }
  return readTypedAmount(textOf(fields, 'amount'), language, textOf(fields, 'currency'));
}

/** The deal as it will be announced; null while the amount cannot be read. */
export function correctedDeal(
  draft: FormDraft,
  announced: PublishedDeal,
  { languages, language }: { languages: readonly string[]; language: string },
): PublishedDeal | null {
  const typed = amountInForm(draft, language);
  if (typed.name === 'ambiguous' || typed.name === 'unreadable') return null;
  const isOtherTitle = languages.some((tag) => isEdited(draft, `title ${tag}`));
  // Titles in a language that the exhibition does not have stay.
  const others = announced.titleTranslations.filter((title) => !languages.includes(title.language));
  return {
    titleTranslations: isOtherTitle
      ? [...readTexts(draft.fields, 'title', languages), ...others]
      : announced.titleTranslations,
    amount:
      typed.name === 'empty' ? null : { amount: typed.amount, currency: textOf(draft.fields, 'currency') },
  };
}

/** Null while the amount cannot be read. An amount that was deleted is not disclosed any more. */
export function correctionOf(
  draft: FormDraft,
  announced: PublishedDeal,
  options: { languages: readonly string[]; language: string },
): Correction | null {
  const corrected = correctedDeal(draft, announced, options);
  if (!corrected) return null;
  const { amount, titleTranslations } = corrected;
  return {
    ...(!isSameMoney(amount, announced.amount) && { amount }),
    ...(titleTranslations !== announced.titleTranslations && { titleTranslations: [...titleTranslations] }),
    reasonTranslations: readTexts(draft.fields, 'reason', options.languages),
  };
}

export function changesSomething({ reasonTranslations: _, ...changes }: Correction): boolean {
  return Object.values(changes).some((change) => change !== undefined);
}

function isSameMoney(one: MoneyFragment | null, other: MoneyFragment | null): boolean {
  if (!one || !other) return one === other;
  return one.currency === other.currency && withoutZeros(one.amount) === withoutZeros(other.amount);
}

/** "1250.50" and "1250.5" are one amount. */
function withoutZeros(amount: string): string {
  return amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount;
}
