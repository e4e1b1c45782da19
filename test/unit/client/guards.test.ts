/** What our server never does, and other things between a server and a screen may: the client does not pass it on. */
import { expect, it, onTestFinished } from 'vitest';
import { Backoff } from '../../../src/client/backoff.ts';
import {
  followAnnouncements,
  request,
  settle,
  type Told,
  type Transport,
} from '../../../src/client/index.ts';
import { CodedError } from '../../../src/errors/coded-error.ts';
import type { ErrorCode } from '../../../src/errors/error-table.ts';

/** Gives each connection its announcements, by sequence, and stays open; null stands for an error in place of one. */
function scripted(
  connections: (number | null)[][],
  { show = () => {}, ...options }: { show?: (sequence: number) => void; onState?: () => void } = {},
) {
  const after: unknown[] = [];
  const transport: Transport = {
    subscribe({ variables }, observer, signal) {
      after.push(variables?.after);
      for (const sequence of connections[after.length - 1] ?? []) {
        if (signal.aborted) break;
        if (sequence === null) observer.next({ data: null, errors: [{ message: 'failed' }] });
        else observer.next({ data: { announcements: { sequence, cursor: `c${sequence}` } } });
      }
      return new Promise((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener('abort', () => resolve());
      });
    },
    close() {},
  };
  const given: number[] = [];
  const following = followAnnouncements<Told>(transport, {
    query: '',
    after: 'c0',
    onAnnouncement({ sequence }) {
      show(sequence);
      given.push(sequence);
    },
    onCursorLost: () => 'c0',
    ...options,
    backoff: { firstMs: 5, maxMs: 10 },
  });
  onTestFinished(() => following.stop());
  return { given, after };
}

it('gives nothing twice', async () => {
  const { given, after } = scripted([[1, 2, 2, 1, 3]]);
  await expect.poll(() => given).toEqual([1, 2, 3]);
  expect(after).toEqual(['c0']);
});

it('begins a new connection where something was skipped', async () => {
  const { given, after } = scripted([
    [1, 3],
    [2, 3],
  ]);
  await expect.poll(() => given).toEqual([1, 2, 3]);
  expect(after).toEqual(['c0', 'c1']);
});

it('begins a new connection where an announcement failed, though the server left this one open', async () => {
  const { given, after } = scripted([[1, null], [2]]);
  await expect.poll(() => given).toEqual([1, 2]);
  expect(after).toEqual(['c0', 'c1']);
});

it('gives an announcement again that the page failed to show', async () => {
  let fails = true;
  const show = (sequence: number) => {
    if (sequence !== 2 || !fails) return;
    fails = false;
    throw new Error('the page is not ready');
  };
  const { given, after } = scripted(
    [
      [1, 2],
      [2, 3],
    ],
    { show },
  );
  await expect.poll(() => given).toEqual([1, 2, 3]);
  expect(after).toEqual(['c0', 'c1']);
});

it('goes on following though the page fails at every state it is told', async () => {
  const reported: string[] = [];
  const others = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', ({ message }) => reported.push(message));
  onTestFinished(() => {
    process.removeAllListeners('uncaughtException');
    for (const each of others) process.on('uncaughtException', each);
  });
  let isBroken = true;
  const onState = () => {
    if (isBroken) throw new Error('the lamp is broken');
  };
  const { given } = scripted([[1, null], [2]], { onState });
  await expect.poll(() => given).toEqual([1, 2]);
  await expect.poll(() => reported.length).toBeGreaterThan(1);
  expect(new Set(reported)).toEqual(new Set(['the lamp is broken']));
  isBroken = false;
});

it('waits longer each time, up to a limit, never the same for two clients, and for ever', () => {
  const [one, two] = [new Backoff({ firstMs: 100, maxMs: 800 }), new Backoff({ firstMs: 100, maxMs: 800 })];
  const waits = Array.from({ length: 2_000 }, (_, tries) => {
    const most = Math.min(100 * 2 ** tries, 800);
    const wait = one.nextMs();
    expect(wait).toBeGreaterThanOrEqual(most / 4);
    expect(wait).toBeLessThanOrEqual(most);
    return wait;
  });
  expect(new Set(waits).size).toBeGreaterThan(1_900);
  expect(two.nextMs()).not.toBe(waits[0]);
  one.reset();
  expect(one.nextMs()).toBeLessThanOrEqual(100);
});

const answering = (answers: [status: number, code: ErrorCode | null][]) => {
  const left = [...answers];
  return async () => {
    const [status, code] = left.shift()!;
    const body = code ? { errors: [new CodedError(code, code)] } : { data: { ok: true } };
    return new Response(JSON.stringify(body), { status });
  };
};

it('takes no answer that passes for an outcome', async () => {
  const unknown: (number | null)[] = [];
  const fetch = answering([
    [503, 'UNAVAILABLE'],
    [429, 'RATE_LIMITED'],
    [200, 'UNAVAILABLE'],
    [500, 'INTERNAL_SERVER_ERROR'],
    [200, null],
  ]);
  const options = { url: 'http://nowhere', fetch, backoff: { firstMs: 1, maxMs: 2 } };
  const settled = await settle({ query: '' }, { ...options, onUnknown: ({ code }) => unknown.push(code) });
  expect(settled.data).toEqual({ ok: true });
  expect(unknown).toEqual([503, 429, 200, 500]);
  await expect(
    request({ query: '' }, { ...options, fetch: answering([[503, 'UNAVAILABLE']]) }),
  ).rejects.toThrow('UNAVAILABLE');
});
