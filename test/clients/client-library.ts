/** What is asked of each client library: a query, a mutation and the subscription, set up as its own guide says. */
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';

export interface ClientLibrary {
  query(document: string, variables: Variables): Promise<unknown>;
  mutate(document: string, variables: Variables): Promise<unknown>;
  /** Returns what ends it. */
  subscribe(document: string, variables: Variables, next: (data: unknown) => void): () => void;
  close(): void | Promise<void>;
}

export type Variables = Record<string, unknown>;

export interface Where {
  url: string;
  token: string;
}

/** All three take their subscriptions from the graphql-ws client. */
export function createSocket({ url, token }: Where): Client {
  return createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
  });
}
