import { type RequestOptions, type Retry, request } from '../../client/index.ts';
import type { TypedOperation } from '../operations.ts';
import { apiUrl } from './endpoints.ts';
import { serverClock } from './server-clock.ts';

/** OperationError is the first error of a response. */
export class OperationError extends Error {
  override readonly name = 'OperationError';
  readonly code: string;
  /** Null if the error did not come from Pavilion. */
  readonly retry: Retry | null;

  constructor(message: string, code: string, retry: Retry | null) {
    super(message);
    this.code = code;
    this.retry = retry;
  }
}

/**
 * Sends an operation once.
 *
 * @throws ConnectionBroken if no response arrives, OperationError if the response has errors.
 */
export async function execute<Data, Variables extends object>(
  { query, operationName }: TypedOperation<Data, Variables>,
  variables: Variables,
  options: Omit<RequestOptions, 'url'> = {},
): Promise<Data> {
  const operation = { query, operationName, variables: variables as Record<string, unknown> };
  const { data, errors } = await request<Data>(operation, {
    url: apiUrl,
    fetch: serverClock.fetch,
    ...options,
  });
  if (errors?.[0]) {
    const { message, extensions } = errors[0];
    throw new OperationError(message, extensions?.code ?? 'NONE', extensions?.retry ?? null);
  }
  return data!;
}
