import type { GraphQLFormattedError } from 'graphql';

export interface Answer<Data> {
  status: number;
  headers: Headers;
  data: Data;
  errors: GraphQLFormattedError[] | undefined;
}

export interface RequestOptions {
  token?: string | undefined;
  language?: string | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: tests read answers by their shape
type Any = any;

/** Sends one operation as an ordinary client does. */
export async function send<Data = Any>(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  { token, language }: RequestOptions = {},
): Promise<Answer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...(language && { 'accept-language': language }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as { data: Data; errors?: GraphQLFormattedError[] };
  return { status: response.status, headers: response.headers, data: body.data, errors: body.errors };
}

/** As above; an error fails the test. */
export async function query<Data = Any>(
  url: string,
  document: string,
  variables: Record<string, unknown> = {},
  options: RequestOptions = {},
): Promise<Data> {
  const answer = await send<Data>(url, document, variables, options);
  if (answer.errors) throw new Error(`GraphQL errors: ${JSON.stringify(answer.errors, null, 2)}`);
  return answer.data;
}

/** One mutation field's result union: its typename, its fields, those of a UserError. */
export async function mutate(
  url: string,
  name: string,
  input: Record<string, unknown>,
  selection: string,
  options: RequestOptions = {},
): Promise<Any> {
  const type = name.charAt(0).toUpperCase() + name.slice(1);
  const document = `mutation Run($input: ${type}Input!) {
    ${name}(input: $input) {
      __typename
      ... on ${type}Success { ${selection} }
      ... on UserError { code message path }
      ... on InvalidInput { issues { path message } }
      ${name === 'signDeal' ? '... on DealAlreadySigned { sequence }' : ''}
      ${name.startsWith('delete') ? '... on InUse { references { noun count } }' : ''}
    }
  }`;
  return (await query(url, document, { input }, options))[name];
}
