/** Whatever a database, a role or a URL sets: times are right, timeouts are in force, or the server does not start. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { sql } from '../../src/database/sql.ts';
import { pageSql } from '../../src/graphql/page.ts';
import { decodePageCursor, encodePageCursor } from '../../src/graphql/page-order.ts';
import { createTestDatabase } from '../support/databases.ts';
import { query } from '../support/http-client.ts';
import { openPavilion, usePavilion } from '../support/pavilion.ts';
import { openStage, type Stage } from '../support/stage.ts';

async function run<Row extends object>(url: string, ...statements: string[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, options: '-c DateStyle=ISO' });
  await client.connect();
  try {
    let rows: Row[] = [];
    for (const statement of statements) rows = (await client.query<Row>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

const nameOf = (url: string) => new URL(url).pathname.slice(1);

async function useDatabase(...settings: string[]): Promise<string> {
  const { url, drop } = await createTestDatabase('empty');
  onTestFinished(drop);
  await run(url, ...settings.map((setting) => `ALTER DATABASE "${nameOf(url)}" SET ${setting}`));
  return url;
}

const foreignSettings = [
  `TimeZone = 'Asia/Shanghai'`,
  `DateStyle = 'SQL, DMY'`,
  `IntervalStyle = 'iso_8601'`,
  `bytea_output = 'escape'`,
  `default_transaction_isolation = 'serializable'`,
  `statement_timeout = 0`,
  `lock_timeout = 0`,
  `synchronous_commit = off`,
];

/** As it is written in URLs, and what it must not change. */
const ownOptions = '-c TimeZone=Asia/Seoul -c statement_timeout=0 --lock-timeout=0 -c work_mem=5MB';

describe.each([
  ['a database with other settings', ''],
  ['a URL with ?options=', `?options=${encodeURIComponent(ownOptions)}`],
])('with %s', (_name, parameters) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let stage: Stage;
  beforeAll(async () => {
    database = await createTestDatabase('empty');
    await run(
      database.url,
      ...foreignSettings.map((setting) => `ALTER DATABASE "${nameOf(database.url)}" SET ${setting}`),
    );
    stage = await openStage({ databaseUrl: `${database.url}${parameters}` });
  });
  afterAll(async () => {
    await stage?.[Symbol.asyncDispose]();
    await database?.drop();
  });

  it('stores and returns the same times', async () => {
    await stage.sign();
    const { exhibition } = await query(
      stage.nodes[0]!.url,
      `{ exhibition(idOrSlug: "${stage.slug}") {
        startsOn announcements(last: 1) { nodes { announcedAt } } ceremonies { startsAt }
        deals(first: 1, orderBy: { field: LATEST, direction: DESC }) { nodes { signedAt } } } }`,
    );
    const [stored] = await run<Record<string, Date & string>>(
      database.url,
      `SELECT "startsOn"::text, (SELECT max("announcedAt") FROM "Announcement") AS announced, (SELECT "startsAt" FROM "Ceremony"),
         (SELECT max("signedAt") FROM "Deal") AS signed, now() AS now FROM "Exhibition"`,
    );
    const announcedAt = Date.parse(exhibition.announcements.nodes[0].announcedAt);
    expect(Math.abs(announcedAt - stored!.now!.getTime())).toBeLessThan(60_000);
    expect(announcedAt).toBe(stored!.announced!.getTime());
    expect(Date.parse(exhibition.deals.nodes[0].signedAt)).toBe(stored!.signed!.getTime());
    expect(Date.parse(exhibition.ceremonies[0].startsAt)).toBe(stored!.startsAt!.getTime());
    expect(exhibition.startsOn).toBe(stored!.startsOn);
  });

  it('has its own values in each pool', async () => {
    const read = `SELECT current_setting('TimeZone') AS zone, current_setting('DateStyle') AS dates,
      current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
      current_setting('idle_in_transaction_session_timeout') AS idle,
      current_setting('default_transaction_isolation') AS isolation, current_setting('synchronous_commit') AS commits`;
    const { pool, writePool, streamPool } = stage.nodes[0]!.database;
    const rows = await Promise.all(
      [pool, writePool, streamPool].map(async (each) => (await each.query(read)).rows[0]),
    );
    const others = {
      zone: 'UTC',
      dates: 'ISO, MDY',
      lock: '5s',
      idle: '10s',
      isolation: 'read committed',
      commits: 'on',
    };
    expect(rows).toEqual(['3s', '6s', '6s'].map((statement) => ({ ...others, statement })));
    if (parameters) expect((await pool.query('SHOW work_mem')).rows).toEqual([{ work_mem: '5MB' }]);
  });

  it('continues after a cursor', async () => {
    const page = `query($after: String) { deals(first: 1, after: $after, orderBy: { field: LATEST, direction: DESC }) {
      nodes { id } pageInfo { endCursor } } }`;
    const options = { token: stage.organizer };
    const first = (await query(stage.nodes[0]!.url, page, {}, options)).deals;
    const second = (await query(stage.nodes[0]!.url, page, { after: first.pageInfo.endCursor }, options))
      .deals;
    expect(second.nodes).toHaveLength(1);
    expect(second.nodes[0].id).not.toBe(first.nodes[0].id);
  });
});

