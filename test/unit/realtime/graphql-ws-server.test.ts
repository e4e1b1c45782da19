import { GraphQLError, parse } from 'graphql';
import { beforeEach, expect, it } from 'vitest';
import { Connection } from '../../../src/realtime/connection.ts';
import {
  createProtocol,
  type ProtocolParts,
  type SocketExtra,
} from '../../../src/realtime/graphql-ws-server.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

let scheduler: FakeScheduler;
let connection: Connection;
let closed: string[];
/** Subscriptions that wait for the database. */
let starting: PromiseWithResolvers<void>[];
let members: number;
/** How often delivery has begun. */
let resumed: number;
let failures: unknown[];
/** The errors of the next operations. */
let rejected: GraphQLError[][];
/** The messages of the server. */
let sent: string[];
let receive: (data: string) => Promise<void>;

beforeEach(async () => {
  scheduler = new FakeScheduler();
  closed = [];
  starting = [];
  members = 0;
  resumed = 0;
  failures = [];
  rejected = [];
  sent = [];
  connection = new Connection({
    close: (reason) => closed.push(reason),
    terminate: () => {},
    onError: (error) => {
      throw error;
    },
  });
  const document = parse('subscription { announcements }');
  const protocol = createProtocol({
    pipeline: {
      authenticate: async () => ({ identity: {}, languages: {} }),
      async run({ transport }: { transport: { subscribe(operation: object): Promise<void> } }) {
        const errors = rejected.shift();
        if (errors) {
          starting.push(Promise.withResolvers());
          await starting.at(-1)!.promise;
          return { errors };
        }
        await transport.subscribe({ document });
        return { operation: { document }, errors: [] };
      },
    },
    async subscribe() {
      const started = Promise.withResolvers<void>();
      starting.push(started);
      await started.promise;
      members++;
      return {
        kind: 'shared',
        member: { resume: () => void resumed++, leave() {} },
        end: () => void members--,
      };
    },
    scheduler,
    limits: { requireToken() {} },
    revocations: { whenRevoked: () => () => {} },
  } as unknown as ProtocolParts);
  protocol.opened(
    {
      protocol: 'graphql-transport-ws',
      send: async (data) => void sent.push(data),
      close: () => {},
      onMessage: (callback) => {
        receive = callback;
      },
    },
    {
      caller: { address: '', authorization: null, languages: null },
      connection,
      writer: { ready: false, whenReady() {} },
      messages: { discountOperation() {} },
      isOpen: () => !connection.ended,
      session: null,
    } as unknown as SocketExtra,
  );
  await send({ type: 'connection_init' });
  sent = [];
});

async function send(message: object): Promise<void> {
  receive(JSON.stringify(message)).catch((error: unknown) => failures.push(error));
  await scheduler.settle();
}

const operation = { type: 'subscribe', id: 'a', payload: { query: 'subscription { announcements }' } };

it('begins an operation with a used id when the completed one has ended, and keeps no member of that one', async () => {
  await send(operation);
  await send({ type: 'complete', id: 'a' });
  await send(operation);
  expect(starting).toHaveLength(1);
  starting[0]!.resolve();
  await scheduler.settle();
  expect([members, starting.length]).toEqual([0, 2]);
  starting[1]!.resolve();
  await scheduler.settle();
  expect([members, resumed]).toEqual([1, 1]);
  await send({ type: 'complete', id: 'a' });
  expect([members, closed, failures]).toEqual([0, [], []]);
});

it('does not begin an operation whose socket closes while it waits for its id', async () => {
  await send(operation);
  await send({ type: 'complete', id: 'a' });
  await send(operation);
  connection.close('FORBIDDEN');
  starting[0]!.resolve();
  await scheduler.settle();
  expect([members, starting.length]).toEqual([0, 1]);
});

it('does not begin an operation that is completed while it waits for its id', async () => {
  await send(operation);
  await send({ type: 'complete', id: 'a' });
  await send(operation);
  await send({ type: 'complete', id: 'a' });
  starting[0]!.resolve();
  await scheduler.settle();
  expect([members, starting.length, closed]).toEqual([0, 1, []]);
  await send(operation);
  expect(starting).toHaveLength(2);
});

it.each([
  [
    'is completed',
    [operation, { type: 'complete', id: 'a' }, operation, { type: 'complete', id: 'a' }, operation],
  ],
  ['is not completed', [operation, { type: 'complete', id: 'a' }, operation, operation]],
])('closes a socket that uses an id again while an operation that %s waits for it', async (_, messages) => {
  for (const message of messages) await send(message);
  expect([closed, starting.length]).toEqual([['SUBSCRIBER_ALREADY_EXISTS'], 1]);
  starting[0]!.resolve();
  await scheduler.settle();
  expect(members).toBe(0);
});

it('sends the error of a completed operation to no other operation with its id', async () => {
  rejected = [[new GraphQLError('the cursor is none')]];
  await send(operation);
  await send({ type: 'complete', id: 'a' });
  await send(operation);
  starting[0]!.resolve();
  await scheduler.settle();
  expect(sent).toEqual([]);
  starting[1]!.resolve();
  await scheduler.settle();
  expect([members, resumed]).toEqual([1, 1]);
});

it('delivers nothing to an operation that is completed while it is being started', async () => {
  await send(operation);
  await send({ type: 'complete', id: 'a' });
  starting[0]!.resolve();
  await scheduler.settle();
  expect([members, resumed]).toEqual([0, 0]);
  await send({ ...operation, id: 'b' });
  starting[1]!.resolve();
  await scheduler.settle();
  expect([members, resumed]).toEqual([1, 1]);
});

it('accepts the id of an operation again once that one has been started and completed', async () => {
  for (let count = 1; count <= 100; count++) {
    await send(operation);
    starting.at(-1)!.resolve();
    await scheduler.settle();
    expect(members).toBe(1);
    await send({ type: 'complete', id: 'a' });
    expect(members).toBe(0);
  }
  expect(closed).toEqual([]);
  expect(failures).toEqual([]);
});

it('closes with 4400 for an operation id that is longer than any client makes, because each message has it', async () => {
  await receive(JSON.stringify({ id: 'i'.repeat(129), type: 'subscribe', payload: { query: 'x' } }));
  expect([closed, starting.length]).toEqual([['BAD_REQUEST'], 0]);
});
