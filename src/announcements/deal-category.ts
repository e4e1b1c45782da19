import type { DealCategory, PartyRole } from '../../prisma/generated/client/enums.ts';

/**
 * The category of a deal that Pavilion 0.1 announced, which stored none. The first rule that fits counts; the
 * migration "deal_categories" has the same rule for the rows of deals.
 */
export function categoryByRoles(roles: readonly PartyRole[]): DealCategory {
  if (roles.some((role) => role === 'INVESTOR' || role === 'HOST')) return 'INVESTMENT';
  if (roles.some((role) => role === 'BUYER' || role === 'SELLER')) return 'TRADE';
  return 'COOPERATION';
}
