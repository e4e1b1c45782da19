import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { lockExhibitionOf } from '../../catalog/exhibitions/load-exhibition.ts';
import {
  CeremonyNotOpen,
  CeremonyOnHold,
  ControlHeld,
  DealAlreadySigned,
  DealNotPlanned,
  ProgrammeItemHeld,
} from '../../errors/user-errors.ts';
import { publishing } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { nodeId } from '../../mutations/validators.ts';
import {
  ceremonyOnStage,
  lockOpenCeremoniesOf,
  requireOpen,
  requireStage,
} from '../open-ceremony/lock-open-ceremony.ts';
import { assertDealVersion, loadDealForUpdate, requireDeal } from './load-deal.ts';
import { requireUnsigned, signing } from './signing.ts';

export const signDeal = defineMutation({
  name: 'signDeal',
  input: z.object({
    deal: nodeId('Deal').describe('The planned deal.'),
    ceremony: ceremonyOnStage,
    again: z
      .boolean()
      .default(false)
      .describe('True signs a deal that was retracted once more, as its next round.'),
    ...publishing('deal'),
  }),
  rights: requireStaff,
  errors: [
    DealAlreadySigned,
    DealNotPlanned,
    CeremonyNotOpen,
    ControlHeld,
    CeremonyOnHold,
    ProgrammeItemHeld,
  ],
  async load(read, { deal: id, mode }) {
    const [ceremonies, , deal] = await Promise.all([
      lockOpenCeremoniesOf(read, { deals: [id] }, mode),
      // The rates, which cannot be changed while a live ceremony is open.
      mode === 'LIVE' ? null : lockExhibitionOf(read, 'Deal', id),
      loadDealForUpdate(read, id, mode),
    ]);
    return { ceremonies, deal };
  },
  decide(loaded, { mode, expectedVersion, ceremony: named, again }, deciding) {
    const { identity, at, newId } = deciding;
    const path = ['input', 'deal'];
    const deal = requireDeal(loaded.deal, identity);
    requireUnsigned(deal, mode, { again, path });
    const ceremony = requireOpen(loaded.ceremonies, named, path);
    requireStage(ceremony, deciding, [{ id: deal.id, path }]);
    assertDealVersion(deal, expectedVersion);
    return signing(deal, { mode, at, ceremony, announcement: newId() });
  },
});
