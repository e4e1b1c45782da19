import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** Which request the code that runs now belongs to: for logs and for errors that tell their request id. */
export interface RequestScope {
  requestId: string;
}

const scopes = new AsyncLocalStorage<RequestScope>();

export function withRequestId<T>(requestId: string, work: () => T): T {
  return scopes.run({ requestId }, work);
}

export function currentRequestId(): string {
  return scopes.getStore()?.requestId ?? 'none';
}

const acceptable = /^[\w.-]{8,64}$/;

/** The caller's own X-Request-Id where it is usable, so that logs of several systems meet. */
export function requestIdFrom(header: string | string[] | undefined): string {
  return typeof header === 'string' && acceptable.test(header) ? header : randomUUID();
}
