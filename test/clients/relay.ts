import {
  type GraphQLResponse,
  Network,
  Observable,
  type Variables as RelayVariables,
  type RequestParameters,
} from 'relay-runtime';
import { type ClientLibrary, createSocket, type Variables, type Where } from './client-library.ts';

/** Relay's network layer as its guide sets it up; what the compiler would write of an operation is written here. */
export function openRelay(where: Where): ClientLibrary {
  const socket = createSocket(where);
  const fetchOperation = async ({ text }: RequestParameters, variables: RelayVariables) => {
    const response = await fetch(`${where.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        authorization: `Bearer ${where.token}`,
      },
      body: JSON.stringify({ query: text, variables }),
    });
    return (await response.json()) as GraphQLResponse;
  };
  const subscribe = ({ text }: RequestParameters, variables: RelayVariables) =>
    Observable.create<GraphQLResponse>((sink) =>
      socket.subscribe({ query: text!, variables }, sink as never),
    );
  const network = Network.create(fetchOperation, subscribe);
  const run = (operationKind: 'query' | 'mutation' | 'subscription', text: string, variables: Variables) => {
    const params = { name: 'Test', operationKind, text, id: null, cacheID: text, metadata: {} };
    return network.execute(params as RequestParameters, variables, {}, null);
  };
  const once = async (kind: 'query' | 'mutation', document: string, variables: Variables) =>
    ((await run(kind, document, variables).toPromise()) as { data: unknown }).data;
  return {
    query: (document, variables) => once('query', document, variables),
    mutate: (document, variables) => once('mutation', document, variables),
    subscribe(document, variables, next) {
      const { unsubscribe } = run('subscription', document, variables).subscribe({
        next: (result) => next((result as { data: unknown }).data),
      });
      return unsubscribe;
    },
    close: () => socket.dispose(),
  };
}
