import { describe, expect, it } from 'vitest';
import { withFallback } from '../../../src/client/fallback.ts';
import { ConnectionBroken, type Transport } from '../../../src/client/transport.ts';

const observer = { opened() {}, next() {} };

function transport(name: string, log: string[], behaviour: () => 'opens' | Error): Transport {
  return {
    async subscribe(_operation, { opened }) {
      log.push(name);
      const what = behaviour();
      if (what !== 'opens') throw what;
      opened();
      throw new ConnectionBroken('it broke later');
    },
    close: () => void log.push(`close ${name}`),
  };
}

async function attempts(times: number, first: () => 'opens' | Error): Promise<string[]> {
  const log: string[] = [];
  const both = withFallback(
    transport('socket', log, first),
    transport('events', log, () => 'opens'),
  );
  for (let time = 0; time < times; time++)
    await both.subscribe({ query: '' }, observer, new AbortController().signal).catch(() => {});
  both.close();
  return log;
}

it('uses the other transport once the first has failed twice before it ever opened', async () => {
  const log = await attempts(4, () => new ConnectionBroken('blocked'));
  expect(log).toEqual(['socket', 'socket', 'events', 'events', 'close socket', 'close events']);
});

it('keeps the first transport once it has opened, however often it breaks', async () => {
  let count = 0;
  const log = await attempts(6, () => (++count === 2 ? 'opens' : new ConnectionBroken('away')));
  expect(log.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => 'socket'));
});

it('does not count a rejected token as a failure of the network', async () => {
  const log = await attempts(4, () => new ConnectionBroken('Forbidden', 4403));
  expect(log.slice(0, 4)).toEqual(['socket', 'socket', 'socket', 'socket']);
});

it('does not count a failure that is not one of the connection', async () => {
  const log = await attempts(4, () => new Error('a fault of the page'));
  expect(log.slice(0, 4)).toEqual(['socket', 'socket', 'socket', 'socket']);
});

it('passes on that a transport has opened, and its results, whichever it is', async () => {
  const opens = (name: string): Transport => ({
    async subscribe(_operation, { opened, next }) {
      opened();
      next({ data: { over: name } });
    },
    close() {},
  });
  const fails = transport('socket', [], () => new ConnectionBroken('blocked'));
  for (const [first, attempts] of [
    [opens('first'), 1],
    [fails, 3],
  ] as const) {
    const heard: unknown[] = [];
    const both = withFallback(first, opens('second'));
    const hearing = { opened: () => heard.push('opened'), next: (result: object) => heard.push(result) };
    for (let time = 0; time < attempts; time++)
      await both.subscribe({ query: '' }, hearing as never, new AbortController().signal).catch(() => {});
    expect(heard).toEqual(['opened', { data: { over: attempts === 1 ? 'first' : 'second' } }]);
  }
});

it('tries both again while neither opens', async () => {
  const log: string[] = [];
  const away = () => new ConnectionBroken('away');
  const both = withFallback(transport('socket', log, away), transport('events', log, away));
  for (let time = 0; time < 6; time++)
    await both.subscribe({ query: '' }, observer, new AbortController().signal).catch(() => {});
  expect(log).toEqual(['socket', 'socket', 'events', 'socket', 'socket', 'events']);
});

describe('several subscriptions of one client', () => {
  /** Attempts of a transport that end when the test says so. */
  function held(name: string, log: string[]) {
    const open: { opened: () => void; fail: (error: Error) => void }[] = [];
    const held: Transport = {
      subscribe: (_operation, { opened }, _signal) =>
        new Promise((_resolve, reject) => {
          log.push(name);
          open.push({ opened, fail: reject });
        }),
      close() {},
    };
    return { held, open };
  }

  function start() {
    const log: string[] = [];
    const socket = held('socket', log);
    const events = held('events', log);
    const both = withFallback(socket.held, events.held);
    const subscribe = () =>
      void both.subscribe({ query: '' }, observer, new AbortController().signal).catch(() => {});
    const breakAll = async ({ open }: typeof socket) => {
      for (const { fail } of open.splice(0)) fail(new ConnectionBroken('blocked'));
      await new Promise((resolve) => setImmediate(resolve));
    };
    return { log, socket, events, subscribe, fail: breakAll };
  }

  it('that fail with one connection are one attempt', async () => {
    const { log, socket, subscribe, fail } = start();
    for (let count = 0; count < 4; count++) subscribe();
    await fail(socket);
    subscribe();
    subscribe();
    expect(log).toEqual(Array.from({ length: 6 }, () => 'socket'));
    await fail(socket);
    log.length = 0;
    for (let count = 0; count < 4; count++) subscribe();
    expect(log).toEqual(Array.from({ length: 4 }, () => 'events'));
  });

  it('all use the other transport from then on, also before it has opened', async () => {
    const { log, socket, events, subscribe, fail } = start();
    for (let count = 0; count < 2; count++) {
      subscribe();
      await fail(socket);
    }
    log.length = 0;
    subscribe();
    subscribe();
    events.open[0]!.opened();
    await fail(events);
    subscribe();
    expect(log).toEqual(['events', 'events', 'events']);
  });

  it('keep the first transport if one of them has opened it', async () => {
    const { log, socket, subscribe, fail } = start();
    subscribe();
    subscribe();
    socket.open[1]!.opened();
    for (let count = 0; count < 4; count++) {
      await fail(socket);
      subscribe();
    }
    expect(new Set(log)).toEqual(new Set(['socket']));
  });
});
