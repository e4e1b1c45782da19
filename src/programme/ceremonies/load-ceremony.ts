/** Loads a ceremony for a mutation, with everything that its announcement contains. */

import type { CeremonySnapshot, StreamMode, VenueSnapshot } from '../../announcements/content.ts';
import type { Identity } from '../../auth/identity.ts';
import { requireOperator, type ScopedSeries } from '../../auth/policies.ts';
import type { ExhibitionDays } from '../../catalog/exhibitions/days-outside.ts';
import { ratesColumn } from '../../catalog/exhibitions/rates.ts';
import { type Sql, sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { NotFound } from '../../errors/user-errors.ts';
import { seriesColumn } from '../../graphql/scope-columns.ts';
import type { Rate } from '../../money/money.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import type { LocalizedText } from '../../text/localized-text.ts';
import { type Lease, leaseColumn } from '../lease/lease.ts';
import { speechInProgressAt } from '../open-ceremony/lock-open-ceremony.ts';
import { venueSnapshotSql } from './ceremony-input.ts';

type Status = 'PLANNED' | 'OPEN' | 'CLOSED' | 'CANCELLED';

export interface LoadedCeremony {
  id: string;
  version: number;
  programmeVersion: number;
  exhibitionId: string;
  slug: string;
  series: ScopedSeries;
  reportingCurrency: string;
  rates: Rate[];
  kind: CeremonySnapshot['kind'];
  names: LocalizedText;
  status: Status;
  rehearsalStatus: Status;
  languages: string[];
  /** The days of the exhibition. */
  days: ExhibitionDays;
  /** The plan, as ISO 8601. */
  startsAt: string;
  endsAt: string | null;
  invitedGuests: number | null;
  /** The host’s first. */
  venues: VenueSnapshot[];
  /** Whether a speech is in progress at the ceremony, in the stream asked for. */
  speechInProgress: boolean;
  /** How often the ceremony was opened and reopened in the stream asked for. */
  rounds: number;
  /** Who runs it in the stream asked for. */
  lease: Lease | null;
}

export async function lockCeremony(read: ReadRows, id: string): Promise<void> {
  await lockRows(read, 'Ceremony', sql`locked."id" = ${id}::uuid`, 'FOR NO KEY UPDATE');
}

/** Call it after locking the ceremony. Null if the ceremony does not exist. */
export function readCeremony(read: ReadRows, id: string, mode: StreamMode): Promise<LoadedCeremony | null> {
  return readCeremonyBy(read, sql`${id}::uuid`, mode);
}

export async function readCeremonyBy(
  read: ReadRows,
  id: Sql,
  mode: StreamMode,
): Promise<LoadedCeremony | null> {
  const [ceremony] = await read<LoadedCeremony>(sql`
    SELECT ceremony."id", ceremony."version", ceremony."programmeVersion", ceremony."exhibitionId", exhibition."slug", ${seriesColumn},
           exhibition."reportingCurrencyCode" AS "reportingCurrency", ${ratesColumn},
           ceremony."kind", ceremony."names", ceremony."status", ceremony."rehearsalStatus",
           exhibition."languages", jsonb_build_object('startsOn', exhibition."startsOn", 'endsOn', exhibition."endsOn",
                                                      'timeZone', exhibition."timeZone") AS days, to_json(ceremony."startsAt") #>> '{}' AS "startsAt",
           to_json(ceremony."endsAt") #>> '{}' AS "endsAt", ceremony."invitedGuests",
           (SELECT coalesce(jsonb_agg(${venueSnapshotSql} ORDER BY held."position"), '[]')
            FROM "CeremonyVenue" AS held JOIN "Venue" AS venue ON venue."id" = held."venueId"
            WHERE held."ceremonyId" = ceremony."id") AS venues,
           EXISTS (SELECT FROM "Speech" AS speech
                   WHERE speech."exhibitionId" = ceremony."exhibitionId" AND ${speechInProgressAt(mode)}
           ) AS "speechInProgress",
           (SELECT count(*)::int FROM "Announcement" AS announcement
            JOIN "AnnouncementStream" AS stream ON stream."id" = announcement."streamId"
            WHERE announcement."ceremonyId" = ceremony."id" AND stream."mode" = ${mode}::"StreamMode"
              AND announcement."kind" IN ('CEREMONY_OPENED', 'CEREMONY_REOPENED')) AS rounds,
           ${leaseColumn(sql`ceremony."id"`, mode)}
    FROM "Ceremony" AS ceremony
    JOIN "Exhibition" AS exhibition ON exhibition."id" = ceremony."exhibitionId"
    WHERE ceremony."id" = ${id}`);
  return ceremony ?? null;
}

export function requireCeremony(ceremony: LoadedCeremony | null, identity: Identity): LoadedCeremony {
  if (!ceremony) throw new NotFound('ceremony', ['input', 'ceremony']);
  requireOperator(identity, ceremony);
  return ceremony;
}

/** With its keys in one order, wherever it was read. */
function venueSnapshot({ id, names, city, country, timeZone }: VenueSnapshot): VenueSnapshot {
  return { id, names, city, country, timeZone };
}

export function ceremonySnapshot({
  id,
  kind,
  names,
  startsAt,
  endsAt,
  venues,
}: Pick<LoadedCeremony, 'id' | 'kind' | 'names' | 'startsAt' | 'endsAt' | 'venues'>): CeremonySnapshot {
  return { id, kind, names, startsAt, endsAt, venues: venues.map(venueSnapshot) };
}
