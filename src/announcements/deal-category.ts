import type { DealCategory, PartyRole } from '../../prisma/generated/client/enums.ts';

/**
 * categoryByRoles derives the category of a deal that Pavilion 0.1 announced without one. The first rule that applies
 * wins. The migration "deal_categories" applies the same rules to the table of deals.
 */
export function categoryByRoles(roles: readonly PartyRole[]): DealCategory {
  if (roles.some((role) => role === 'INVESTOR' || role === 'HOST')) return 'INVESTMENT';
  if (roles.some((role) => role === 'BUYER' || role === 'SELLER')) return 'TRADE';
  return 'COOPERATION';
}
