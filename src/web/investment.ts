interface OfCategory<Total> {
  category: string;
  signingTotal: Total;
}

/** The signing total of investments: the one amount that the pages headline. Amounts of other categories are not added to it. */
export function investmentOf<Total>({
  byCategory,
}: {
  byCategory: readonly OfCategory<Total>[];
}): Total | undefined {
  return byCategory.find(({ category }) => category === 'INVESTMENT')?.signingTotal;
}
