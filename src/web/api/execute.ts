import { type RequestOptions, type Retry, request } from '../../client/index.ts';
import type { TypedOperation } from '../operations.ts';
import { apiUrl } from '../page-address.ts';

export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;
  readonly retry: Retry | null;

  constructor(message: string, code: string, retry: Retry | null) {
    super(message);
    this.code = code;
    this.retry = retry;
  }
}

/**
 * Asks once.
 *
 * @throws ConnectionBroken without an answer, Refused for an answer that is an error.
 */
export async function ask<Data, Variables extends object>(
  { query, operationName }: TypedOperation<Data, Variables>,
  variables: Variables,
  options: Omit<RequestOptions, 'url'> = {},
): Promise<Data> {
  const operation = { query, operationName, variables: variables as Record<string, unknown> };
  const { data, errors } = await request<Data>(operation, { url: apiUrl, ...options });
  if (errors?.[0]) {
    const { message, extensions } = errors[0];
    throw new Refused(message, extensions?.code ?? 'NONE', extensions?.retry ?? null);
  }
  return data!;
}
