import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { Reader } from '../database/read-queue.ts';

/** The request that the running code belongs to: logs and masked errors contain its id. */
export interface RequestLocals {
  requestId: string;
  /** The verified caller. Null before it is verified, and for work of the server itself. */
  reader: Reader | null;
}

/** Never reassigned. Its values belong to async calls, so requests do not share any state. */
const requestLocals = new AsyncLocalStorage<RequestLocals>();

export function withRequestId<T>(requestId: string, work: () => T): T {
  return requestLocals.run({ requestId, reader: null }, work);
}

export function currentRequestId(): string {
  return requestLocals.getStore()?.requestId ?? 'none';
}

export function currentReader(): Reader | null {
  return requestLocals.getStore()?.reader ?? null;
}

/** Everything that the running request reads from now on is read for this caller. */
export function readFor(reader: Reader): void {
  const locals = requestLocals.getStore();
  if (locals) locals.reader = reader;
}

const acceptable = /^[\w.-]{8,64}$/;

/** The caller's X-Request-Id if it is valid, so that the logs of several systems can be joined. */
export function requestIdFrom(header: string | string[] | undefined): string {
  return typeof header === 'string' && acceptable.test(header) ? header : randomUUID();
}
