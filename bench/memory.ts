/**
 * `npm run bench:memory`: fills each bounded collection and compares the bytes that it counts with the growth of the heap.
 * Exits with 1 if one of them differs by more than a quarter.
 */
import { spawnSync } from 'node:child_process';
import { AnnouncementSource } from '../src/announcements/announcement-source.ts';
import { publicIdentity } from '../src/auth/identity.ts';
import { runCommand, UsageError } from '../src/commands/command.ts';
import { StatementNames } from '../src/database/prepared-statements.ts';
import { AutomaticDocuments } from '../src/execution/automatic-documents.ts';
import { Documents } from '../src/execution/documents.ts';
import { Outcome } from '../src/execution/outcome.ts';
import { sha256 } from '../src/execution/persisted-documents.ts';
import { ResponseCache } from '../src/execution/response-cache.ts';
import { bytesPerScreen, ConnectedScreens } from '../src/presence/connected-screens.ts';
import { FrameBatch } from '../src/realtime/frame-batch.ts';
import { SerializedPayload } from '../src/realtime/serialized-payload.ts';
import { schema } from '../src/schema.ts';
import { PayloadStore } from '../src/stream/payload-store.ts';
import { RingBuffer } from '../src/stream/ring-buffer.ts';
import { systemScheduler } from '../src/stream/scheduler.ts';
import { sampleAnnouncement } from './sample-announcement.ts';

const megabyte = 1024 * 1024;
const tolerance = 0.25;

interface Filled {
  countedBytes: number;
  /** Keeps what was filled until it is measured. */
  kept: unknown;
}

type Fill = () => Filled | Promise<Filled>;

const texts = {
  Latin: 'Signed in the presence of the delegations of both cities. ',
  Korean: '중한 무역 투자 박람회에서 양국 대표단이 서명하였습니다. ',
};
type Script = keyof typeof texts;

/** Flat, as a text that was received is. */
const flat = (text: string) => Buffer.from(text).toString();
const textIn = (script: Script, length: number) =>
  flat(texts[script].repeat(Math.ceil(length / texts[script].length)).slice(0, length));

function fillPayloads(script: Script, isFramed: boolean): Filled {
  const store = new PayloadStore();
  for (let sequence = 1; sequence <= 3_000; sequence++) {
    const json = JSON.stringify({ data: { announcements: { sequence, text: textIn(script, 1_500) } } });
    const payload = new SerializedPayload(json, flat(`cursor${sequence}`));
    if (isFramed) FrameBatch.empty().append(payload).bytesFor('"1"');
    else payload.event();
    store.add({ payload, bytes: payload.bytes, storedAtMs: sequence / 3, onEvicted: () => {} });
  }
  return { countedBytes: store.bytes, kept: store };
}

function fillRing(script: Script): Filled {
  const source = new AnnouncementSource(null as never);
  let countedBytes = 0;
  const ring = new RingBuffer(2_000, 0, source.bytesOf);
  for (let sequence = 1; sequence <= 600; sequence++) {
    const row = sampleAnnouncement(sequence, textIn(script, 60));
    countedBytes += source.bytesOf(row);
    ring.push(row);
  }
  return { countedBytes, kept: ring };
}

function fillDocuments(fields: number): Filled {
  const documents = new Documents(schema, { suggestNames: false });
  for (let count = 0; count < 4_000 / fields + 20; count++) {
    const aliases = Array.from({ length: fields }, (_, index) => `alias${count}_${index}: role`);
    documents.read(flat(`{ viewer { ${aliases.join(' ')} } }`));
  }
  return { countedBytes: documents.bytes, kept: documents };
}

function fillAutomaticDocuments(): Filled {
  const automatic = new AutomaticDocuments();
  for (let count = 0; count < 5_000; count++) {
    const text = flat(
      `query Q${count} { deals { nodes { id title signedAt } totalCount } } # ${textIn('Latin', 300)}`,
    );
    automatic.store(sha256(text), text);
  }
  return { countedBytes: automatic.bytes, kept: automatic };
}

