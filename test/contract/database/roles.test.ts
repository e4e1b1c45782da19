/** A whole ceremony under the rights of prisma/roles.sql, and what they do not allow. */
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildExhibition, make, newKey } from '../../support/build-exhibition.ts';
import { createTestDatabase } from '../../support/databases.ts';
import { query } from '../../support/http-client.ts';
import { openPavilion, tokenFor } from '../../support/pavilion.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
const addressOf = (role: string) => {
  const url = new URL(database.url);
  url.username = role;
  return url.href;
};
const insufficientPrivilege = '42501';

beforeAll(async () => {
  database = await createTestDatabase('empty');
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query(readFileSync(new URL('../../../prisma/roles.sql', import.meta.url), 'utf8'));
  await owner.end();
});
afterAll(() => database.drop());

const codeOf = async (role: string, statement: string) => {
  const client = new pg.Client({ connectionString: addressOf(role) });
  await client.connect();
  try {
    await client.query(`BEGIN; ${statement}; ROLLBACK`);
    return 'allowed';
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.end();
  }
};

describe('pavilion_server', () => {
  it('may do everything that an exhibition, its ceremony, its rehearsal and a revoked token require', async () => {
    const environment = { MIGRATE_AT_START: 'false' };
    await using pavilion = await openPavilion({ databaseUrl: addressOf('pavilion_server'), environment });
    const as = { token: await tokenFor(pavilion, 'organizer') };
    const built = await buildExhibition(pavilion.url, as.token, { slug: 'rights', deals: 2 });
    const press = (name: string, input: object, mode = 'LIVE') =>
      make(pavilion.url, name, { ...input, mode, idempotencyKey: newKey() }, '__typename', as);
    for (const mode of ['REHEARSAL', 'LIVE']) {
      await press('openCeremony', { ceremony: built.ceremony }, mode);
      await press('startSpeech', { speech: built.speeches[0] }, mode);
      await press('finishSpeech', { speech: built.speeches[0] }, mode);
      await press('releaseSpeechText', { speech: built.speeches[0] }, mode);
      await press('signDeal', { deal: built.deals[0] }, mode);
      await press('correctDeal', { deal: built.deals[0], instrument: 'LETTER_OF_INTENT' }, mode);
      await press('retractDeal', { deal: built.deals[0] }, mode);
    }
    await make(pavilion.url, 'resetRehearsal', { exhibition: built.exhibition }, '__typename', as);
    await make(pavilion.url, 'withdrawDeal', { deal: built.deals[1] }, '__typename', as);
    await make(
      pavilion.url,
      'updateProgramme',
      { ceremony: built.ceremony, items: [{ speech: built.speeches[0] }, { deal: built.deals[0] }] },
      '__typename',
      as,
    );
    await press('closeCeremony', { ceremony: built.ceremony });
    const { speech } = await query(pavilion.url, `{ speech(id: "${built.speeches[0]}") { speaker { id } } }`);
    const redaction = { person: speech.speaker.id, idempotencyKey: newKey() };
    await make(pavilion.url, 'redactPerson', redaction, '__typename', as);
    const lost = await tokenFor(pavilion, 'screen', ['rights']);
    for (const _ of ['once', 'twice'])
      await make(pavilion.url, 'revokeToken', { token: lost }, '__typename', as);
    const seen = await query(
      pavilion.url,
      '{ exhibition(idOrSlug: "rights") { stream { sequence } totals { deals } } }',
    );
    expect(seen.exhibition).toEqual({ stream: { sequence: 9 }, totals: { deals: 0 } });
    expect(pavilion.log.filter(({ level }) => level >= 40)).toEqual([]);
  });

  it.each([
    `UPDATE "AuditRecord" SET "actor" = 'nobody'`,
    'DELETE FROM "AuditRecord"',
    'TRUNCATE "AuditRecord"',
    'ALTER TABLE "AuditRecord" DISABLE TRIGGER ALL',
    'DROP TABLE "AuditRecord"',
    `UPDATE "Announcement" SET "sequence" = 1`,
    'TRUNCATE "Announcement"',
    `UPDATE "RecomputedTotals" SET "totals" = '{}'`,
    `INSERT INTO "RecomputedTotals" SELECT "id", "totals" FROM "Announcement"`,
    'DELETE FROM "RecomputedTotals"',
    'DELETE FROM "RevokedToken"',
    'DELETE FROM "Redaction"',
    `UPDATE "PersonalValue" SET "salt" = ''`,
    `UPDATE "RevokedToken" SET "tokenId" = ''`,
    `INSERT INTO "Currency" VALUES ('XYZ', 2)`,
    'DELETE FROM "_prisma_migrations"',
    'CREATE TABLE anything ()',
    'CREATE ROLE anybody',
    `COPY "Deal" TO PROGRAM 'cat'`,
    `SELECT pg_read_file('postgresql.conf')`,
  ])('may not: %s', async (statement) => {
    expect(await codeOf('pavilion_server', statement)).toBe(insufficientPrivilege);
  });
});

describe('pavilion_reader', () => {
  it.each([
    'SELECT FROM "AuditRecord"',
    'SELECT FROM "ExternalKey"',
    'SELECT FROM "IdempotencyKey"',
    'SELECT FROM "RevokedToken"',
    'SELECT FROM "PersonalValue"',
    'DELETE FROM "Deal"',
  ])('may not: %s', async (statement) => {
    expect(await codeOf('pavilion_reader', statement)).toBe(insufficientPrivilege);
  });
  it('may read signed deals', async () => {
    expect(await codeOf('pavilion_reader', 'SELECT FROM "Deal"')).toBe('allowed');
  });
});
