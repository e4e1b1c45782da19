/** After redactPerson no row of the database and no answer of a server has the name, and totals stay as they are. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Identity, publicIdentity } from '../../src/auth/identity.ts';
import { exportFormats, runExport } from '../../src/export/run-export.ts';
import { decodeNodeId } from '../../src/graphql/global-id.ts';
import { importArchive } from '../../src/import/import-archive.ts';
import { commitmentTo } from '../../src/privacy/personal-values.ts';
import { redactedName } from '../../src/privacy/redacted-texts.ts';
import { make, newKey } from '../support/build-exhibition.ts';
import { dumpDatabase } from '../support/dump-database.ts';
import { mutate, query, send } from '../support/http-client.ts';
import { openPavilion, tokenFor } from '../support/pavilion.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { subscribe } from '../support/subscriber.ts';

/** In every personal value of the person, and in nothing else. */
const name = 'Quorxine';
const de = (text: string) => [{ language: 'de', text }];
const has = (value: unknown) => JSON.stringify(value).toLowerCase().includes(name.toLowerCase());

/** The LIVE announcements before the redaction: an opening, a speech, a signing and a record. */
const announced = 6;

let stage: Stage;
let person: string;
let duplicate: string;
let speech: string;
let recorded: string;
let operator: string;
/** Made before the redaction. */
let archive: string;
const url = (node = 0) => stage.nodes[node]!.url;
const pool = () => stage.nodes[0]!.database.pool;
const run = (verb: string, input: object, selection = '__typename') =>
  make(url(), verb, input, selection, { token: stage.organizer });

const speechFields = `speech { speechId speaker { personId name nameTranslations { text } redacted current { name redacted } }
  office officeTranslations { text } text textTranslations { text } }`;
const announcementFields = `__typename id sequence
  ... on SpeechStarted { ${speechFields} } ... on SpeechFinished { ${speechFields} }
  ... on SpeechTextReleased { ${speechFields} } ... on SpeechRecorded { ${speechFields} }
  ... on PersonRedacted { personIds }`;

/** What anybody may ask for. */
const documents = () => ({
  public: `{
    person(id: "${person}") { name nameTranslations { text } redacted archived }
    people(first: 50, filter: { text: "${name}" }) { totalCount nodes { name } }
    speech(id: "${speech}") { office text textStatus note speaker { name } }
    exhibition(idOrSlug: "${stage.slug}") {
      totals { deals } speeches { nodes { office text note speaker { name } } }
      announcements(first: 100) { nodes { ${announcementFields} } }
    }
  }`,
  staff: `{
    people(first: 50, filter: { text: "${name}" }) { totalCount nodes { name } }
    all: people(first: 50, filter: { archived: true }) { nodes { id name redacted } }
    exhibition(idOrSlug: "${stage.slug}") {
      announcements(first: 100, mode: REHEARSAL) { nodes { ${announcementFields} } }
      ceremonies { programme { title speech { office speaker { name } } } }
    }
    auditLog(first: 100) { nodes { mutation objectType before after } }
  }`,
});
const ask = (kind: 'public' | 'staff', node = 0) =>
  query(url(node), documents()[kind], {}, kind === 'staff' ? { token: stage.organizer } : {});

async function exported(formats = exportFormats.filter((each) => each !== 'xlsx')): Promise<string> {
  const chunks: string[] = [];
  const target = () =>
    new WritableStream<Uint8Array>({
      write: (chunk) => void chunks.push(Buffer.from(chunk).toString('utf8')),
    });
  for (const format of formats) await runExport(stage.nodes[0]!.database.pool, stage.slug, format, target);
  return chunks.join('');
}

/** Reads the row of each LIVE announcement. */
async function rows() {
  const { rows: found } = await pool().query(
    `SELECT to_jsonb(announcement) AS row FROM "Announcement" AS announcement ORDER BY "streamId", "sequence"`,
  );
  return found.map(({ row }) => row);
}

async function everySpeech(mode: string) {
  for (const verb of ['startSpeech', 'finishSpeech', 'releaseSpeechText'])
    await run(verb, { speech, mode, idempotencyKey: newKey() });
}

