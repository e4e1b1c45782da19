interface OfCategory<Total> {
  category: string;
  signingTotal: Total;
}

/**
 * The signing total of investments, which is the amount in the headlines of the pages. It includes no other category.
 */
export function investmentOf<Total>({
  byCategory,
}: {
  byCategory: readonly OfCategory<Total>[];
}): Total | undefined {
  return byCategory.find(({ category }) => category === 'INVESTMENT')?.signingTotal;
}
