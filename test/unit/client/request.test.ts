import { beforeEach, describe, expect, it } from 'vitest';
import { newIdempotencyKey, OutcomeUnknown, request, settle } from '../../../src/client/request.ts';
import { ConnectionBroken } from '../../../src/client/transport.ts';
import { CodedError } from '../../../src/errors/coded-error.ts';
import { type ErrorCode, errorTable } from '../../../src/errors/error-table.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

let scheduler: FakeScheduler;
let sent: RequestInit[];
beforeEach(() => {
  scheduler = new FakeScheduler();
  scheduler.chance = 1;
  sent = [];
});

/** Answers each request with the next status and body; then never. */
function serverOf(...answers: [status: number, body: object | string][]) {
  const fetch = ((_url: string, init: RequestInit) => {
    sent.push(init);
    const [status, body] = answers.shift() ?? [0, ''];
    if (status === 0)
      return new Promise((_resolve, reject) => {
        if (init.signal!.aborted) reject(init.signal!.reason);
        init.signal!.addEventListener('abort', () => reject(init.signal!.reason));
      });
    return Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }));
  }) as typeof globalThis.fetch;
  return { url: 'http://pavilion', fetch, scheduler };
}
const failing = (code: ErrorCode): [number, object] => [200, { errors: [new CodedError(code, code)] }];

describe('request', () => {
  it('sends the operation, the token and the language, and returns the result', async () => {
    const options = { ...serverOf([200, { data: { n: 1 } }]), token: async () => 'secret', language: 'ko' };
    expect(await request({ query: '{ n }', variables: { a: 1 } }, options)).toEqual({ data: { n: 1 } });
    expect(JSON.parse(sent[0]!.body as string)).toEqual({ query: '{ n }', variables: { a: 1 } });
    expect(sent[0]!.headers).toMatchObject({ authorization: 'Bearer secret', 'accept-language': 'ko' });
    expect(scheduler.pendingTimers).toBe(0);
  });

  it('sends no authorization for a public caller', async () => {
    await request({ query: '' }, { ...serverOf([200, { data: {} }]), token: () => null });
    expect(Object.keys(sent[0]!.headers!)).not.toContain('authorization');
  });

  it.each(Object.keys(errorTable) as ErrorCode[])(
    'treats %s as a result unless its retry is SAME_REQUEST',
    async (code) => {
      const answered = request({ query: '' }, serverOf(failing(code)));
      if (errorTable[code].retry === 'SAME_REQUEST') await expect(answered).rejects.toThrow(ConnectionBroken);
      else expect((await answered).errors?.[0]?.extensions?.code).toBe(code);
    },
  );

  it.each([[500], [502], [503], [429]])(
    'does not treat a response with status %d as a result',
    async (status) => {
      await expect(request({ query: '' }, serverOf([status, { data: {} }]))).rejects.toMatchObject({
        name: 'ConnectionBroken',
        code: status,
      });
    },
  );

  it('throws the message of the server if the response is not a result, else its status', async () => {
    const messageOf = (body: object) =>
      request({ query: '' }, serverOf([503, body])).catch((error: Error) => error.message);
    expect(await messageOf({})).toBe('The server answered 503.');
    expect(await messageOf({ errors: [{ message: 'Draining.' }] })).toBe('Draining.');
  });

  it('requests no token and sends nothing if the signal is already aborted', async () => {
    let tokens = 0;
    const options = {
      ...serverOf(),
      token: () => `${++tokens}`,
      signal: AbortSignal.abort(new Error('closed')),
    };
    await expect(request({ query: '' }, options)).rejects.toThrow('closed');
    expect([tokens, sent]).toEqual([0, []]);
    expect(scheduler.pendingTimers).toBe(0);
  });

  it('does not treat a response that is not JSON as a result', async () => {
    await expect(request({ query: '' }, serverOf([200, '<html>']))).rejects.toThrow(ConnectionBroken);
  });

  it('gives up after the timeout, not before', async () => {
    let problem: unknown = null;
    const asked = request({ query: '' }, serverOf()).catch((error: unknown) => {
      problem = error;
    });
    await scheduler.advance(9_999);
    expect(problem).toBeNull();
    await scheduler.advance(1);
    await asked;
    expect(problem).toBeInstanceOf(ConnectionBroken);
  });

  it('throws the reason of the signal', async () => {
    const controller = new AbortController();
    const asked = request({ query: '' }, { ...serverOf(), signal: controller.signal });
    controller.abort(new Error('the page is closed'));
    await expect(asked).rejects.toThrow('the page is closed');
    expect(scheduler.pendingTimers).toBe(0);
  });
});

