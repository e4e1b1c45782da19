/** A backup that was made before a redaction is served only after the redaction was applied to it again. */
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { decodeNodeId } from '../../src/graphql/global-id.ts';
import { RedactionList } from '../../src/redactions/redaction-list.ts';
import { RedactionSync } from '../../src/redactions/redaction-sync.ts';
import { buildExhibition, make, newKey } from '../support/build-exhibition.ts';
import { createTestDatabase } from '../support/databases.ts';
import { dumpDatabase } from '../support/dump-database.ts';
import { FakeScheduler } from '../support/fake-scheduler.ts';
import { query } from '../support/http-client.ts';
import { openPavilion, tokenFor, usePavilion } from '../support/pavilion.ts';

const name = 'Petersen';
const has = (value: unknown) => JSON.stringify(value).includes(name);
const announcements = `{ exhibition(idOrSlug: "restored") { announcements(first: 20) { nodes {
  __typename sequence ... on SpeechStarted { speech { speaker { name redacted } } } } } } }`;

let file: string;
let backup: string;
let person: string;
/** The ids in the list, after the server that redacted has stopped. */
let listed: string[];

/** Copies a database that has no connections. */
async function copyOf(url: string): Promise<string> {
  const admin = new pg.Client({ connectionString: inject('postgresUrl') });
  await admin.connect();
  const original = new URL(url).pathname.slice(1);
  const copy = `${original}_copy_${Math.random().toString(36).slice(2)}`;
  try {
    await admin.query(`CREATE DATABASE "${copy}" TEMPLATE "${original}"`);
  } finally {
    await admin.end();
  }
  const address = new URL(url);
  address.pathname = `/${copy}`;
  return address.href;
}

async function drop(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: inject('postgresUrl') });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS "${new URL(url).pathname.slice(1)}" WITH (FORCE)`);
  await admin.end();
}

/** Copies the backup of the time before the redaction. */
async function useBackup(): Promise<string> {
  const url = await copyOf(backup);
  onTestFinished(() => drop(url));
  return url;
}

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'redactions-'));
  file = join(folder, 'list.jsonl');
  writeFileSync(file, '');
  const database = await createTestDatabase('empty');
  const environment = { REDACTIONS_FILE: file };
  const first = await openPavilion({ databaseUrl: database.url, environment });
  const token = await tokenFor(first, 'organizer');
  const built = await buildExhibition(first.url, token, { slug: 'restored', deals: 1 });
  await make(
    first.url,
    'openCeremony',
    { ceremony: built.ceremony, idempotencyKey: newKey() },
    '__typename',
    { token },
  );
  await make(
    first.url,
    'startSpeech',
    { speech: built.speeches[0], idempotencyKey: newKey() },
    '__typename',
    { token },
  );
  const asked = await query(first.url, `{ speech(id: "${built.speeches[0]}") { speaker { id } } }`);
  await first.stop();
  backup = await copyOf(database.url);
  const again = await openPavilion({ databaseUrl: database.url, environment });
  person = asked.speech.speaker.id;
  await make(again.url, 'redactPerson', { person, idempotencyKey: newKey() }, '__typename', { token });
  await again.stop();
  listed = new RedactionList({ path: file, mustExist: true }).read().map((each) => each.person);
  await database.drop();
  return async () => {
    await drop(backup);
    await rm(folder, { recursive: true });
  };
});

describe('a redaction', () => {
  it('is in the list outside the database, without the name', () => {
    expect(listed).toEqual([decodeNodeId(person)!.id]);
    expect(readFileSync(file, 'utf8')).not.toContain(name);
  });

  it('is applied to a restored backup before the first request, and announced there', async () => {
    const url = await useBackup();
    const pavilion = await usePavilion({ databaseUrl: url, environment: { REDACTIONS_FILE: file } });
    const { exhibition } = await query(pavilion.url, announcements);
    expect(exhibition.announcements.nodes).toEqual([
      { __typename: 'CeremonyOpened', sequence: 1 },
      {
        __typename: 'SpeechStarted',
        sequence: 2,
        speech: { speaker: { name: 'Name removed', redacted: true } },
      },
      { __typename: 'PersonRedacted', sequence: 3 },
    ]);
    expect((await dumpDatabase(pavilion.database.pool)).filter(has)).toEqual([]);
    expect(pavilion.log.filter(({ msg }) => msg.startsWith('the database lacked redactions'))).toHaveLength(
      1,
    );
    // The next start finds nothing to do.
    const next = await usePavilion({ databaseUrl: url, environment: { REDACTIONS_FILE: file } });
    expect((await query(next.url, announcements)).exhibition.announcements.nodes).toHaveLength(3);
    expect(new RedactionList({ path: file, mustExist: true }).read()).toHaveLength(1);
  });

  it('is applied once by servers that start at the same time', async () => {
    const databaseUrl = await useBackup();
    const environment = { REDACTIONS_FILE: file };
    const nodes = await Promise.all([1, 2].map(() => openPavilion({ databaseUrl, environment })));
    try {
      expect((await query(nodes[0]!.url, announcements)).exhibition.announcements.nodes).toHaveLength(3);
    } finally {
      for (const node of nodes) await node[Symbol.asyncDispose]();
    }
  });

  it('is applied by a running server too, under which the backup is restored', async () => {
    const pavilion = await usePavilion({ databaseUrl: await useBackup() });
    expect(has(await query(pavilion.url, announcements))).toBe(true);
    const list = new RedactionList({ path: file, mustExist: true });
    const sync = new RedactionSync(pavilion.database, list, pavilion.notifier, new FakeScheduler(), {
      warn: () => {},
      error: () => {},
    });
    await sync.run();
    await sync.close();
    expect(has(await query(pavilion.url, announcements))).toBe(false);
  });
});

describe('a server', () => {
  it('gets the redactions of others into its own list', async () => {
    const url = await useBackup();
    const pavilion = await usePavilion({ databaseUrl: url, environment: { REDACTIONS_FILE: file } });
    const own = `${file}.own`;
    writeFileSync(own, '');
    await using other = await openPavilion({ databaseUrl: url, environment: { REDACTIONS_FILE: own } });
    expect(other.url).not.toBe(pavilion.url);
    expect(new RedactionList({ path: own, mustExist: true }).read().map((each) => each.person)).toEqual(
      listed,
    );
  });

  it.each([
    ['does not exist', (path: string) => `${path}.missing`, 'create an empty file'],
    [
      'is damaged',
      (path: string) => {
        writeFileSync(`${path}.damaged`, '{"person": "Eva"}\n');
        return `${path}.damaged`;
      },
      'has no redaction in line 1',
    ],
  ])('does not start with a list that %s', async (_what, make, message) => {
    const databaseUrl = await useBackup();
    await expect(openPavilion({ databaseUrl, environment: { REDACTIONS_FILE: make(file) } })).rejects.toThrow(
      message,
    );
  });

  it('does not start if it cannot apply the list', async () => {
    const databaseUrl = await useBackup();
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not now'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON "Redaction" EXECUTE FUNCTION refuse()`);
    await client.end();
    await expect(openPavilion({ databaseUrl, environment: { REDACTIONS_FILE: file } })).rejects.toThrow(
      'not now',
    );
  });
});
