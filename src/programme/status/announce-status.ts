/** The decision of a verb that gives a ceremony, a deal or a speech another status in one stream, and announces it. */
import type { NewAnnouncement } from '../../announcements/announce.ts';
import type { StreamMode } from '../../announcements/content.ts';
import { joinSql, rawSql, type Sql, sql } from '../../database/sql.ts';
import type { Rate } from '../../money/money.ts';
import type { Decision } from '../../mutations/decision.ts';
import { type Columns, updateRow } from '../../mutations/write-rows.ts';
import type { LocalizedText } from '../../text/localized-text.ts';

type Typename = 'Ceremony' | 'Deal' | 'Speech';

interface Subject {
  id: string;
  exhibitionId: string;
  reportingCurrency: string;
  rates: Rate[];
}

interface StatusChange<Type extends Typename> extends Pick<NewAnnouncement, 'content' | 'totals'> {
  mode: StreamMode;
  from: string;
  to: string;
  /** Written with the live status, by the statement of the announcement: a column can have its time, `announcedAt`. */
  liveColumns?: Columns<Type>;
  /** Written with the status of the rehearsal. */
  rehearsalColumns?: Columns<Type>;
  /** Written before the announcement in the live stream. */
  liveWrites?: Sql[];
  /** For the audit log. */
  reason?: LocalizedText | null;
  /** Further facts for the audit log. */
  details?: object;
}

/** The id of the subject under the name of its type, and that of the announcement. */
type Announced<Type extends Typename> = Record<Uncapitalize<Type>, string> & { announcement: string };

export function announceStatus<Type extends Typename>(
  type: Type,
  { id, exhibitionId, reportingCurrency, rates }: Subject,
  { mode, from, to, liveWrites = [], content, totals, ...change }: StatusChange<Type>,
  announcement: string,
): Decision<Announced<Type>> {
  const noun = type.toLowerCase();
  const { liveColumns, rehearsalColumns, reason, details } = change;
  const isLive = mode === 'LIVE';
  return {
    result: { [noun]: id, announcement } as Announced<Type>,
    writes: isLive
      ? liveWrites
      : updateRow(type, id, { rehearsalStatus: to, ...rehearsalColumns } as Columns<Type>),
    audit: [
      {
        exhibition: exhibitionId,
        type,
        id,
        before: { mode, status: from },
        after: { mode, status: to, ...(reason !== undefined && { reason }), ...details },
      },
    ],
    announcement: {
      id: announcement,
      exhibitionId,
      mode,
      content,
      subject: { [`${noun}Id`]: id } as NonNullable<NewAnnouncement['subject']>,
      ...(totals && { totals }),
      reportingCurrency,
      rates,
      ...(isLive && { change: changeSql(type, id, { status: to, ...liveColumns }) }),
    },
  };
}

/** The UPDATE of a row inside the statement of its announcement. Postgres takes the type of each value from its column. */
function changeSql(type: Typename, id: string, columns: Record<string, unknown>): Sql {
  const assignments = Object.entries(columns).map(([name, value]) => sql`${rawSql(`"${name}"`)} = ${value}`);
  const table = rawSql(`"${type}"`);
  return sql`UPDATE ${table} SET ${joinSql(assignments)} FROM moved WHERE ${table}."id" = ${id}::uuid`;
}