describe('settle', () => {
  it('sends the same request until there is a result, with longer waits, and reports each unknown outcome', async () => {
    const unknown: [number | null, number][] = [];
    const options = {
      ...serverOf([503, {}], [429, {}], failing('UNAVAILABLE'), [500, {}], [200, { data: { ok: true } }]),
      onUnknown: ({ code }: ConnectionBroken, count: number) => unknown.push([code, count]),
    };
    const settled = settle({ query: 'mutation' }, options);
    const counts = [];
    for (const waitMs of [250, 500, 1_000, 2_000]) {
      await scheduler.advance(waitMs);
      counts.push(sent.length);
    }
    expect(counts).toEqual([2, 3, 4, 5]);
    expect(await settled).toEqual({ data: { ok: true } });
    expect(unknown).toEqual([
      [503, 1],
      [429, 2],
      [200, 3],
      [500, 4],
    ]);
    expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
  });

  it('reports what onUnknown throws, and goes on to settle', async () => {
    const options = {
      ...serverOf([503, {}], [200, done]),
      onUnknown() {
        throw new Error('the page cannot show it');
      },
    };
    const settled = settle({ query: 'mutation' }, options);
    await expect(scheduler.advance(0)).rejects.toThrow('the page cannot show it');
    await scheduler.advance(250);
    expect(await settled).toEqual(done);
  });

  const done = { data: { signDeal: { __typename: 'SignDealSuccess' } } };

  it('waits at most four seconds', async () => {
    const failures = Array.from({ length: 7 }, (): [number, object] => [503, {}]);
    const settled = settle({ query: '' }, serverOf(...failures, [200, done]));
    await scheduler.advance(250 + 500 + 1_000 + 2_000);
    for (const count of [6, 7, 8]) {
      await scheduler.advance(4_000);
      expect(sent).toHaveLength(count);
    }
    await settled;
  });

  it('asks for the token again with each request', async () => {
    const tokens = ['old', 'new'];
    const settled = settle(
      { query: '' },
      { ...serverOf([503, {}], [200, done]), token: () => tokens.shift()! },
    );
    await scheduler.advance(250);
    await settled;
    expect(sent.map(({ headers }) => (headers as Record<string, string>).authorization)).toEqual([
      'Bearer old',
      'Bearer new',
    ]);
  });

  it('stops when it is aborted while it waits: the outcome is unknown', async () => {
    const controller = new AbortController();
    const settled = settle({ query: '' }, { ...serverOf([503, {}]), signal: controller.signal });
    await scheduler.settle();
    controller.abort(new Error('given up'));
    await expect(settled).rejects.toThrow('given up');
    await scheduler.advance(60_000);
    expect(sent).toHaveLength(1);
    expect(scheduler.pendingTimers).toBe(0);
  });
});

it('makes different idempotency keys of 32 hexadecimal digits', () => {
  const keys = Array.from({ length: 1_000 }, newIdempotencyKey);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(keys).size).toBe(1_000);
});

describe('a token source that does not answer', () => {
  it('ends with the time of the request', async () => {
    const answered = request(
      { query: '' },
      { ...serverOf(), token: () => new Promise(() => {}), timeoutMs: 500 },
    );
    const expectation = expect(answered).rejects.toThrow(ConnectionBroken);
    await scheduler.advance(500);
    await expectation;
    expect(sent).toEqual([]);
    expect(scheduler.pendingTimers).toBe(0);
  });

  it('ends with the signal of the caller', async () => {
    const stopping = new AbortController();
    const options = { ...serverOf(), token: () => new Promise<string>(() => {}), signal: stopping.signal };
    const answered = request({ query: '' }, options);
    stopping.abort(new Error('closed'));
    await expect(answered).rejects.toThrow('closed');
  });
});

describe('settle after a lost answer', () => {
  const lost: [number, object] = [502, {}];
  const rejected: [string, object][] = [
    [
      'UNAUTHENTICATED',
      { errors: [{ message: '', extensions: { code: 'UNAUTHENTICATED', retry: 'NEW_TOKEN' } }] },
    ],
    ['a typed FORBIDDEN', { data: { result: { __typename: 'Forbidden', code: 'FORBIDDEN' } } }],
    ['a FORBIDDEN of which the code alone was asked for', { data: { result: { code: 'FORBIDDEN' } } }],
    ['a FORBIDDEN of which the type alone was asked for', { data: { result: { __typename: 'Forbidden' } } }],
    ['a field that failed', { data: { result: null }, errors: [{ message: '', path: ['result'] }] }],
    ['one of two fields that failed', { data: { one: { __typename: 'SignDealSuccess' }, other: null } }],
  ];

  it.each(rejected)('does not treat %s as the outcome', async (_what, body) => {
    const settled = settle({ query: '' }, serverOf(lost, [200, body]));
    const expectation = expect(settled).rejects.toThrow(OutcomeUnknown);
    await scheduler.advance(10_000);
    await expectation;
  });

  it.each(rejected)('treats %s as the outcome if no response was lost', async (_what, body) => {
    expect(await settle({ query: '' }, serverOf([200, body]))).toEqual(body);
  });

  it('returns what the server stored', async () => {
    const body = { data: { result: { __typename: 'SignDealSuccess' } } };
    const settled = settle({ query: '' }, serverOf(lost, [200, body]));
    await scheduler.advance(10_000);
    expect(await settled).toEqual(body);
  });
});