it('reads page cursors in any session as in any other', async () => {
  const order = { name: 'latest', column: sql`item."at"`, type: 'timestamptz', descending: true } as const;
  const window = { size: 1, backward: false, conditions: [], hasOther: false };
  const { text, values } = pageSql(sql`fair`, [], order, window, sql`NULL`);
  const id = '0193f000-0000-7000-8000-000000000000';
  const client = new pg.Client({
    connectionString: inject('postgresUrl'),
    options: '-c TimeZone=Asia/Shanghai -c DateStyle=SQL',
  });
  await client.connect();
  await client.query(
    `CREATE TEMP TABLE fair AS SELECT '${id}'::uuid AS id, '2026-05-06 09:00:00.123+08'::timestamptz AS at`,
  );
  const { rows } = await client.query(text, values as unknown[]);
  await client.end();
  expect(decodePageCursor(order, encodePageCursor(order, rows[0]))).toEqual({
    key: '2026-05-06 01:00:00.123000+00',
    id,
  });
});

it.each([
  ['search_path in ?options=', 'fair', `?options=${encodeURIComponent('-c search_path=fair')}`],
  ['a name that needs quotes', 'My Fair', `?schema=${encodeURIComponent('My Fair')}`],
])('puts everything into another schema: %s', async (_name, schema, parameters) => {
  const url = await useDatabase();
  await run(url, 'DROP SCHEMA public CASCADE', 'CREATE SCHEMA public', `CREATE SCHEMA "${schema}"`);
  const stage = await openStage({ databaseUrl: `${url}${parameters}` });
  onTestFinished(() => stage[Symbol.asyncDispose]());
  expect(await stage.sign()).toBe(2);
  expect(await stage.nodes[0]!.database.prisma.deal.count()).toBe(4);
  const tables = await run(
    url,
    `SELECT DISTINCT schemaname AS schema FROM pg_tables WHERE schemaname !~ '^(pg_|information)'`,
  );
  expect(tables).toEqual([{ schema }]);
});

describe('refuses to start, in one line', () => {
  const startError = async (databaseUrl: string) => {
    const error: Error = await openPavilion({ databaseUrl }).then(
      async (pavilion) => {
        await pavilion[Symbol.asyncDispose]();
        return new Error('it started');
      },
      (reason) => reason,
    );
    return error.message;
  };

  it('on a database with another encoding', async () => {
    const admin = inject('postgresUrl');
    const url = new URL(admin);
    const name = `ascii_${Math.random().toString(36).slice(2)}`;
    await run(admin, `CREATE DATABASE ${name} ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0`);
    onTestFinished(async () => void (await run(admin, `DROP DATABASE ${name} WITH (FORCE)`)));
    url.pathname = `/${name}`;
    expect(await startError(url.href)).toBe("its encoding is SQL_ASCII. Create it with ENCODING 'UTF8'.");
  });

  it('with a schema that does not exist', async () => {
    expect(await startError(`${await useDatabase()}?schema=nowhere`)).toBe(
      'no schema of search_path ("nowhere") exists or may be used. Create it, or name another with ?schema=.',
    );
  });

  it('if new tables would be created in another schema than the existing ones', async () => {
    const url = await useDatabase('search_path = fair, public');
    await run(url, 'CREATE SCHEMA fair');
    expect(await startError(url)).toContain('its tables are in the schema public');
    const other = await usePavilion({ databaseUrl: `${url}?schema=public` });
    expect((await other.database.pool.query('SELECT current_schema() AS schema')).rows).toEqual([
      { schema: 'public' },
    ]);
  });

  it('if triggers are disabled', async () => {
    expect(await startError(await useDatabase(`session_replication_role = 'replica'`))).toContain(
      'which disables the triggers that protect announcements',
    );
  });

  it('with a parameter that Postgres does not have', async () => {
    const url = `${await useDatabase()}?options=${encodeURIComponent('-c wrk_mem=5MB')}`;
    expect(await startError(url)).toBe('unrecognized configuration parameter "wrk_mem"');
  });
});

it('is not ready, and says why, once new connections would be wrong', async () => {
  const pavilion = await usePavilion({ template: 'empty' });
  const { databaseUrl } = pavilion;
  await run(
    inject('postgresUrl'),
    `ALTER DATABASE "${nameOf(databaseUrl)}" SET session_replication_role = 'replica'`,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${nameOf(databaseUrl)}'`,
  );
  await expect
    .poll(async () => (await fetch(`${pavilion.url}/health/ready`)).json())
    .toMatchObject({ status: 'unavailable', reasons: [expect.stringContaining('disables the triggers')] });
});

it('starts on a read-only database that lacks nothing, and is not ready', async () => {
  const url = await useDatabase();
  const setReadOnly = `ALTER DATABASE "${nameOf(url)}" SET default_transaction_read_only = on`;
  // Until the first start it lacks the version of the search columns.
  await run(url, setReadOnly);
  await expect(openPavilion({ databaseUrl: url })).rejects.toThrow('read-only transaction');
  await run(inject('postgresUrl'), setReadOnly.replace('= on', '= off'));
  await (await openPavilion({ databaseUrl: url }))[Symbol.asyncDispose]();
  await run(url, setReadOnly);
  const pavilion = await usePavilion({ databaseUrl: url });
  const response = await fetch(`${pavilion.url}/health/ready`);
  expect([response.status, await response.json()]).toEqual([
    503,
    { status: 'unavailable', reasons: [expect.stringContaining('read-only')] },
  ]);
});