beforeAll(async () => {
  stage = await openStage({ nodes: 2, deals: 2 });
  operator = await tokenFor(stage.nodes[0]!, 'operator', [stage.slug]);
  const csv = `Key,Name (de),Country\n${name} 1,Doppelte ${name},DE\n`;
  const files = [{ name: 'people.csv', contentBase64: Buffer.from(csv).toString('base64') }];
  const { report } = await run(
    'importExhibition',
    { exhibition: stage.slug, files },
    'report { rows { nodeId } }',
  );
  duplicate = report.rows[0].nodeId;
  const input = { nameTranslations: de(`Erste ${name}`), country: 'DE', idempotencyKey: 'key-of-the-person' };
  ({
    person: { id: person },
  } = await run('createPerson', input, 'person { id }'));
  await run('updatePerson', {
    person,
    nameTranslations: [...de(`Anna ${name}`), { language: 'ja', text: `${name}さん` }],
  });
  const given = { exhibition: stage.slug, officeTranslations: de(`Büro ${name}`), language: 'de' };
  ({
    speech: { id: speech },
  } = await run(
    'createSpeech',
    {
      ...given,
      speaker: person,
      textTranslations: de(`Ich bin ${name}.`),
      idempotencyKey: 'key-of-the-speech',
    },
    'speech { id }',
  ));
  await run('updateSpeech', { speech, officeTranslations: de(`Amt ${name}`) });
  await run('addProgrammeItem', { ceremony: stage.ceremony, speech });
  await run('openCeremony', { ceremony: stage.ceremony, mode: 'REHEARSAL', idempotencyKey: newKey() });
  await everySpeech('REHEARSAL');
  await everySpeech('LIVE');
  await stage.sign();
  // An earlier duplicate, whose own announcements have its id.
  ({
    speech: { id: recorded },
  } = await run('updateExhibition', { exhibition: stage.slug, startsOn: '2020-05-06' }).then(() =>
    run(
      'recordSpeech',
      {
        ...given,
        speaker: duplicate,
        givenOn: '2020-05-06',
        noteTranslations: de(`Notiz zu ${name}`),
        idempotencyKey: newKey(),
      },
      'speech { id }',
    ),
  ));
  await run('mergePeople', { duplicate, survivor: person });
});
afterAll(() => stage?.[Symbol.asyncDispose]());

describe('before its redaction', () => {
  it('a person is in announcements and audit records by commitments only, and read with its values', async () => {
    const withName = (await dumpDatabase(pool())).filter(has).map(({ table }) => table);
    expect([...new Set(withName)].sort()).toEqual([
      ...['ChangedRow', 'ExternalKey', 'Person', 'PersonalValue', 'Speech'],
    ]);
    const { exhibition } = await ask('public');
    const shown = exhibition.announcements.nodes.filter(has);
    expect(shown.map((each: { __typename: string }) => each.__typename)).toEqual([
      'SpeechStarted',
      'SpeechFinished',
      'SpeechTextReleased',
      'SpeechRecorded',
    ]);
    expect(shown[2].speech).toMatchObject({
      speaker: { personId: person, name: `Anna ${name}`, redacted: false },
      office: `Amt ${name}`,
      text: `Ich bin ${name}.`,
    });
    const { auditLog } = await ask('staff');
    const states = auditLog.nodes.filter(has);
    expect(new Set(states.map((each: { mutation: string }) => each.mutation))).toEqual(
      new Set([
        'createPerson',
        'updatePerson',
        'createSpeech',
        'updateSpeech',
        'releaseSpeechText',
        'recordSpeech',
      ]),
    );
    const renamed = states.find((each: { mutation: string }) => each.mutation === 'updatePerson');
    expect(renamed.before).toMatchObject({ names: de(`Erste ${name}`), country: 'DE' });
    expect(has(await exported())).toBe(true);
  });

  it('everybody who has value and salt can check each commitment, in SQL as well', async () => {
    const { rows: values } = await pool().query(
      `SELECT *, personal_commitment("salt", "value") AS computed FROM "PersonalValue"`,
    );
    expect(values.length).toBeGreaterThan(15);
    for (const { commitment, salt, value, computed } of values) {
      expect(commitmentTo(salt, value)).toBe(commitment);
      expect(computed).toBe(commitment);
    }
    expect(new Set(values.map(({ salt }) => salt)).size).toBe(values.length);
  });

  it('only an organizer of all its exhibitions redacts it, and only by the one that remains of a merge', async () => {
    const input = { person, idempotencyKey: newKey() };
    const asOperator = await mutate(url(), 'redactPerson', input, '__typename', { token: operator });
    expect(asOperator.code).toBe('FORBIDDEN');
    const foreign = await tokenFor(stage.nodes[0]!, 'organizer', ['elsewhere']);
    const asForeign = await mutate(url(), 'redactPerson', input, '__typename', { token: foreign });
    expect(asForeign.code).toBe('FORBIDDEN');
    const merged = await mutate(url(), 'redactPerson', { ...input, person: duplicate }, '__typename', {
      token: stage.organizer,
    });
    expect(merged).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('mergedIntoId') });
    // Its announcements are found through the survivor.
    const deleted = await mutate(url(), 'deletePerson', { person: duplicate }, '__typename', {
      token: stage.organizer,
    });
    expect(deleted.code).toBe('IN_USE');
    const outdated = await mutate(url(), 'redactPerson', { ...input, expectedVersion: 1 }, '__typename', {
      token: stage.organizer,
    });
    expect(outdated.code).toBe('VERSION_CONFLICT');
  });
});

