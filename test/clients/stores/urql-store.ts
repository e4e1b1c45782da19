import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { type Cache, type CacheExchangeOpts, cacheExchange, type Data } from '@urql/exchange-graphcache';
import { introspectionFromSchema } from 'graphql';
import { schema } from '../../../src/schema.ts';
import { createSocket, type Where } from '../client-library.ts';
import { type ClientStore, embeddedTypes } from './client-store.ts';

/** Without it the exchange guesses which types are an interface's, and takes what it cannot guess for missing. */
const introspection = introspectionFromSchema(schema) as unknown as NonNullable<CacheExchangeOpts['schema']>;

export function openUrqlStore(where: Where): ClientStore {
  const socket = createSocket(where);
  const client = new Client({
    url: `${where.url}/graphql`,
    fetchOptions: { headers: { authorization: `Bearer ${where.token}` } },
    preferGetMethod: false,
    // It aborts a response that it has read to the end, and Node reports that as an unhandled rejection.
    fetch: (input, { signal: _signal, ...init } = {}) => fetch(input, init),
    exchanges: [
      cacheExchange({
        schema: introspection,
        keys: Object.fromEntries(embeddedTypes.map((name) => [name, () => null])),
        updates: { Subscription: { announcements: moveTotals } },
      }),
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
    fetch: async (document, variables) =>
      dataOf(await client.query(document, variables, { requestPolicy: 'network-only' }).toPromise()),
    read: async (document, variables) =>
      dataOf(await client.query(document, variables, { requestPolicy: 'cache-only' }).toPromise()),
    mutate: async (document, variables) => dataOf(await client.mutation(document, variables).toPromise()),
    follow: (document, variables, onAnnouncement) =>
      client.subscription(document, variables).subscribe((result) => {
        dataOf(result);
        onAnnouncement();
      }).unsubscribe,
    close: () => socket.dispose(),
  };
}

function moveTotals({ announcements }: Data, _args: unknown, cache: Cache): void {
  const announcement = announcements as Data;
  cache.link(announcement.exhibition as Data, 'totals', cache.resolve(announcement, 'totals') as string);
}
