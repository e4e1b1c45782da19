import { expect, it } from 'vitest';
import type { PartyRole } from '../../../prisma/generated/client/enums.ts';
import { categoryByRoles } from '../../../src/announcements/deal-category.ts';
import { readDealSnapshot, type StoredDeal } from '../../../src/announcements/read-deal-snapshot.ts';

it.each<[PartyRole[], string]>([
  [['INVESTOR', 'HOST'], 'INVESTMENT'],
  [['INVESTOR', 'PARTNER'], 'INVESTMENT'],
  [['PARTNER', 'HOST'], 'INVESTMENT'],
  [['SELLER', 'BUYER'], 'TRADE'],
  [['PARTNER', 'BUYER'], 'TRADE'],
  [['PARTNER', 'SELLER'], 'TRADE'],
  [['PARTNER', 'PARTNER'], 'COOPERATION'],
  [['SELLER', 'BUYER', 'HOST'], 'INVESTMENT'],
  [['SELLER', 'BUYER', 'INVESTOR'], 'INVESTMENT'],
])('takes a deal of %j that was announced without a category for %s', (roles, category) => {
  expect(categoryByRoles(roles)).toBe(category);
  expect(categoryByRoles(roles.toReversed())).toBe(category);
});

it('reads the category of an announced deal from its row, and from the roles where the row has none', () => {
  const sold = { parties: [{ role: 'SELLER' }, { role: 'BUYER' }] } as StoredDeal;
  expect(readDealSnapshot(sold).category).toBe('TRADE');
  expect(readDealSnapshot({ ...sold, category: 'COOPERATION' }).category).toBe('COOPERATION');
});
