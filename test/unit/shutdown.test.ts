import { beforeEach, expect, it } from 'vitest';
import { createLogger } from '../../src/observability/logger.ts';
import { type ProcessEnd, Shutdown } from '../../src/shutdown.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));

let ends: (number | 'killed')[];
let lines: { level: number; msg: string; [key: string]: unknown }[];
let timers: { callback: () => void; waitMs: number }[];
let handlers: Record<string, (...values: unknown[]) => void>;
let holdsProcess: boolean;
let idle: PromiseWithResolvers<void>;
let stopped: PromiseWithResolvers<void>;
let stops: (string | undefined)[];
let shutdown: Shutdown;

beforeEach(() => {
  [ends, lines, timers, stops, handlers, holdsProcess] = [[], [], [], [], {}, false];
  [idle, stopped] = [Promise.withResolvers(), Promise.withResolvers()];
  idle.resolve();
  const host = {
    on: (event: string, listener: never) => {
      handlers[event] = listener;
    },
    exit: (code: number) => void ends.push(code),
    kill: () => void ends.push('killed'),
    setTimeout: (callback: () => void, waitMs: number) => timers.push({ callback, waitMs }),
  } as ProcessEnd;
  const destination = {
    droppedLines: 0,
    get holdsProcess() {
      return holdsProcess;
    },
    idle: () => idle.promise,
  };
  const logger = createLogger({ logLevel: 'info' }, { write: (line) => void lines.push(JSON.parse(line)) });
  shutdown = new Shutdown({ logger, destination }, host);
});

function serve() {
  shutdown.serve({
    stop: (how) => {
      stops.push(how);
      return stopped.promise;
    },
  });
}

it.each(['SIGTERM', 'SIGINT', 'SIGHUP'])('drains on %s, and exits with 0', async (signal) => {
  serve();
  handlers[signal]!();
  await settle();
  expect(stops).toEqual(['drain']);
  expect(ends).toEqual([]);
  stopped.resolve();
  await settle();
  expect(ends).toEqual([0]);
});

it('ends immediately on a second signal, whichever it is', async () => {
  serve();
  handlers.SIGTERM!();
  handlers.SIGHUP!();
  expect(stops).toEqual(['drain']);
  expect(ends).toEqual([1]);
});

it('exits with 1 after 28 seconds if the server does not stop, or cannot be stopped', async () => {
  serve();
  handlers.SIGTERM!();
  timers.find(({ waitMs }) => waitMs === 28_000)!.callback();
  expect(ends).toEqual([1]);
  stopped.reject(new Error('stuck'));
  await settle();
  expect(ends).toEqual([1, 1]);
  expect(lines.at(-2)).toMatchObject({ level: 50, err: { message: 'stuck' } });
});

it('logs an unexpected error, drains, and exits with 1', async () => {
  serve();
  handlers.uncaughtException!(new TypeError('planted'), 'unhandledRejection');
  expect(lines.at(-1)).toMatchObject({
    level: 60,
    origin: 'unhandledRejection',
    err: { type: 'TypeError', message: 'planted' },
  });
  expect(stops).toEqual(['drain']);
  stopped.resolve();
  await settle();
  expect(ends).toEqual([1]);
});

it('exits with 1 if an unexpected error comes while it drains, and drains once', async () => {
  serve();
  handlers.SIGTERM!();
  for (let count = 0; count < 1_000; count++) handlers.uncaughtException!(new Error('again'), 'x');
  stopped.resolve();
  await settle();
  expect(stops).toEqual(['drain']);
  expect(ends).toEqual([1]);
  expect(lines.filter(({ level }) => level === 60)).toHaveLength(20);
});

it('takes the first signal after an unexpected error for what is under way already', () => {
  serve();
  handlers.uncaughtException!(new Error('planted'), 'x');
  handlers.SIGTERM!();
  expect(ends).toEqual([]);
  handlers.SIGTERM!();
  expect(ends).toEqual([1]);
});

it('ends with 1 on an unexpected error before there is a server', async () => {
  handlers.uncaughtException!(new Error('planted'), 'x');
  await settle();
  expect(ends).toEqual([1]);
  expect(handlers.SIGTERM).toBeUndefined();
});

it('waits for the last lines of the log, and not for longer than half a second', async () => {
  idle = Promise.withResolvers();
  serve();
  handlers.SIGTERM!();
  stopped.resolve();
  await settle();
  expect(ends).toEqual([]);
  timers.find(({ waitMs }) => waitMs === 500)!.callback();
  await settle();
  expect(ends).toEqual([0]);
});

it('ends by a signal if a write to the log that does not end would hold the process', async () => {
  serve();
  handlers.SIGTERM!();
  holdsProcess = true;
  stopped.resolve();
  await settle();
  expect(ends).toEqual(['killed']);
});
