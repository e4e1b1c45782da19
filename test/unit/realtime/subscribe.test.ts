import {
  GraphQLError,
  GraphQLInt,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  parse,
  type ValidatedExecutionArgs,
  validateExecutionArgs,
} from 'graphql';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnnouncementRow } from '../../../src/announcements/announcement-source.ts';
import { publicIdentity } from '../../../src/auth/identity.ts';
import { CodedError } from '../../../src/errors/coded-error.ts';
import type { PreparedOperation } from '../../../src/execution/executor.ts';
import type { RequestErrors } from '../../../src/execution/request-errors.ts';
import type { Context } from '../../../src/graphql/context.ts';
import { StreamSubscription } from '../../../src/programme/announcements/announcements.subscription.ts';
import { AudienceLimits } from '../../../src/rate-limit/audience-limits.ts';
import { AudienceKeys } from '../../../src/realtime/audience-key.ts';
import type { SerializedPayload } from '../../../src/realtime/serialized-payload.ts';
import { createSubscribe, type Subscription } from '../../../src/realtime/subscribe.ts';
import { maxPayloadBytes } from '../../../src/stream/audience-payloads.ts';
import { encodeCursor } from '../../../src/stream/cursor.ts';
import type { SubscribeOptions } from '../../../src/stream/hub.ts';
import { Languages } from '../../../src/text/localized-text.ts';

type Options = SubscribeOptions<AnnouncementRow, SerializedPayload>;

let limits: AudienceLimits;
/** What the hub was asked, and what it answers. */
let asked: Options[];
let answer: unknown;
/** What the field `name` of an announcement comes to. */
let name: (context: Context) => unknown;
let isLive: boolean;

beforeEach(() => {
  limits = new AudienceLimits();
  asked = [];
  answer = { position: 0, resume() {}, leave: vi.fn() };
  name = () => 'Plant';
  isLive = false;
});

const announcement = new GraphQLObjectType<AnnouncementRow, Context>({
  name: 'Announcement',
  fields: {
    sequence: { type: GraphQLInt, resolve: ({ sequence }) => sequence },
    name: { type: GraphQLString, resolve: (_row, _args, context) => name(context) },
  },
});
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: { version: { type: GraphQLString } } }),
  subscription: new GraphQLObjectType<unknown, Context>({
    name: 'Subscription',
    fields: {
      announcements: {
        type: announcement,
        subscribe: () => new StreamSubscription('stream', 'now', ['zh', 'en']),
        resolve: (row) => row,
      },
      ticks: {
        type: GraphQLString,
        subscribe: async function* () {
          yield 1;
          yield 2;
        },
        resolve: (_tick, _args, context) => name(context),
      },
    },
  }),
});

const identity = { ...publicIdentity, subject: 'Eva', name: 'Eva', tokenId: 'token' };
const maskError = (error: unknown) =>
  (error instanceof GraphQLError && error.originalError instanceof CodedError && error.originalError) ||
  new CodedError('INTERNAL_SERVER_ERROR', 'Internal error.');

function subscribe(selection = 'announcements { sequence name }', address = 'a'): Promise<Subscription> {
  const document = parse(`subscription { ${selection} }`);
  const contextValue = {
    identity,
    languages: new Languages('fr, en'),
    requestId: 'request',
    loaders: {},
    streams: {
      hub: {
        async subscribe(options: Options) {
          asked.push(options);
          if (answer instanceof Error) throw answer;
          return answer;
        },
      },
    },
  } as unknown as Context;
  const args = { schema, document, contextValue, operationName: null, variableValues: {} };
  const validated = validateExecutionArgs(args) as ValidatedExecutionArgs;
  const audienceKeys = new AudienceKeys();
  audienceKeys.isLive = () => isLive;
  const start = createSubscribe({ maskError, audienceKeys, audienceLimits: limits });
  return start({ ...args, validated } as unknown as PreparedOperation, {} as never, address);
}

const row = { streamId: 'stream', sequence: 7, epoch: 'an-epoch' } as AnnouncementRow;
async function serialized() {
  await subscribe();
  return asked.at(-1)!.serialize(row);
}
async function failure(started: Promise<unknown>): Promise<string> {
  const error = await started.catch((reason: unknown) => reason);
  const [first] = (error as RequestErrors).errors as CodedError[];
  return first!.code;
}

