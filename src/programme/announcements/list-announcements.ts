/** Lists announcements as a connection, with the same rows and cursors as the subscription. */

import {
  type AnnouncementRow,
  AnnouncementSource,
  announcementColumns,
  announcementTables,
} from '../../announcements/announcement-source.ts';
import { querySql, rawSql, sql } from '../../database/sql.ts';
import type { Context } from '../../graphql/context.ts';
import type { ListConnection } from '../../graphql/list.ts';
import type { PageArguments } from '../../graphql/page.ts';
import { checkPageSize, defaultPageSize } from '../../graphql/page-size.ts';
import { requestError } from '../../graphql/query-errors.ts';
import { decodeCursor, encodeCursor, findCursorProblem, type StreamState } from '../../stream/cursor.ts';

export async function listAnnouncements(
  { database }: Context,
  streamId: string,
  args: PageArguments,
): Promise<ListConnection<AnnouncementRow>> {
  const source = new AnnouncementSource(database.pool);
  const state = (await database.reads.run(() => source.readStates([streamId]))).get(streamId)!;
  const { from, to } = rangeOf(args, state);
  const rows = await querySql<AnnouncementRow>(
    database,
    sql`SELECT ${rawSql(announcementColumns)} FROM ${rawSql(announcementTables)}
        WHERE announcement."streamId" = ${streamId}::uuid AND announcement."sequence" BETWEEN ${from} AND ${to}
        ORDER BY announcement."sequence"`,
  );
  const edges = rows.map((node) => ({ node, cursor: encodeCursor(node) }));
  return {
    edges,
    pageInfo: {
      hasPreviousPage: from > 1,
      hasNextPage: to < state.head,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: async () => state.head,
  };
}

/** Sequences have no gaps, so a page is a range of sequences. */
function rangeOf(
  { first, last, after, before }: PageArguments,
  state: StreamState,
): { from: number; to: number } {
  checkPageSize({ first, last });
  const lowest = after == null ? 1 : sequenceOf(after, state, 'after') + 1;
  const highest = before == null ? state.head : sequenceOf(before, state, 'before') - 1;
  if (last != null) return { from: Math.max(lowest, highest - last + 1), to: highest };
  return { from: lowest, to: Math.min(highest, lowest + (first ?? defaultPageSize) - 1) };
}

function sequenceOf(cursor: string, state: StreamState, argument: string): number {
  const position = decodeCursor(cursor);
  const problem = position ? findCursorProblem(position, state) : 'CURSOR_INVALID';
  if (!position || problem) {
    throw requestError(problem ?? 'CURSOR_INVALID', `${argument} is not a cursor of this stream.`, [
      argument,
    ]);
  }
  return position.sequence;
}
