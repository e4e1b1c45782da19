/** Callers that have a token of another exhibition, at each entry that is not a mutation with `decide`. */
import {
  createSourceEventStream,
  type ExecutionResult,
  execute,
  parse,
  type ValidatedSubscriptionArgs,
  validateSubscriptionArgs,
} from 'graphql';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Identity, publicIdentity } from '../../../src/auth/identity.ts';
import { Answering, type Context } from '../../../src/graphql/context.ts';
import { StreamSubscription } from '../../../src/programme/announcements/announcements.subscription.ts';
import { acknowledgeAnnouncement } from '../../../src/programme/presence/acknowledge-announcement.ts';
import { schema } from '../../../src/schema.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

const as = (role: Identity['role'], ...exhibitions: string[]): Identity => ({
  ...publicIdentity,
  role,
  subject: role,
  scope: role === 'ORGANIZER' && exhibitions.length === 0 ? 'all' : { exhibitions, series: [] },
  tokenId: 'token',
});
const outsiders = [as('SCREEN', 'other'), as('OPERATOR', 'other'), as('ORGANIZER', 'other')];
const fairId = '00000000-0000-7000-8000-00000000000f';
const fairGlobalId = Buffer.from(`Exhibition:${fairId}`).toString('base64url');

let acknowledged: { topic: string; id: string; name: string; sequence: number }[];
let isFull: boolean;
let head: number | null;
let watchers: number;
let operators: number;

beforeEach(() => {
  acknowledged = [];
  isFull = false;
  head = 7;
  watchers = 0;
  operators = 0;
});

function contextOf(identity: Identity): Context {
  return {
    identity,
    scheduler: new FakeScheduler(),
    resumeAfter: null,
    answering: new Answering(),
    database: {
      pool: { query: async () => ({ rows: [{ head: 7 }] }) },
      reads: { run: (read: () => unknown) => read() },
    },
    streams: {
      async locate(reference: { id?: string; slug?: string }, mode: string) {
        if (reference.slug !== 'fair' && reference.id !== fairId) return null;
        return {
          streamId: `${mode} stream`,
          exhibitionId: fairId,
          slug: 'fair',
          series: { slug: 'fairs' },
          mode,
        };
      },
      languagesOf: async () => ['zh', 'en'],
      hub: {
        streams: new Map(
          head === null
            ? []
            : [
                ['LIVE stream', { head }],
                ['REHEARSAL stream', { head }],
              ],
        ),
      },
    },
    deskPresence: {
      acknowledge(topic: string, screen: { id: string; name: string; sequence: number }) {
        if (isFull) return false;
        acknowledged.push({ topic, ...screen });
        return true;
      },
      signIn() {
        operators++;
        return () => void operators--;
      },
      watch() {
        watchers++;
        return () => void watchers--;
      },
      read: async () => ({
        operators: [],
        bySequence: new Map([
          [7, 2],
          [5, 1],
        ]),
        furthestBehind: [],
        complete: true,
      }),
    },
  } as unknown as Context;
}

const codeOf = (result: ExecutionResult) =>
  (result.errors?.[0]?.originalError as { code?: string } | undefined)?.code ?? null;

async function follow(
  identity: Identity,
  selection: string,
): Promise<StreamSubscription | AsyncIterable<unknown> | string> {
  const document = parse(`subscription { ${selection} }`);
  const validated = validateSubscriptionArgs({ schema, document, contextValue: contextOf(identity) });
  const source = await createSourceEventStream(validated as ValidatedSubscriptionArgs);
  return 'errors' in source ? (codeOf(source) ?? String(source.errors)) : (source as StreamSubscription);
}

describe('the stream of announcements', () => {
  const announcements = (identity: Identity, mode: string, exhibition = 'fair', start = '') =>
    follow(identity, `announcements(exhibition: "${exhibition}", mode: ${mode} ${start}) { sequence }`);

  it.each(['LIVE', 'REHEARSAL'])(
    'in %s is there for the staff and the screens of the exhibition',
    async (mode) => {
      for (const identity of [as('SCREEN', 'fair'), as('OPERATOR', 'other', 'fair'), as('ORGANIZER')])
        expect(await announcements(identity, mode)).toMatchObject({
          streamId: `${mode} stream`,
          start: 'now',
          languages: ['zh', 'en'],
        });
    },
  );

  it('of a rehearsal looks absent to outsiders, by the slug and by the id', async () => {
    for (const identity of outsiders)
      for (const exhibition of ['fair', fairGlobalId, 'unknown'])
        expect(await announcements(identity, 'REHEARSAL', exhibition)).toBe('NOT_FOUND');
  });

  it('of a rehearsal needs a token, whether it exists or not', async () => {
    for (const exhibition of ['fair', 'unknown'])
      expect(await announcements(publicIdentity, 'REHEARSAL', exhibition)).toBe('UNAUTHENTICATED');
  });

  it('in LIVE is public', async () => {
    for (const identity of [publicIdentity, ...outsiders])
      expect(await announcements(identity, 'LIVE')).toBeInstanceOf(StreamSubscription);
    expect(await announcements(publicIdentity, 'LIVE', 'unknown')).toBe('NOT_FOUND');
  });

  it.each([
    ['last: 0', { last: 0 }],
    ['last: 1000', { last: 1_000 }],
    ['last: null', 'now'],
    ['after: "a cursor"', { after: 'a cursor' }],
  ])('begins with %s at %j', async (start, expected) => {
    expect(await announcements(publicIdentity, 'LIVE', 'fair', start)).toMatchObject({ start: expected });
  });

  it.each(['last: -1', 'last: 1001', 'after: "a cursor", last: 0'])('refuses %s', async (start) => {
    expect(await announcements(publicIdentity, 'LIVE', 'fair', start)).toMatch(/BAD_USER_INPUT|last/);
  });
});

