/** Behind PgBouncer, with its usual settings: nothing is stored wrong, nothing is without a limit. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/databases.ts';
import { query } from '../support/http-client.ts';
import { openPavilion, type TestPavilion } from '../support/pavilion.ts';
import { createPgBouncer, type PgBouncer } from '../support/pgbouncer.ts';
import { openStage, type Stage } from '../support/stage.ts';

/** Fewer than the server has connections: in transaction mode, they share the sessions. */
const poolSizes = { session: 20, transaction: 3 };

describe.each(['session', 'transaction'] as const)('through PgBouncer in %s mode', (mode) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let bouncer: PgBouncer;
  let stage: Stage;
  let node: TestPavilion;
  const direct = async <Row extends object>(text: string) => {
    const client = new pg.Client({ connectionString: database.url, options: '-c DateStyle=ISO' });
    await client.connect();
    const { rows } = await client.query<Row>(text);
    await client.end();
    return rows;
  };

  beforeAll(async () => {
    database = await createTestDatabase('empty');
    const name = new URL(database.url).pathname.slice(1);
    await direct(`ALTER DATABASE "${name}" SET TimeZone = 'Asia/Shanghai'`);
    await direct(`ALTER DATABASE "${name}" SET DateStyle = 'SQL, DMY'`);
    await direct(`ALTER DATABASE "${name}" SET default_transaction_isolation = 'serializable'`);
    // The migrations, too, run through PgBouncer.
    await direct('DROP SCHEMA public CASCADE');
    await direct('CREATE SCHEMA public');
    bouncer = await createPgBouncer(database.url, mode, poolSizes[mode]);
    stage = await openStage({ databaseUrl: bouncer.url, deals: 40 });
    node = stage.nodes[0]!;
  });
  afterAll(async () => {
    await stage?.[Symbol.asyncDispose]();
    await bouncer?.stop();
    await database?.drop();
  });

  it('signs at the same time, and Postgres has the times that the API says', async () => {
    const before = Date.now();
    const sequences = await Promise.all(Array.from({ length: 20 }, () => stage.sign()));
    expect(sequences.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 2));
    const document = `{ exhibition(idOrSlug: "${stage.slug}") {
      announcements(last: 1) { nodes { sequence announcedAt } }
      ceremonies { startsAt openedAt } deals(first: 1, orderBy: { field: LATEST, direction: DESC }) { nodes { signedAt } }
    } }`;
    const { exhibition } = await query(node.url, document);
    const [announcement] = exhibition.announcements.nodes;
    expect(Date.parse(announcement.announcedAt)).toBeGreaterThanOrEqual(before - 1_000);
    expect(Date.parse(announcement.announcedAt)).toBeLessThanOrEqual(Date.now() + 1_000);
    const [stored] = await direct<{ announcedAt: Date; startsAt: Date }>(
      `SELECT "announcedAt", (SELECT "startsAt" FROM "Ceremony") FROM "Announcement" ORDER BY "sequence" DESC LIMIT 1`,
    );
    expect(stored!.announcedAt.toISOString()).toBe(new Date(announcement.announcedAt).toISOString());
    expect(stored!.startsAt.toISOString()).toBe(new Date(exhibition.ceremonies[0].startsAt).toISOString());
  });

  it('reads pages at the same time, and continues after a cursor', async () => {
    const page = async (after: string | null) => {
      const document = `query($after: String) { deals(first: 7, after: $after, filter: { exhibition: "${stage.slug}" },
        orderBy: { field: LATEST, direction: DESC }) { nodes { id } pageInfo { endCursor hasNextPage } } }`;
      return (await query(node.url, document, { after }, { token: stage.organizer })).deals;
    };
    const readAll = async () => {
      const ids: string[] = [];
      for (let after: string | null = null; ; ) {
        const { nodes, pageInfo } = await page(after);
        ids.push(...nodes.map(({ id }: { id: string }) => id));
        if (!pageInfo.hasNextPage) return ids;
        after = pageInfo.endCursor;
      }
    };
    const lists = await Promise.all(Array.from({ length: 6 }, readAll));
    for (const list of lists) expect(list).toEqual(lists[0]);
    expect(new Set(lists[0])).toHaveLength(40);
  });

  it('has its time zone, its timeouts and its isolation in every statement', async () => {
    const read = `SELECT current_setting('TimeZone') AS zone, current_setting('DateStyle') AS dates,
      current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
      current_setting('transaction_isolation') AS isolation`;
    const { pool, writePool, streamPool } = node.database;
    const rows = await Promise.all(
      [pool, writePool, streamPool].flatMap((each) =>
        Array.from({ length: 8 }, async () => (await each.query(read)).rows[0]),
      ),
    );
    const others = { zone: 'UTC', dates: 'ISO, MDY', lock: '5s', isolation: 'read committed' };
    expect(rows.slice(0, 8)).toEqual(Array(8).fill({ ...others, statement: '3s' }));
    expect(rows.slice(8)).toEqual(Array(16).fill({ ...others, statement: '6s' }));
  });

  it('leaves its settings to no other client of the pooler', async () => {
    const other = new pg.Client({ connectionString: bouncer.url });
    await other.connect();
    const { rows } = await other.query(`SELECT current_setting('statement_timeout') AS timeout`);
    await other.end();
    expect(rows).toEqual([{ timeout: '0' }]);
  });

  it('keeps a failed statement to itself', async () => {
    const { pool } = node.database;
    await expect(pool.query('SELECT 1/$1::int', [0])).rejects.toThrow('division by zero');
    expect((await pool.query('SELECT $1::int AS one', [1])).rows).toEqual([{ one: 1 }]);
  });

  it('has nothing to migrate at the next start, and logs no warning', async () => {
    const second = await openPavilion({ databaseUrl: bouncer.url });
    await second[Symbol.asyncDispose]();
    expect([...node.log, ...second.log].filter(({ level }) => level >= 40)).toEqual([]);
  });
});

it('refuses to start if session mode is stated and the pooler is in transaction mode', async () => {
  const database = await createTestDatabase('empty');
  const bouncer = await createPgBouncer(database.url, 'transaction', 3);
  const environment = { DATABASE_POOLING: 'session' };
  await expect(openPavilion({ databaseUrl: bouncer.url, environment })).rejects.toThrow(
    'DATABASE_POOLING=transaction',
  );
  await bouncer.stop();
  await database.drop();
});
