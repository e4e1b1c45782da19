/** Opens the database of a server that may still be starting, such as one that was started together with Pavilion. */
import { setTimeout } from 'node:timers/promises';
import type { DatabaseConfig } from '../config.ts';
import { type Database, type OpenOptions, openDatabase } from './database.ts';

const retryMs = 500;
/** Error codes of the network and the name service, and SQLSTATE 57P03: the server is starting. */
const unreachable: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  '57P03',
]);
/** The messages of the driver for a connection that breaks: these errors have no code. */
const broken = /timeout expired|connection timeout|Connection terminated/i;

export interface WaitOptions {
  waitMs: number;
  /** Called once, when the first attempt has failed. */
  onWait: (error: Error) => void;
  open?: typeof openDatabase;
  monotonicMs?: () => number;
  /** Keeps the process alive: nothing else does before the database is open. */
  sleep?: (ms: number) => Promise<void>;
}

/** Throws the last error when the time is over, and immediately an error that waiting does not mend. */
export async function openWhenReachable(
  config: DatabaseConfig,
  options: OpenOptions,
  {
    waitMs,
    onWait,
    open = openDatabase,
    monotonicMs = () => performance.now(),
    sleep = (ms) => setTimeout(ms),
  }: WaitOptions,
): Promise<Database> {
  const untilMs = monotonicMs() + waitMs;
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await open(config, options);
    } catch (error) {
      if (!isUnreachable(error) || monotonicMs() + retryMs > untilMs) throw error;
      if (isFirst) onWait(error);
      await sleep(retryMs);
    }
  }
}

function isUnreachable(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { code = '' } = error as { code?: string };
  return unreachable.has(code) || broken.test(error.message);
}