describe('a subscription to a stream', () => {
  it('joins the audience of its operation at the position that it asks for', async () => {
    const subscription = await subscribe();
    expect(subscription).toMatchObject({ kind: 'shared', member: answer });
    expect(asked).toMatchObject([{ streamId: 'stream', start: 'now' }]);
    expect(limits.size).toBe(1);
  });

  it('leaves its audience and its place in the limits at its end', async () => {
    const { end } = await subscribe();
    end();
    expect((answer as { leave: unknown }).leave).toHaveBeenCalledTimes(1);
    expect([limits.size, limits.addresses]).toEqual([0, 0]);
  });

  it.each([
    ['there is no such stream', () => null],
    ['its cursor cannot be resumed', () => 'CURSOR_EXPIRED'],
    ['the stream cannot be read', () => new Error('away')],
  ])('keeps no place in the limits where %s', async (_why, what) => {
    answer = what();
    await expect(subscribe()).rejects.toThrow();
    expect([limits.size, limits.addresses]).toEqual([0, 0]);
  });

  it('is refused with TOO_MANY_AUDIENCES above the limit of its address, and joins nothing', async () => {
    for (let count = 0; count < 100; count++) limits.join('a', `audience ${count}`);
    expect(await failure(subscribe())).toBe('TOO_MANY_AUDIENCES');
    expect([asked, limits.size]).toEqual([[], 100]);
  });

  it('shares what its audience may receive, with neither its name nor its token', async () => {
    let seen: Context | null = null;
    name = (context) => {
      seen = context;
      return '';
    };
    await serialized();
    expect(seen!.identity).toMatchObject({ role: 'PUBLIC', subject: 'audience', name: null, tokenId: null });
    expect([seen!.requestId, seen!.languages.wanted]).toEqual(['audience', 'en']);
  });

  it('has new loaders for each announcement', async () => {
    const loaders = new Set<unknown>();
    name = (context) => void loaders.add(context.loaders);
    await serialized();
    await asked[0]!.serialize(row);
    expect(loaders.size).toBe(2);
  });

  it('keeps live data for a second, and an announcement for as long as there is room', async () => {
    await subscribe();
    isLive = true;
    await subscribe();
    expect(asked.map(({ maxAgeMs }) => maxAgeMs)).toEqual([undefined, 1_000]);
  });
});

describe('a payload', () => {
  it('is the result with the cursor of its announcement, and counts by its size', async () => {
    const payload = await serialized();
    expect(payload.json).toBe('{"data":{"announcements":{"sequence":7,"name":"Plant"}}}');
    expect(payload.event()).toContain(`id: ${encodeCursor(row)}\n`);
    expect(asked[0]!.bytesOf(payload)).toBe(2 * payload.json.length + 300);
  });

  it.each(['UNAVAILABLE', 'INTERNAL_SERVER_ERROR'] as const)('is never a failure with %s', async (code) => {
    name = () => {
      throw new CodedError(code, 'away');
    };
    await expect(serialized()).rejects.toMatchObject({ code });
  });

  it('may hold an error that would be the same again', async () => {
    name = () => {
      throw new CodedError('NOT_FOUND', 'gone');
    };
    expect(JSON.parse((await serialized()).json)).toMatchObject({
      data: { announcements: { sequence: 7, name: null } },
      errors: [{ message: 'gone' }],
    });
  });

  it('that is larger than the limit says so instead, and the largest one does not', async () => {
    const rest = '{"data":{"announcements":{"sequence":7,"name":""}}}'.length;
    const most = (maxPayloadBytes - 300) / 2 - rest;
    name = () => 'x'.repeat(most);
    expect((await serialized()).bytes).toBe(maxPayloadBytes);
    name = () => 'x'.repeat(most + 1);
    expect(JSON.parse((await serialized()).json).errors[0].extensions.code).toBe('QUERY_TOO_COMPLEX');
  });
});

describe('a subscription of one caller alone', () => {
  it('has new loaders for each result, and is no audience', async () => {
    const loaders = new Set<unknown>();
    name = (context) => {
      loaders.add(context.loaders);
      return context.identity.name;
    };
    const subscription = await subscribe('ticks');
    if (subscription.kind !== 'own') throw new Error('it is shared');
    const results = [];
    for await (const result of subscription.results) results.push(result);
    expect(results).toEqual([{ data: { ticks: 'Eva' } }, { data: { ticks: 'Eva' } }]);
    expect([loaders.size, limits.size]).toEqual([2, 0]);
  });

  it('masks what fails', async () => {
    name = () => {
      throw new Error('secret');
    };
    const subscription = await subscribe('ticks');
    if (subscription.kind !== 'own') throw new Error('it is shared');
    const { value } = await subscription.results.next();
    expect(JSON.stringify(value)).not.toContain('secret');
    subscription.end();
  });
});
