/** What this server never sends, but an intermediary may: the client does not pass it on. */
import { expect, it, onTestFinished } from 'vitest';
import {
  followAnnouncements,
  type SequencedAnnouncement,
  type Transport,
} from '../../../src/client/index.ts';

/** Sends each connection its announcements by sequence, and stays open. Null is an error in place of an announcement. */
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
  const received: number[] = [];
  const follower = followAnnouncements<SequencedAnnouncement>(transport, {
    query: '',
    after: 'c0',
    onAnnouncement({ sequence }) {
      show(sequence);
      received.push(sequence);
    },
    onCursorLost: () => 'c0',
    ...options,
    backoff: { firstMs: 5, maxMs: 10 },
  });
  onTestFinished(() => follower.stop());
  return { received, after };
}

it('delivers no announcement twice', async () => {
  const { received, after } = scripted([[1, 2, 2, 1, 3]]);
  await expect.poll(() => received).toEqual([1, 2, 3]);
  expect(after).toEqual(['c0']);
});

it('opens a new connection after a gap', async () => {
  const { received, after } = scripted([
    [1, 3],
    [2, 3],
  ]);
  await expect.poll(() => received).toEqual([1, 2, 3]);
  expect(after).toEqual(['c0', 'c1']);
});

it('opens a new connection after an error in place of an announcement, though the server left this one open', async () => {
  const { received, after } = scripted([[1, null], [2]]);
  await expect.poll(() => received).toEqual([1, 2]);
  expect(after).toEqual(['c0', 'c1']);
});

it('reports an announcement that the page failed to show, and continues on the same connection', async () => {
  const reported = catchUncaught();
  const show = (sequence: number) => {
    if (sequence === 2) throw new Error('the page cannot show it');
  };
  const { received, after } = scripted([[1, 2, 3]], { show });
  await expect.poll(() => received).toEqual([1, 3]);
  await expect.poll(() => reported).toEqual(['the page cannot show it']);
  expect(after).toEqual(['c0']);
});

/** The messages of errors that nothing catches. */
function catchUncaught(): string[] {
  const reported: string[] = [];
  const others = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', ({ message }) => reported.push(message));
  onTestFinished(() => {
    process.removeAllListeners('uncaughtException');
    for (const each of others) process.on('uncaughtException', each);
  });
  return reported;
}

it('continues though the page throws in every onState, and reports what it throws', async () => {
  const reported = catchUncaught();
  let isBroken = true;
  const onState = () => {
    if (isBroken) throw new Error('the page is broken');
  };
  const { received } = scripted([[1, null], [2]], { onState });
  await expect.poll(() => received).toEqual([1, 2]);
  await expect.poll(() => reported.length).toBeGreaterThan(1);
  expect(new Set(reported)).toEqual(new Set(['the page is broken']));
  isBroken = false;
});