describe('the desk', () => {
  const screens = async (identity: Identity, exhibition = 'fair') => {
    const document = parse(`{ screens(exhibition: "${exhibition}") { total head upToDate } }`);
    const result = (await execute({
      schema,
      document,
      contextValue: contextOf(identity),
    })) as ExecutionResult;
    return codeOf(result) ?? result.data?.screens ?? String(result.errors);
  };
  const desk = (identity: Identity, exhibition = 'fair') =>
    follow(identity, `desk(exhibition: "${exhibition}") { screens { total } }`);

  it('is closed to outsiders and to screens, whether the exhibition exists or not', async () => {
    for (const identity of [...outsiders, as('SCREEN', 'fair')])
      for (const exhibition of ['fair', fairGlobalId, 'unknown']) {
        expect(await screens(identity, exhibition)).toBe('FORBIDDEN');
        expect(await desk(identity, exhibition)).toBe('FORBIDDEN');
      }
    expect(await screens(publicIdentity)).toBe('UNAUTHENTICATED');
    expect(await desk(publicIdentity)).toBe('UNAUTHENTICATED');
    expect([operators, watchers]).toEqual([0, 0]);
  });

  it('counts its screens for an operator of the exhibition', async () => {
    expect(await screens(as('OPERATOR', 'fair'))).toEqual({ total: 3, head: 7, upToDate: 2 });
    expect(await screens(as('ORGANIZER'), 'unknown')).toBe('NOT_FOUND');
  });

  it('lists its operator while it is subscribed to, and leaves nothing behind', async () => {
    const events = (await desk(as('OPERATOR', 'fair'))) as AsyncGenerator<unknown>;
    expect([operators, watchers]).toEqual([1, 1]);
    await events.return(undefined);
    await events.return(undefined);
    expect([operators, watchers]).toEqual([0, 0]);
  });
});

describe('acknowledgeAnnouncement', () => {
  const acknowledge = (identity: Identity, changes: object = {}) =>
    acknowledgeAnnouncement.run(contextOf(identity), {
      exhibition: 'fair',
      mode: 'LIVE',
      screen: 'wall-1',
      name: 'Hall A',
      sequence: 7,
      ...changes,
    });

  it('is for screens and staff of the exhibition', async () => {
    for (const identity of [as('SCREEN', 'fair'), as('OPERATOR', 'fair'), as('ORGANIZER')])
      expect(await acknowledge(identity)).toEqual({ sequence: 7 });
    expect(acknowledged).toHaveLength(3);
    expect(acknowledged[0]).toMatchObject({ topic: 'LIVE stream', name: 'Hall A', sequence: 7 });
  });

  it('is forbidden to outsiders, whether the exhibition exists or not', async () => {
    for (const identity of outsiders)
      for (const exhibition of ['fair', fairGlobalId, 'unknown'])
        await expect(acknowledge(identity, { exhibition })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(acknowledge(publicIdentity)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(acknowledged).toEqual([]);
  });

  it('keeps screens with the same id apart if their tokens are of different people', async () => {
    await acknowledge({ ...as('SCREEN', 'fair'), subject: 'a' });
    await acknowledge({ ...as('SCREEN', 'fair'), subject: 'b' });
    await acknowledge({ ...as('SCREEN', 'fair'), subject: 'a' });
    expect(new Set(acknowledged.map(({ id }) => id)).size).toBe(2);
  });

  it('refuses a sequence ahead of the stream, and takes the one at its head', async () => {
    const screen = as('SCREEN', 'fair');
    await expect(acknowledge(screen, { sequence: 8 })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', 'sequence'],
    });
    head = 0;
    expect(await acknowledge(screen, { sequence: 0 })).toEqual({ sequence: 0 });
    await expect(acknowledge(screen, { sequence: 1 })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    // This server does not follow the stream, and cannot know.
    head = null;
    expect(await acknowledge(screen, { sequence: 99 })).toEqual({ sequence: 99 });
  });

  it('refuses one screen too many, and what is absent', async () => {
    isFull = true;
    await expect(acknowledge(as('SCREEN', 'fair'))).rejects.toMatchObject({ path: ['input', 'screen'] });
    await expect(acknowledge(as('ORGANIZER'), { exhibition: 'unknown' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      path: ['input', 'exhibition'],
    });
  });
});
