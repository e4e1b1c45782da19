interface OfCategory {
  category: string;
  signingTotal: { converted: { money: { amount: string } | null } };
}

/**
 * headlinesOf returns the totals of the categories in which an amount is disclosed, one headline each: investment,
 * trade and cooperation are never added together. The first one is the largest in type.
 */
export function headlinesOf<Total extends OfCategory>({
  byCategory,
}: {
  byCategory: readonly Total[];
}): Total[] {
  // Null: a rate is missing, so there are amounts.
  return byCategory.filter(
    ({ signingTotal: { converted } }) => converted.money === null || /[1-9]/.test(converted.money.amount),
  );
}
