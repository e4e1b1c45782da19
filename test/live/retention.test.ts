/** The retention job deletes what is older than the settings say, and nothing else; no one can delete newer records. */
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { advisoryLocks } from '../../src/database/advisory-locks.ts';
import { RetentionJob } from '../../src/retention/retention-job.ts';
import { createTestDatabase } from '../support/databases.ts';
import { FakeScheduler } from '../support/fake-scheduler.ts';

const silent = { info: () => {}, warn: () => {} };
const settings = { idempotencyKeyDays: 30, revokedTokenDays: 30, auditDays: 365 };

async function useDatabase() {
  const { url, drop } = await createTestDatabase('empty');
  const roles = new pg.Client({ connectionString: url });
  await roles.connect();
  await roles.query(readFileSync(new URL('../../prisma/roles.sql', import.meta.url), 'utf8'));
  await roles.end();
  const owner = new pg.Pool({ connectionString: url });
  const asServer = new URL(url);
  asServer.username = 'pavilion_server';
  const server = new pg.Pool({ connectionString: asServer.href });
  // The database is dropped under them.
  for (const pool of [owner, server]) pool.on('error', () => {});
  onTestFinished(async () => {
    await owner.end();
    await server.end();
    await drop();
  });
  await owner.query(`
    INSERT INTO "IdempotencyKey" ("actor", "key", "mutation", "inputHash", "createdAt")
    SELECT 'operator', age::text, 'signDeal', '', now() - age * interval '1 day' FROM unnest('{0,29,31}'::int[]) AS age;
    INSERT INTO "IdempotencyKey" ("actor", "key", "mutation", "inputHash", "createdAt")
    VALUES ('seed', 'sample', 'seed', '', now() - interval '1 year');
    INSERT INTO "RevokedToken" ("id", "tokenId", "expiresAt")
    SELECT gen_random_uuid(), coalesce(age::text, 'unknown'), now() - age * interval '1 day'
    FROM unnest('{-1,29,31,NULL}'::int[]) AS age;
    INSERT INTO "ChangedRow" ("change", "table", "key", "at")
    SELECT gen_random_uuid(), 'Deal', age::text, now() - age * interval '1 day' FROM unnest('{0,364,366}'::int[]) AS age;
    INSERT INTO "AuditRecord" ("id", "at", "actor", "role", "requestId", "mutation", "subjectType", "subjectId")
    SELECT gen_random_uuid(), now() - age * interval '1 day', age::text, 'OPERATOR', '', 'signDeal', 'Deal', gen_random_uuid()
    FROM unnest('{366,364,89,0}'::int[]) AS age`);
  // The oldest and the newest of three audit records of one person have the same value, as after an undo.
  await owner.query(`
    INSERT INTO "PersonalValue" ("commitment", "personId", "subjectId", "isAnnounced", "value", "salt")
    SELECT name, person, person, false, '{}', '' FROM unnest('{of-the-old,of-both}'::text[]) AS name,
      (SELECT gen_random_uuid() AS person) AS given;
    INSERT INTO "AuditRecord" ("id", "at", "actor", "role", "requestId", "mutation", "subjectType", "subjectId", "before", "after")
    SELECT gen_random_uuid(), now() - age * interval '1 day', 'person ' || age, 'OPERATOR', '', 'updatePerson', 'Person',
           (SELECT "subjectId" FROM "PersonalValue" LIMIT 1), jsonb_build_object('personal', before), jsonb_build_object('personal', after)
    FROM (VALUES (368, 'of-both', 'of-the-old'), (367, 'of-the-old', 'of-both'), (1, 'of-both', 'of-both')) AS given(age, before, after)`);
  const list = async (column: string, table: string) => {
    const { rows } = await owner.query(`SELECT ${column} AS name FROM "${table}" ORDER BY 1`);
    return rows.map(({ name }) => name);
  };
  const left = async () => ({
    keys: await list('"key"', 'IdempotencyKey'),
    tokens: await list('"tokenId"', 'RevokedToken'),
    changes: await list('"key"', 'ChangedRow'),
    audit: await list('"actor"', 'AuditRecord'),
    values: await list('"commitment"', 'PersonalValue'),
  });
  return { owner, server, left };
}

async function run(pool: pg.Pool, given: Partial<typeof settings> = {}) {
  const job = new RetentionJob(pool, { ...settings, ...given }, new FakeScheduler(), silent);
  try {
    return await job.run();
  } finally {
    job.close();
  }
}

describe('the retention job', () => {
  it('deletes what is older than the settings say, with the rights of prisma/roles.sql', async () => {
    const { server, left } = await useDatabase();
    expect(await run(server)).toEqual({ IdempotencyKey: 1, RevokedToken: 1, ChangedRow: 1, AuditRecord: 3 });
    expect(await left()).toEqual({
      keys: ['0', '29', 'sample'],
      tokens: ['-1', '29', 'unknown'],
      changes: ['0', '364'],
      audit: ['0', '364', '89', 'person 1'],
      values: ['of-both'],
    });
    expect(await run(server)).toEqual({ IdempotencyKey: 0, RevokedToken: 0, ChangedRow: 0, AuditRecord: 0 });
  });

  it('deletes nothing while another server deletes', async () => {
    const { owner, server, left } = await useDatabase();
    const before = await left();
    const other = await owner.connect();
    try {
      await other.query(`BEGIN; SELECT pg_advisory_xact_lock(${advisoryLocks.retention})`);
      expect(await run(server)).toEqual({
        IdempotencyKey: 0,
        RevokedToken: 0,
        ChangedRow: 0,
        AuditRecord: 0,
      });
    } finally {
      await other.query('ROLLBACK');
      other.release();
    }
    expect(await left()).toEqual(before);
  });

  it('deletes no audit record of the last 90 days, whatever it is asked for', async () => {
    const { server, left } = await useDatabase();
    await server.query('SELECT forget_audit_records(0, 1000)');
    expect((await left()).audit).toEqual(['0', '89', 'person 1']);
  });
});

describe('an audit record', () => {
  it('of the last 90 days cannot be deleted by the owner either', async () => {
    const { owner, left } = await useDatabase();
    await expect(owner.query(`DELETE FROM "AuditRecord" WHERE "actor" = '89'`)).rejects.toThrow(
      'never rewritten',
    );
    expect((await left()).audit).toContain('89');
  });
});
