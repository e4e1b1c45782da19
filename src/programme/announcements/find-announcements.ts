/**
 * Reads announcements by id, for node(id) and the results of mutations. Only operators and screens of the exhibition
 * see its rehearsal.
 */

import {
  type AnnouncementRow,
  announcementColumns,
  announcementTables,
} from '../../announcements/announcement-source.ts';
import { typenames } from '../../announcements/typenames.ts';
import { scopeOfRehearsals } from '../../auth/policies.ts';
import { querySql, rawSql, sql } from '../../database/sql.ts';
import type { Context } from '../../graphql/context.ts';
import { declareVisibility, ofExhibitions } from '../../graphql/visibility.ts';
import type { Published, PublishedGroup } from '../../mutations/define-mutation.ts';

declareVisibility(typenames, 'Announcement', (identity, item) => {
  const rehearsals = ofExhibitions(scopeOfRehearsals(identity), sql`stream."exhibitionId"`);
  return sql`${item}."streamId" IN (
    SELECT stream."id" FROM "AnnouncementStream" AS stream WHERE stream."mode" = 'LIVE' OR ${rehearsals})`;
});

/**
 * findAnnouncements returns announcements in the order of the ids, and null for an unknown id. The caller checks the
 * rights first.
 */
export async function findAnnouncements(
  { database }: Pick<Context, 'database'>,
  ids: readonly string[],
): Promise<(AnnouncementRow | null)[]> {
  const rows = await querySql<AnnouncementRow>(
    database,
    sql`SELECT ${rawSql(announcementColumns)} FROM ${rawSql(announcementTables)}
        WHERE announcement."id" = ANY(${[...ids]}::uuid[])`,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}

export async function findAnnouncement(
  context: Pick<Context, 'database'>,
  id: string,
): Promise<AnnouncementRow> {
  const [row] = await findAnnouncements(context, [id]);
  if (!row) throw new Error(`announcement ${id} does not exist`);
  return row;
}

/** The announcement of a record. Null if it was entered before the first announcement of the stream. */
export async function announcementIfAny<
  Result extends Omit<Published, 'announcement'> & { announcement: string | null },
>({ announcement, announced }: Result, _args: object, context: Context): Promise<AnnouncementRow | null> {
  return announcement === null ? null : (announced ?? findAnnouncement(context, announcement));
}

/**
 * publishedAnnouncement returns the announcement of a publishing mutation. It is read from the database only if an
 * earlier request published it.
 */
export async function publishedAnnouncement<Result extends Published>(
  { announcement, announced }: Result,
  _args: object,
  context: Context,
): Promise<AnnouncementRow> {
  return announced ?? findAnnouncement(context, announcement);
}

/** The announcements in the success of a mutation that publishes several, in the order of their sequences. */
export async function publishedAnnouncements<Result extends PublishedGroup>(
  { announcements, announcedRows }: Result,
  _args: object,
  context: Context,
): Promise<AnnouncementRow[]> {
  if (announcedRows) return announcedRows;
  const found = await findAnnouncements(context, announcements);
  return found.filter((row) => row !== null);
}
