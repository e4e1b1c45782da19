import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { lockExhibitionOf } from '../../catalog/exhibitions/load-exhibition.ts';
import {
  CeremonyNotOpen,
  CeremonyOnHold,
  ControlHeld,
  DealAlreadySigned,
  DealNotPlanned,
  InvalidInput,
  ProgrammeItemHeld,
} from '../../errors/user-errors.ts';
import { mode, publishingLive } from '../../mutations/common-input.ts';
import { announcementsOf } from '../../mutations/decision.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { inputObject } from '../../mutations/input-type.ts';
import { nodeId } from '../../mutations/validators.ts';
import {
  ceremonyOnStage,
  lockOpenCeremoniesOf,
  requireOpen,
  requireStage,
} from '../open-ceremony/lock-open-ceremony.ts';
import { assertDealVersion, loadDealForUpdate, requireDeal } from './load-deal.ts';
import { requireUnsigned, signing } from './signing.ts';

const maxDeals = 20;

const { idempotencyKey, expectedVersion } = publishingLive('deal');

const groupMember = inputObject(
  'GroupSigningInput',
  'A deal of a group that is signed together.',
  z.object({ deal: nodeId('Deal').describe('The planned deal.'), expectedVersion }),
);

/** Signs several deals by one command: all of them or none, with consecutive sequences in the order given. */
export const signDeals = defineMutation({
  name: 'signDeals',
  input: z.object({
    deals: z
      .array(groupMember)
      .min(1, 'needs at least one deal')
      .max(maxDeals, `has more than ${maxDeals} deals`)
      .superRefine((given, context) => {
        const ids = given.map(({ deal }) => deal);
        for (const [index, id] of ids.entries())
          if (ids.indexOf(id) !== index)
            context.addIssue({ code: 'custom', path: [index, 'deal'], message: 'is in the group twice' });
      })
      .describe('1 to 20 deals of one exhibition, each once, in the order in which they are announced.'),
    ceremony: ceremonyOnStage,
    mode,
    idempotencyKey,
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
  async load(read, { deals, mode }) {
    const ids = deals.map(({ deal }) => deal);
    const [ceremonies, , ...loaded] = await Promise.all([
      lockOpenCeremoniesOf(read, { deals: ids }, mode),
      // The rates, which cannot be changed while a live ceremony is open.
      mode === 'LIVE' ? null : lockExhibitionOf(read, 'Deal', ids[0]!),
      // Locked in one order: by id.
      ...ids.toSorted().map((id) => loadDealForUpdate(read, id, mode)),
    ]);
    return { ceremonies, deals: loaded };
  },
  decide(loaded, { deals, mode, ceremony: named }, deciding) {
    const { identity, at, newId } = deciding;
    const group = deals.map(({ deal: id, expectedVersion }, index) => {
      const path = ['input', 'deals', String(index), 'deal'];
      const deal = requireDeal(loaded.deals.find((each) => each?.id === id) ?? null, identity, path);
      requireUnsigned(deal, mode, { again: false, path });
      assertDealVersion(deal, expectedVersion);
      return deal;
    });
    const [{ exhibitionId }] = group as [(typeof group)[0]];
    const foreign = group.findIndex((deal) => deal.exhibitionId !== exhibitionId);
    if (foreign !== -1)
      throw InvalidInput.at(['input', 'deals', String(foreign), 'deal'], 'is of another exhibition');
    const ceremony = requireOpen(loaded.ceremonies, named, ['input', 'deals']);
    requireStage(
      ceremony,
      deciding,
      group.map(({ id }, index) => ({ id, path: ['input', 'deals', String(index), 'deal'] })),
    );
    const signed = group.map((deal) => signing(deal, { mode, at, ceremony, announcement: newId() }));
    return {
      result: {
        deals: group.map(({ id }) => id),
        announcements: signed.map(({ result }) => result.announcement),
      },
      writes: signed.flatMap(({ writes }) => writes),
      audit: signed.flatMap(({ audit }) => audit),
      announcements: signed.flatMap(announcementsOf),
    };
  },
});
