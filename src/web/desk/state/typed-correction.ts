/** The correction that a filled-in form asks for: only what differs from the deal. */
import type {
  CorrectDealInput,
  DeskProgrammeItemFragment,
  MoneyFragment,
  TextFragment,
} from '../../operations.ts';

type Deal = NonNullable<DeskProgrammeItemFragment['deal']>;

export type Correction = Pick<CorrectDealInput, 'amount' | 'titleTranslations' | 'reasonTranslations'>;

export interface TypedCorrection {
  /** As typed. */
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
 * The amount without the separators of its groups: "1,250.50" is 1250.50. Other text stays as it is, for the server to
 * reject: in "1250,50" the comma is a decimal point, and without it the amount would be a hundred times as large.
 */
export function readTypedAmount(typed: string): string {
  const text = typed.trim();
  return grouped.test(text) ? text.replaceAll(/[,\s]/g, '') : text;
}

function exactText(texts: readonly TextFragment[], language: string): string {
  return texts.find((each) => each.language === language)?.text ?? '';
}
