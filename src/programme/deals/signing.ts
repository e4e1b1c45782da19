/** What one signing writes and announces, alone or in a group. */
import { announcedAt } from '../../announcements/announce.ts';
import type { StreamMode } from '../../announcements/content.ts';
import { withDeal } from '../../announcements/totals.ts';
import { DealAlreadySigned, DealNotPlanned, type InputPath } from '../../errors/user-errors.ts';
import { clearCues, type OpenCeremony, snapshotOf } from '../open-ceremony/lock-open-ceremony.ts';
import { announceStatus } from '../status/announce-status.ts';
import { statusIn } from '../status/status-in.ts';
import { dealSnapshot, type LoadedDeal } from './load-deal.ts';
import { publishOrganizations } from './write-deal.ts';

/** Throws for a deal that is signed or withdrawn, and for one that was retracted unless it is to be signed again. */
export function requireUnsigned(
  deal: LoadedDeal,
  mode: StreamMode,
  { again, path }: { again: boolean; path: InputPath },
): void {
  if (statusIn(mode, deal) === 'SIGNED') throw new DealAlreadySigned(deal.signedAs!, path);
  // A rehearsal practises with what is going to be signed, not with what was withdrawn.
  for (const status of [deal.status, statusIn(mode, deal)]) {
    if (status === 'WITHDRAWN') throw new DealNotPlanned('The deal is withdrawn.', path);
    if (status === 'RETRACTED' && !again)
      throw new DealNotPlanned('The deal is retracted. Set again to sign it once more.', path);
  }
}

interface Signing {
  mode: StreamMode;
  at: Date;
  ceremony: OpenCeremony;
  /** The id of the announcement. */
  announcement: string;
}

export function signing(deal: LoadedDeal, { mode, at, ceremony, announcement }: Signing) {
  const snapshot = dealSnapshot(deal);
  const round = deal.signings + 1;
  const decision = announceStatus(
    'Deal',
    deal,
    {
      mode,
      from: statusIn(mode, deal),
      to: 'SIGNED',
      liveColumns: { signedAt: announcedAt, latestAt: announcedAt, ceremonyId: ceremony.id },
      liveWrites: [publishOrganizations(deal.parties, at)],
      // The first round has no key: see content.ts.
      ...(round > 1 && { details: { round } }),
      content: {
        kind: 'DEAL_SIGNED',
        deal: snapshot,
        ceremony: snapshotOf(ceremony),
        ...(round > 1 && { round }),
      },
      totals: [withDeal(snapshot)],
    },
    announcement,
  );
  return { ...decision, writes: [...decision.writes, ...clearCues(ceremony, [deal.id], mode)] };
}
