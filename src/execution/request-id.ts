import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { Reader } from '../database/read-queue.ts';

/** RequestLocals belong to the current request. Logs and masked errors contain its id. */
export interface RequestLocals {
  requestId: string;
  /** The verified caller. Null before verification, and for work of the server itself. */
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

/** readFor assigns all further reads of the current request to this caller. */
export function readFor(reader: Reader): void {
  const locals = requestLocals.getStore();
  if (locals) locals.reader = reader;
}

const acceptable = /^[\w.-]{8,64}$/;

/**
 * requestIdFrom returns the X-Request-Id of the caller if it is valid, so that logs of several systems can be
 * correlated. Else a new id.
 */
export function requestIdFrom(header: string | string[] | undefined): string {
  return typeof header === 'string' && acceptable.test(header) ? header : randomUUID();
}