describe('redactPerson', () => {
  let before: Awaited<ReturnType<typeof rows>>;
  let totals: unknown;
  let answer: Awaited<ReturnType<typeof run>>;
  const key = newKey();

  const watch = (node: number) =>
    subscribe(url(node), {
      exhibition: stage.slug,
      last: 100,
      selection: announcementFields,
      language: 'de',
    });

  it('makes both servers forget the entries, payloads and responses that they hold', async () => {
    // As an archive brings it whose exhibition had merged the speaker: the value is of somebody unknown here.
    await pool().query(
      `INSERT INTO "PersonalValue" ("commitment", "personId", "subjectId", "isAnnounced", "value", "salt")
       SELECT 'of an archive', gen_random_uuid(), "id", true, jsonb_build_object('names', $1::text), 'salt'
       FROM "Speech" WHERE "office"::text LIKE '%' || $1 || '%' LIMIT 1`,
      [name],
    );
    before = await rows();
    archive = await exported(['archive']);
    const watchers = [watch(0), watch(1)];
    for (const watcher of watchers) {
      await watcher.count(announced);
      expect(has(watcher.received)).toBe(true);
    }
    for (const node of [0, 1]) for (const _ of [1, 2, 3]) expect(has(await ask('public', node))).toBe(true);
    totals = (await ask('public')).exhibition.totals;
    answer = await run(
      'redactPerson',
      { person, idempotencyKey: key },
      'streams person { name redacted archived }',
    );
    for (const [node, watcher] of watchers.entries()) {
      const newest = (await watcher.count(announced + 1)).at(-1);
      expect(newest).toMatchObject({ __typename: 'PersonRedacted', sequence: announced + 1 });
      // The subscriber is of the same audience as the one that got the name.
      const later = watch(node);
      await later.count(announced + 1);
      expect(has(later.received)).toBe(false);
      expect(later.sequences).toEqual(watcher.sequences);
    }
  });

  it('answers with the person as it is now', () => {
    expect(answer).toMatchObject({
      streams: 2,
      person: { name: 'Name removed', redacted: true, archived: true },
    });
  });

  it('leaves no row with the name, in any table', async () => {
    expect((await dumpDatabase(pool())).filter(has)).toEqual([]);
    const { rows: left } = await pool().query(`SELECT FROM "PersonalValue" WHERE "personId" IN (
      SELECT "personId" FROM "Redaction")`);
    expect(left).toEqual([]);
  });

  it('changes no announcement and no total, and is announced in each stream that showed the person', async () => {
    const after = await rows();
    const isNew = ({ kind }: { kind: string }) => kind === 'PERSON_REDACTED';
    expect(after.filter((row) => !isNew(row))).toEqual(before);
    expect(after.filter(isNew)).toHaveLength(2);
    const { exhibition } = await ask('public');
    expect(exhibition.totals).toEqual(totals);
    const newest = exhibition.announcements.nodes.at(-1);
    expect(newest.__typename).toBe('PersonRedacted');
    expect(new Set(newest.personIds)).toEqual(new Set([person, duplicate]));
  });

  it.each([0, 1])(
    'leaves no answer of server %i with the name: queries, replays, the audit log',
    async (node) => {
      const watcher = watch(node);
      await watcher.count(announced + 1);
      const ofPerson = watcher.received.filter(({ speech: shown }) =>
        [speech, recorded].includes(shown?.speechId),
      );
      expect(ofPerson).toHaveLength(4);
      for (const each of ofPerson)
        expect(each.speech).toMatchObject({
          speaker: { name: 'Name removed', redacted: true },
          office: 'Office removed',
          text: null,
        });
      expect(has(watcher.received)).toBe(false);
      for (const kind of ['public', 'staff'] as const) expect(has(await ask(kind, node))).toBe(false);
      const chinese = await send(url(node), documents().public, {}, { language: 'zh' });
      expect(chinese.data.speech.speaker.name).toBe('姓名已删除');
    },
  );

  it('leaves no export with the name', async () => {
    const files = await exported();
    expect(files).toContain('Name removed');
    expect(has(files)).toBe(false);
  });

  it('has one effect, whatever key it is sent with', async () => {
    const again = await run('redactPerson', { person, idempotencyKey: key }, 'streams');
    expect(again.streams).toBe(2);
    const other = await run('redactPerson', { person, idempotencyKey: newKey() }, 'streams');
    expect(other.streams).toBe(0);
    expect(await rows()).toHaveLength(before.length + 2);
  });

  const refused = (): [string, object][] => [
    ['updatePerson', { person, nameTranslations: de('Wieder da') }],
    [
      'createSpeech',
      { exhibition: stage.slug, speaker: person, officeTranslations: de('Amt'), language: 'de' },
    ],
    ['updateSpeech', { speech, textTranslations: de('Wieder da') }],
    ['releaseSpeechText', { speech, textTranslations: de('Wieder da'), idempotencyKey: newKey() }],
    [
      'recordSpeech',
      {
        ...{ exhibition: stage.slug, speaker: person, givenOn: '2020-05-06' },
        ...{ officeTranslations: de('Amt'), language: 'de', idempotencyKey: newKey() },
      },
    ],
  ];
  it('is final: nothing is entered about the person again', async () => {
    for (const [verb, input] of refused()) {
      const result = await mutate(url(), verb, input as Record<string, unknown>, '__typename', {
        token: stage.organizer,
      });
      expect(result, verb).toMatchObject({
        code: 'INVALID_INPUT',
        message: expect.stringContaining('redacted'),
      });
    }
    const { person: other } = await run(
      'createPerson',
      { nameTranslations: de('Eva'), country: 'DE' },
      'person { id }',
    );
    for (const pair of [
      { duplicate: person, survivor: other.id },
      { duplicate: other.id, survivor: person },
    ]) {
      const merged = await mutate(url(), 'mergePeople', pair, '__typename', { token: stage.organizer });
      expect(merged.code).toBe('INVALID_INPUT');
    }
  });

  it('leaves nothing to undo, and no key that could be sent again', async () => {
    const undone = await mutate(url(), 'undo', { object: person }, '__typename', { token: stage.organizer });
    expect(undone.code).toBe('NOT_UNDOABLE');
    const input = {
      nameTranslations: de(`Erste ${name}`),
      country: 'DE',
      idempotencyKey: 'key-of-the-person',
    };
    const again = await mutate(url(), 'createPerson', input, '__typename', { token: stage.organizer });
    expect(again.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});

describe('an archive that was made before', () => {
  it('brings nothing of the person to a server on which it was redacted', async () => {
    const other = await openPavilion({ template: 'empty' });
    try {
      const ids = [person, duplicate].map((id) => decodeNodeId(id)!.id);
      for (const id of ids)
        await other.database.pool.query(
          `WITH redacted AS (INSERT INTO "Redaction" VALUES ($1, now()))
           INSERT INTO "Person" ("id", "names", "country", "redactedAt") VALUES ($1, $2, 'DE', now())`,
          [id, JSON.stringify(redactedName)],
        );
      const lines = async function* () {
        yield* archive.split('\n');
      };
      const identity: Identity = { ...publicIdentity, role: 'ORGANIZER', subject: 'test' };
      const context = { database: other.database, identity, requestId: 'test', requireValid: () => {} };
      expect(has(archive)).toBe(true);
      await importArchive(context, lines(), { isCheck: false });
      expect((await dumpDatabase(other.database.pool)).filter(has)).toEqual([]);
      const { exhibition } = await query(other.url, documents().public);
      expect(exhibition.announcements.nodes).toHaveLength(announced);
      expect(exhibition.announcements.nodes[1].speech.speaker).toMatchObject({ redacted: true });
    } finally {
      await other[Symbol.asyncDispose]();
    }
  });
});

describe('a person who was deleted', () => {
  it('is redacted too: the audit log keeps nothing', async () => {
    const { person: gone } = await run(
      'createPerson',
      { nameTranslations: de(`Frau ${name}`), country: 'DE' },
      'person { id }',
    );
    await run('deletePerson', { person: gone.id });
    expect(has(await ask('staff'))).toBe(true);
    const redacted = await run(
      'redactPerson',
      { person: gone.id, idempotencyKey: newKey() },
      'streams person { id }',
    );
    expect(redacted).toMatchObject({ streams: 0, person: null });
    expect((await dumpDatabase(pool())).filter(has)).toEqual([]);
    const scoped = await tokenFor(stage.nodes[0]!, 'organizer', [stage.slug]);
    const byScoped = await mutate(
      url(),
      'redactPerson',
      { person: gone.id, idempotencyKey: newKey() },
      '__typename',
      { token: scoped },
    );
    expect(byScoped.code).toBe('FORBIDDEN');
    const unknown = await mutate(
      url(),
      'redactPerson',
      { person: stage.speeches[0], idempotencyKey: newKey() },
      '__typename',
      { token: stage.organizer },
    );
    expect(unknown.code).toBe('INVALID_INPUT');
  });
});
