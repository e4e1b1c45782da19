import type { DealSnapshot } from '../../announcements/content.ts';
import { amountOf, type LoadedDeal } from './load-deal.ts';
import type { DealContent } from './write-deal.ts';

/**
 * dealState returns all values of a deal that was not announced, for the audit log. Organizations and industries are
 * ids.
 */
export function dealState({ status, sample, ...deal }: Pick<LoadedDeal, 'status' | 'sample'> & DealContent) {
  const { titles, category, instrument, amount, industryId, parties } = deal;
  return { titles, category, instrument, amount, industryId, parties: partyIds(parties), status, sample };
}

export function contentOf(deal: LoadedDeal): DealContent {
  const { titles, category, instrument, industryId, parties } = deal;
  return { titles, category, instrument, amount: amountOf(deal), industryId, parties };
}

function partyIds(parties: DealSnapshot['parties']) {
  return parties.map(({ role, organization }) => ({ role, organizationId: organization.id }));
}
