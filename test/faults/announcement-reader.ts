/** Reads the stored announcements without the parts under test: over a connection of its own, or page by page. */
import pg from 'pg';
import { decodeCursor } from '../../src/stream/cursor.ts';
import { query } from '../support/http-client.ts';
import type { StoredAnnouncement, StoredAnnouncements } from './operator/compare.ts';
import { uuidOf } from './uuid-of.ts';

export interface AnnouncementReader {
  head(): Promise<number>;
  /** The announcements after a sequence. */
  read(after: number): Promise<StoredAnnouncements>;
}

const entriesQuery = `
  SELECT announcement."sequence", announcement."epoch", announcement."id", announcement."content"->'texts'->0->>'text' AS text
  FROM "Announcement" AS announcement JOIN "AnnouncementStream" AS stream ON stream."id" = announcement."streamId"
  JOIN "Exhibition" AS exhibition ON exhibition."id" = stream."exhibitionId"
  WHERE exhibition."slug" = $1 AND stream."mode" = 'LIVE' AND announcement."sequence" > $2
  ORDER BY announcement."sequence"`;
const headQuery = `
  SELECT stream."head" FROM "AnnouncementStream" AS stream
  JOIN "Exhibition" AS exhibition ON exhibition."id" = stream."exhibitionId"
  WHERE exhibition."slug" = $1 AND stream."mode" = 'LIVE'`;
const keysQuery = `
  SELECT "key", "result"->>'announcement' AS id FROM "IdempotencyKey" WHERE "result" ? 'announcement'`;

export function readFromPostgres(url: () => string, exhibition: string): AnnouncementReader {
  const ask = async <Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> => {
    const client = new pg.Client({ connectionString: url() });
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  };
  const head = async () => (await ask<{ head: number }>(headQuery, [exhibition]))[0]!.head;
  return {
    head,
    async read(after) {
      const announcements = await ask<StoredAnnouncement>(entriesQuery, [exhibition, after]);
      const keys = await ask<{ key: string; id: string }>(keysQuery, []);
      return { head: await head(), announcements, keys: new Map(keys.map(({ key, id }) => [key, id])) };
    },
  };
}

const pageDocument = `query Page($slug: ID!, $after: String) {
  exhibition(idOrSlug: $slug) {
    stream { sequence }
    announcements(first: 100, after: $after) {
      nodes { id sequence cursor ... on Notice { text } }
      pageInfo { endCursor hasNextPage }
    }
  }
}`;

/** For a database that only its server can open. */
export function readOverApi(url: string, exhibition: string): AnnouncementReader {
  const page = async (after: string | null) =>
    (await query(url, pageDocument, { slug: exhibition, after })).exhibition as {
      stream: { sequence: number };
      announcements: {
        nodes: { id: string; sequence: number; cursor: string; text?: string }[];
        pageInfo: { endCursor: string | null; hasNextPage: boolean };
      };
    };
  return {
    head: async () => (await page(null)).stream.sequence,
    async read(after) {
      const announcements: StoredAnnouncement[] = [];
      let head = 0;
      let cursor: string | null = null;
      for (let hasNextPage = true; hasNextPage; ) {
        const { stream, announcements: found } = await page(cursor);
        head = stream.sequence;
        for (const node of found.nodes) {
          const { epoch } = decodeCursor(node.cursor)!;
          if (node.sequence > after)
            announcements.push({
              sequence: node.sequence,
              epoch,
              id: uuidOf(node.id),
              text: node.text ?? null,
            });
        }
        cursor = found.pageInfo.endCursor;
        hasNextPage = found.pageInfo.hasNextPage;
      }
      return { head, announcements, keys: null };
    },
  };
}
