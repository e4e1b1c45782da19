import { z } from 'zod';
import { withoutDeal } from '../../announcements/totals.ts';
import { requireStaff } from '../../auth/policies.ts';
import { lockExhibitionOf } from '../../catalog/exhibitions/load-exhibition.ts';
import { ControlHeld, DealNotSigned } from '../../errors/user-errors.ts';
import { publishing } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { localized, nodeId } from '../../mutations/validators.ts';
import { requireControl } from '../lease/lease.ts';
import { announceStatus } from '../status/announce-status.ts';
import { statusIn } from '../status/status-in.ts';
import { latestAnnouncement } from './latest-announcement.ts';
import { loadLeaseOfSigning } from './lease-of-signing.ts';
import { assertDealVersion, loadDealForUpdate, requireDeal } from './load-deal.ts';

/** retractDeal retracts a signed deal and announces it. The deal is no longer included in the totals. */
export const retractDeal = defineMutation({
  name: 'retractDeal',
  input: z.object({
    deal: nodeId('Deal').describe('The signed deal.'),
    ...publishing('deal'),
    reasonTranslations: localized(1_000)
      .nullish()
      .describe('The reason, with one entry per language. It is published with the retraction.'),
  }),
  rights: requireStaff,
  errors: [DealNotSigned, ControlHeld],
  async load(read, { deal: id, mode }) {
    const [lease, , deal, latest] = await Promise.all([
      loadLeaseOfSigning(read, id, mode),
      lockExhibitionOf(read, 'Deal', id),
      loadDealForUpdate(read, id, mode),
      latestAnnouncement(read, id, mode),
    ]);
    return { lease, deal, latest };
  },
  decide(loaded, { mode, expectedVersion, reasonTranslations: reason = null }, deciding) {
    const { identity, newId } = deciding;
    const deal = requireDeal(loaded.deal, identity);
    if (statusIn(mode, deal) !== 'SIGNED') {
      throw new DealNotSigned('Only a signed deal can be retracted.', ['input', 'deal']);
    }
    requireControl(loaded.lease, deciding, ['input', 'deal']);
    assertDealVersion(deal, expectedVersion);
    const latest = loaded.latest!;
    return announceStatus(
      'Deal',
      deal,
      {
        mode,
        from: 'SIGNED',
        to: 'RETRACTED',
        reason,
        content: {
          kind: 'DEAL_RETRACTED',
          deal: latest.deal,
          changes: latest.sequence,
          reason,
          ...(deal.signings > 1 && { round: deal.signings }),
        },
        totals: [withoutDeal(latest.deal)],
      },
      newId(),
    );
  },
});
