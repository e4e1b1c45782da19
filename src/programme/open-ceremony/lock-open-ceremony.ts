import type * as enums from '../../../prisma/generated/client/enums.ts';
import type { CeremonySnapshot, StreamMode } from '../../announcements/content.ts';
import { rawSql, type Sql, sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { CeremonyNotOpen, InvalidInput, ProgrammeItemHeld } from '../../errors/user-errors.ts';
import { lockRows, requireLocked } from '../../mutations/row-locks.ts';
import { nodeId } from '../../mutations/validators.ts';
import { type Lease, leaseColumn, requireControl, requireNotOnHold } from '../lease/lease.ts';

/** The programme item of a deal or a speech, in whatever programme it is. */
export interface ItemOnStage {
  id: string;
  /** The deal or the speech. */
  subject: string;
  cue: keyof typeof enums.Cue;
}

export interface OpenCeremony extends CeremonySnapshot {
  /** True if the deal or the speech is in its programme; of a group, the first one. */
  isPlannedThere: boolean;
  items: ItemOnStage[];
  /** Who runs it in the stream asked for. */
  lease: Lease | null;
  /** The speech that is in progress at the ceremony, in the stream asked for. */
  speechInProgress: string | null;
}

/** The column of the cue of a stream. */
export const cueColumns = { LIVE: rawSql('"cue"'), REHEARSAL: rawSql('"rehearsalCue"') } satisfies Record<
  StreamMode,
  unknown
>;

/** The input field of verbs that announce something of a ceremony. */
export const ceremonyOnStage = nodeId('Ceremony')
  .nullish()
  .describe(
    'The open ceremony at which it happens. Null for the one in whose programme it is, or for the only one that is open.',
  );

/**
 * Reads the open ceremonies of the exhibition that a deal or a speech belongs to. Their locks keep them from being
 * closed meanwhile: nothing is announced after the closing. Taken before those of the deal or speech.
 */
export async function lockOpenCeremoniesOf(
  read: ReadRows,
  subject: { deals: readonly string[] } | { speech: string },
  mode: StreamMode,
): Promise<OpenCeremony[]> {
  const isOpen = (ceremony: Sql) =>
    sql`CASE ${mode} WHEN 'LIVE' THEN ${ceremony}."status" ELSE ${ceremony}."rehearsalStatus" END = 'OPEN'`;
  const ofSubject =
    'deals' in subject
      ? {
          exhibition: sql`(SELECT "exhibitionId" FROM "Deal" WHERE "id" = ${subject.deals[0]!}::uuid)`,
          item: sql`item."dealId" = ${subject.deals[0]!}::uuid`,
          items: sql`item."dealId" = ANY(${[...subject.deals]}::uuid[])`,
          lock: 'FOR SHARE' as const,
        }
      : {
          exhibition: sql`(SELECT "exhibitionId" FROM "Speech" WHERE "id" = ${subject.speech}::uuid)`,
          item: sql`item."speechId" = ${subject.speech}::uuid`,
          items: sql`item."speechId" = ${subject.speech}::uuid`,
          // Exclusively: two speeches must not both find that none is in progress.
          lock: 'FOR NO KEY UPDATE' as const,
        };
  const [locked, ceremonies] = await Promise.all([
    lockRows(
      read,
      'Ceremony',
      // Also the ceremony in whose programme it is, open or not: its lock keeps the cue as it is.
      sql`locked."exhibitionId" = ${ofSubject.exhibition} AND (${isOpen(sql`locked`)} OR locked."id" IN (
        SELECT item."ceremonyId" FROM "ProgrammeItem" AS item WHERE ${ofSubject.items}))`,
      ofSubject.lock,
    ),
    read<OpenCeremony>(sql`
      SELECT ceremony."id", ceremony."kind", ceremony."names",
             to_json(ceremony."startsAt") #>> '{}' AS "startsAt", to_json(ceremony."endsAt") #>> '{}' AS "endsAt",
             EXISTS (SELECT FROM "ProgrammeItem" AS item
                     WHERE item."ceremonyId" = ceremony."id" AND ${ofSubject.item}) AS "isPlannedThere",
             (SELECT coalesce(jsonb_agg(jsonb_build_object('id', item."id", 'cue', item.${cueColumns[mode]},
                       'subject', coalesce(item."dealId", item."speechId"))), '[]')
              FROM "ProgrammeItem" AS item WHERE ${ofSubject.items}) AS items,
             ${leaseColumn(sql`ceremony."id"`, mode)},
             (SELECT speech."id" FROM "Speech" AS speech
              WHERE speech."exhibitionId" = ceremony."exhibitionId" AND ${speechInProgressAt(mode)} LIMIT 1
             ) AS "speechInProgress"
      FROM "Ceremony" AS ceremony WHERE ceremony."exhibitionId" = ${ofSubject.exhibition} AND ${isOpen(sql`ceremony`)}
      ORDER BY ceremony."id"`),
  ]);
  // One may have been opened during the wait.
  requireLocked(
    locked,
    ceremonies.map(({ id }) => id),
  );
  return ceremonies;
}

/** Over the aliases `speech` and `ceremony`. A speech that 0.2 started names no ceremony: then only one can be open. */
export function speechInProgressAt(mode: StreamMode) {
  return mode === 'LIVE'
    ? sql`speech."status" = 'STARTED' AND coalesce(speech."ceremonyId", ceremony."id") = ceremony."id"`
    : sql`speech."rehearsalStatus" = 'STARTED'
          AND coalesce(speech."rehearsalCeremonyId", ceremony."id") = ceremony."id"`;
}

/** The ceremony at which a deal is signed or a speech begins. */
export function requireOpen(
  ceremonies: readonly OpenCeremony[],
  named: string | null | undefined,
  path: string[],
): OpenCeremony {
  const [first, ...others] = ceremonies;
  if (!first) throw new CeremonyNotOpen('No ceremony of this exhibition is open.', path);
  if (named != null) {
    const found = ceremonies.find(({ id }) => id === named);
    if (!found) throw new CeremonyNotOpen('The ceremony is not open.', ['input', 'ceremony']);
    return found;
  }
  const chosen = ceremonies.find((each) => each.isPlannedThere) ?? (others.length === 0 ? first : null);
  if (!chosen)
    throw InvalidInput.at(
      ['input', 'ceremony'],
      'is required: several ceremonies are open, and it is in the programme of none of them',
    );
  return chosen;
}

/** Throws where another operator runs the ceremony, or where it or the item of a deal or a speech is on hold. */
export function requireStage(
  { lease, items }: OpenCeremony,
  deciding: Parameters<typeof requireControl>[1],
  subjects: readonly { id: string; path: string[] }[],
): void {
  requireControl(lease, deciding, subjects[0]!.path);
  requireNotOnHold(lease, subjects[0]!.path);
  for (const { id, path } of subjects)
    if (items.some(({ subject, cue }) => subject === id && cue === 'HELD'))
      throw new ProgrammeItemHeld('The programme item is on hold. Release it first.', path);
}

/** The statement that takes their cues from items that are announced: none where they have none. */
export function clearCues({ items }: OpenCeremony, subjects: readonly string[], mode: StreamMode): Sql[] {
  const cued = items.filter(({ subject, cue }) => subjects.includes(subject) && cue !== 'NONE');
  if (cued.length === 0) return [];
  const column = cueColumns[mode];
  return [
    sql`UPDATE "ProgrammeItem" SET ${column} = 'NONE' WHERE "id" = ANY(${cued.map(({ id }) => id)}::uuid[])`,
  ];
}

export function snapshotOf({ id, kind, names, startsAt, endsAt }: OpenCeremony): CeremonySnapshot {
  return { id, kind, names, ...(startsAt && { startsAt, endsAt: endsAt ?? null }) };
}
