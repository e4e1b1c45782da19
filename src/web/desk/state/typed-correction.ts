/** Makes the input of a correction from a form: only the values that differ from the deal. */
import type {
  CorrectDealInput,
  DeskProgrammeItemFragment,
  MoneyFragment,
  TextFragment,
} from '../../operations.ts';

type Deal = NonNullable<DeskProgrammeItemFragment['deal']>;

export type Correction = Pick<CorrectDealInput, 'amount' | 'titleTranslations' | 'reasonTranslations'>;

export interface TypedCorrection {
  /** The values as they were typed. */
  amount: string;
  currency: string;
  titles: readonly TextFragment[];
  reason: readonly TextFragment[];
}

export function correctionOf(
  { amount: typed, currency, titles, reason }: TypedCorrection,
  deal: Deal,
  languages: readonly string[],
): Correction {
  const amount = readTypedAmount(typed);
  const isOtherAmount = amount !== deal.amount?.amount || currency !== deal.amount?.currency;
  const isOtherTitle = languages.some(
    (language) => exactText(titles, language) !== exactText(deal.titleTranslations, language),
  );
  return {
    ...(amount && isOtherAmount && { amount: { amount, currency } satisfies MoneyFragment }),
    ...(isOtherTitle && { titleTranslations: [...titles] }),
    reasonTranslations: [...reason],
  };
}

/** Digits in groups of three, with commas or spaces between the groups. */
const grouped = /^\d{1,3}([,\s]\d{3})+(\.\d*)?$/;

/**
 * The amount without group separators: "1,250.50" becomes 1250.50. Other text is not changed, so the server rejects
 * it: in "1250,50" the comma is a decimal separator, and removing it would multiply the amount by a hundred.
 */
export function readTypedAmount(typed: string): string {
  const text = typed.trim();
  return grouped.test(text) ? text.replaceAll(/[,\s]/g, '') : text;
}

function exactText(texts: readonly TextFragment[], language: string): string {
  return texts.find((each) => each.language === language)?.text ?? '';
}
