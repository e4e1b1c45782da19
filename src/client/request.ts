/** Queries and mutations over HTTP: one request, or the same one until its outcome is known. */
import { Backoff, type BackoffOptions, wait } from './backoff.ts';
import { type Caller, ConnectionBroken, type Operation, type Result } from './transport.ts';

export interface RequestOptions extends Caller {
  /** http: or https: */
  url: string;
  fetch?: typeof globalThis.fetch | undefined;
  signal?: AbortSignal | undefined;
  /** Milliseconds. */
  timeoutMs?: number | undefined;
}

export async function headersFor({ token, language }: Caller): Promise<Record<string, string>> {
  const current = (await token?.()) ?? null;
  return {
    'content-type': 'application/json',
    ...(current !== null && { authorization: `Bearer ${current}` }),
    ...(language && { 'accept-language': language }),
  };
}

/**
 * One request.
 *
 * @throws ConnectionBroken if there was no answer, or one that passes: whether a mutation happened is unknown then.
 */
export async function request<Data = Record<string, unknown>>(
  operation: Operation,
  options: RequestOptions,
): Promise<Result<Data>> {
  const { url, fetch = globalThis.fetch, signal, timeoutMs = 10_000 } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...(await headersFor(options)), accept: 'application/graphql-response+json' },
      body: JSON.stringify(operation),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    const result = (await response.json()) as Result<Data>;
    const error = result.errors?.[0];
    if (response.status >= 500 || response.status === 429 || error?.extensions?.retry === 'SAME_REQUEST')
      throw new ConnectionBroken(error?.message ?? 'No answer.', response.status);
    return result;
  } catch (error) {
    if (error instanceof ConnectionBroken || signal?.aborted) throw error;
    throw new ConnectionBroken(String(error), null, { cause: error });
  }
}

export interface SettleOptions extends RequestOptions {
  backoff?: BackoffOptions | undefined;
  /** The outcome of try `count` (from 1) is unknown; the same request follows. */
  onUnknown?: ((problem: ConnectionBroken, count: number) => void) | undefined;
}

/**
 * Sends a mutation again and again until its outcome is known. Its input must hold an `idempotencyKey`, which makes
 * all the requests one: the server answers the second as it answered the first.
 *
 * @throws the signal's reason, if it is aborted before: the outcome is unknown.
 */
export async function settle<Data = Record<string, unknown>>(
  mutation: Operation,
  options: SettleOptions,
): Promise<Result<Data>> {
  const { backoff: backoffOptions, onUnknown, signal = new AbortController().signal } = options;
  const backoff = new Backoff({ firstMs: 250, maxMs: 4_000, ...backoffOptions });
  for (let count = 1; ; count++) {
    try {
      return await request<Data>(mutation, options);
    } catch (error) {
      if (!(error instanceof ConnectionBroken) || signal.aborted) throw error;
      onUnknown?.(error, count);
      await wait(backoff.nextMs(), signal);
      signal.throwIfAborted();
    }
  }
}

/** A key for one intention, however often it is sent. */
export function newIdempotencyKey(): string {
  // Not randomUUID: browsers have that on secure pages alone, and a screen in the hall may be served over http.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
