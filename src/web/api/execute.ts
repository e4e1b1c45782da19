import { type RequestOptions, request } from '../../client/index.ts';
import type { TypedOperation } from '../operations.ts';
import { apiUrl } from '../page-address.ts';

export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
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
  if (errors?.[0]) throw new Refused(errors[0].message, errors[0].extensions?.code ?? 'NONE');
  return data!;
}
