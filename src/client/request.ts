/** Queries and mutations over HTTP: one request, or repeated requests until the outcome is known. */
import { Backoff, type BackoffOptions } from './backoff.ts';
import { guard } from './report.ts';
import { type ClientScheduler, systemScheduler, wait } from './scheduler.ts';
import { type Caller, ConnectionBroken, type Operation, type Result, type TokenSource } from './transport.ts';

export interface RequestOptions extends Caller {
  /** http: or https: */
  url: string;
  fetch?: typeof globalThis.fetch | undefined;
  signal?: AbortSignal | undefined;
  /** For one request, in milliseconds. Default 10,000. */
  timeoutMs?: number | undefined;
  scheduler?: ClientScheduler | undefined;
}

/** A token source that does not answer ends with the signal. Throws the reason of the signal. */
export async function headersFor(
  { token, language }: Caller,
  signal: AbortSignal,
): Promise<Record<string, string>> {
  const current = token ? await untilAborted(token, signal) : null;
  return {
    'content-type': 'application/json',
    ...(current !== null && { authorization: `Bearer ${current}` }),
    ...(language && { 'accept-language': language }),
  };
}

function untilAborted(token: TokenSource, signal: AbortSignal): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop);
    Promise.resolve()
      .then(token)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}

/** OutcomeUnknown: the mutation may have taken effect, and the answers to later attempts do not say. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
  /** What the server answered to the last attempt. */
  readonly result: Result;

  constructor(result: Result) {
    super('The outcome is unknown: an answer was lost, and the later answer does not include it.');
    this.result = result;
  }
}

/** Typed errors of a caller who may have lost the right to ask. Hidden and absent look the same. */
const lostRights: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'NOTFOUND']);

/** Whether the result is that of the mutation: an error of the request says nothing of an earlier attempt. */
function isOutcome({ data }: Result): boolean {
  const answers = Object.values(data ?? {}) as ({ code?: unknown; __typename?: unknown } | null)[];
  return (
    answers.length > 0 &&
    answers.every((answer) => {
      if (answer === null) return false;
      const name = String(answer.code ?? answer.__typename);
      return !lostRights.has(name.replaceAll('_', '').toUpperCase());
    })
  );
}

/**
 * request sends one operation.
 *
 * @returns the result of the server, which may have `errors`.
 * @throws ConnectionBroken if there is no result, or only a temporary error: the outcome of a mutation is unknown then.
 * @throws the reason of the signal, if it is aborted.
 */
export async function request<Data = Record<string, unknown>>(
  operation: Operation,
  options: RequestOptions,
): Promise<Result<Data>> {
  const { url, fetch = globalThis.fetch, signal, timeoutMs = 10_000, scheduler = systemScheduler } = options;
  const timeout = new AbortController();
  const timer = scheduler.setTimeout(
    () => timeout.abort(new DOMException(`No response within ${timeoutMs} ms.`, 'TimeoutError')),
    timeoutMs,
  );
  const ending = signal ? AbortSignal.any([signal, timeout.signal]) : timeout.signal;
  try {
    const headers = await headersFor(options, ending);
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, accept: 'application/graphql-response+json' },
      body: JSON.stringify(operation),
      signal: ending,
    });
    const result = (await response.json()) as Result<Data>;
    const error = result.errors?.[0];
    if (response.status >= 500 || response.status === 429 || error?.extensions?.retry === 'SAME_REQUEST')
      throw new ConnectionBroken(
        error?.message ?? `The server answered ${response.status}.`,
        response.status,
      );
    return result;
  } catch (error) {
    if (error instanceof ConnectionBroken || signal?.aborted) throw error;
    throw new ConnectionBroken(String(error), null, { cause: error });
  } finally {
    timer.cancel();
  }
}

export interface SettleOptions extends RequestOptions {
  backoff?: BackoffOptions | undefined;
  /**
   * Called if the outcome of attempt `count` (from 1) is unknown. The request is then sent again. If it throws, the error is
   * reported as uncaught.
   */
  onUnknown?: ((problem: ConnectionBroken, count: number) => void) | undefined;
}

/**
 * settle sends a mutation until its outcome is known. The input must contain an `idempotencyKey`: all requests with one
 * key are one operation, and each of them gets the result of the first.
 *
 * @throws the reason of the signal, if it is aborted first: the outcome is unknown then.
 * @throws OutcomeUnknown, if an answer was lost and a later one is not that of the mutation: the caller has lost its
 * rights, or the server no longer accepts the request.
 */
export async function settle<Data = Record<string, unknown>>(
  mutation: Operation,
  options: SettleOptions,
): Promise<Result<Data>> {
  const { backoff: backoffOptions, onUnknown, scheduler = systemScheduler } = options;
  const { signal = new AbortController().signal } = options;
  const backoff = new Backoff({ firstMs: 250, maxMs: 4_000, ...backoffOptions }, scheduler);
  for (let count = 1; ; count++) {
    try {
      const result = await request<Data>(mutation, options);
      if (count > 1 && !isOutcome(result as Result)) throw new OutcomeUnknown(result as Result);
      return result;
    } catch (error) {
      if (!(error instanceof ConnectionBroken) || signal.aborted) throw error;
      guard(scheduler, () => onUnknown?.(error, count));
      await wait(scheduler, backoff.nextMs(), signal);
      signal.throwIfAborted();
    }
  }
}

/** newIdempotencyKey returns 32 random hexadecimal digits. Use one key for all requests of one intended operation. */
export function newIdempotencyKey(): string {
  // Not randomUUID: browsers offer it in secure contexts only, and a wall may be loaded over http.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
