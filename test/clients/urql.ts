import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { type ClientLibrary, createSocket, type Where } from './client-library.ts';

export function openUrql(where: Where): ClientLibrary {
  const socket = createSocket(where);
  const client = new Client({
    url: `${where.url}/graphql`,
    fetchOptions: { headers: { authorization: `Bearer ${where.token}` } },
    preferGetMethod: false,
    // It aborts a response that it has read completely, and leaves the rejection of Node unhandled.
    fetch: (input, { signal: _signal, ...init } = {}) => fetch(input, init),
    exchanges: [
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => {
            const payload = { query, variables: variables as Record<string, unknown> };
            return { unsubscribe: socket.subscribe(payload, sink as never) };
          },
        }),
      }),
    ],
  });
  const dataOf = <T>({ data, error }: { data?: T | undefined; error?: Error | undefined }) => {
    if (error) throw error;
    return data;
  };
  return {
    query: async (document, variables) => dataOf(await client.query(document, variables).toPromise()),
    mutate: async (document, variables) => dataOf(await client.mutation(document, variables).toPromise()),
    subscribe: (document, variables, next) =>
      client.subscription(document, variables).subscribe((result) => next(dataOf(result))).unsubscribe,
    close: () => socket.dispose(),
  };
}