async function fillResponses(script: Script, characters: number): Promise<Filled> {
  const cache = new ResponseCache({ current: async () => 'version' }, systemScheduler);
  for (let count = 0; count < 3_000; count++) {
    const key = flat(JSON.stringify([count, null, null, 'ko', { text: textIn(script, 200) }]));
    const result = { data: { count, text: textIn(script, characters) } };
    const make = async () => ({
      outcome: new Outcome({ result }),
      identity: publicIdentity,
      isShareable: true,
    });
    for (const _ of ['asked', 'stored']) await cache.answer(key, make);
  }
  return { countedBytes: cache.bytes, kept: cache };
}

function fillStatements(): Filled {
  const connections = Array.from({ length: 10 }, () => new StatementNames());
  for (const names of connections)
    for (let count = 1; count <= 600; count++)
      names.of(
        flat(
          `SELECT item."id", item."titles" FROM "Deal" AS item WHERE item."id" IN (${'$1, '.repeat(count % 300)}$${count})`,
        ),
      );
  return { countedBytes: connections.reduce((sum, { bytes }) => sum + bytes, 0), kept: connections };
}

function fillScreens(): Filled {
  const screens = new ConnectedScreens(() => {});
  for (let index = 0; index < 20_000; index++)
    screens.acknowledge('topic', {
      id: flat(JSON.stringify(['screen-7b1f0c2e', `screen-${index.toString(16).padStart(24, '0')}`])),
      name: flat(`Hall ${index % 40}, screen ${index}`),
      sequence: 1_000 + (index % 3),
      shownAt: Date.now() + index / 3,
    });
  screens.close();
  return { countedBytes: screens.size * bytesPerScreen, kept: screens };
}

const collections: Record<string, Fill> = {
  'documents of 1 field': () => fillDocuments(1),
  'documents of 100 fields': () => fillDocuments(100),
  'automatic documents': fillAutomaticDocuments,
  'payloads over WebSocket, Latin': () => fillPayloads('Latin', true),
  'payloads over WebSocket, Korean': () => fillPayloads('Korean', true),
  'payloads as events, Latin': () => fillPayloads('Latin', false),
  'payloads as events, Korean': () => fillPayloads('Korean', false),
  'ring and history, Latin': () => fillRing('Latin'),
  'ring and history, Korean': () => fillRing('Korean'),
  'responses of 300 characters, Latin': () => fillResponses('Latin', 300),
  'responses of 3,000 characters, Korean': () => fillResponses('Korean', 3_000),
  'statement names': fillStatements,
  'connected screens': fillScreens,
};

/** In several turns: buffers are freed some time after their objects were collected. */
async function heldBytes(): Promise<number> {
  for (let round = 0; round < 4; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** In a process of its own: what another collection leaves behind is not measured. */
async function measure(fill: Fill): Promise<object> {
  // Once before, so that what is compiled is not counted.
  const first = await fill();
  first.kept = null;
  const before = await heldBytes();
  const filled = await fill();
  const grownBytes = (await heldBytes()) - before;
  const inMegabytes = (bytes: number) => Number((bytes / megabyte).toFixed(2));
  return {
    countedMb: inMegabytes(filled.countedBytes),
    measuredMb: inMegabytes(grownBytes),
    ratio: Number((filled.countedBytes / grownBytes).toFixed(2)),
    isKept: filled.kept !== null,
  };
}

function compareAll(): number {
  const rows: Record<string, { ratio: number }> = {};
  for (const name of Object.keys(collections)) {
    const flags = ['--expose-gc', import.meta.filename, '--only', name];
    const child = spawnSync(process.execPath, flags, { encoding: 'utf8' });
    rows[name] = JSON.parse(child.stdout) as { ratio: number };
  }
  console.table(rows, ['countedMb', 'measuredMb', 'ratio']);
  return Object.values(rows).some(({ ratio }) => Math.abs(ratio - 1) > tolerance) ? 1 : 0;
}

await runCommand(
  {
    name: 'npm run bench:memory',
    summary: 'Compares the bytes that each bounded collection counts with the growth of the heap.',
    options: {
      only: { type: 'string', value: '<collection>', description: 'Measures one, in this process.' },
    },
  },
  async ({ only }) => {
    if (only === undefined) return compareAll();
    const fill = collections[only];
    if (!fill) throw new UsageError(`--only must be one of: ${Object.keys(collections).join('; ')}.`);
    console.log(JSON.stringify(await measure(fill)));
  },
);
