/** What our server never does, and other things between a server and a screen may: the client does not pass it on. */
import { expect, it, onTestFinished } from 'vitest';
import { followAnnouncements, request, settle, type Told, type Transport } from '../../src/client/index.ts';

/** Gives each connection its announcements, by sequence, and stays open; null stands for an error in place of one. */
function scripted(connections: (number | null)[][]) {
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
    onAnnouncement: ({ sequence }) => given.push(sequence),
    onCursorLost: () => 'c0',
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

const answering = (answers: [status: number, code: string | null][]) => {
  const left = [...answers];
  return async () => {
    const [status, code] = left.shift()!;
    const body = code ? { errors: [{ message: code, extensions: { code } }] } : { data: { ok: true } };
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
