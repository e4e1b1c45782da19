import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client/core';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { isAbstractType, OperationTypeNode } from 'graphql';
import { firstValueFrom } from 'rxjs';
import { schema } from '../../src/schema.ts';
import { type ClientLibrary, createSocket, type Where } from './client-library.ts';

/** Apollo's cache reads a fragment on an interface only if it knows the implementing types. */
const possibleTypes = Object.fromEntries(
  Object.values(schema.getTypeMap())
    .filter(isAbstractType)
    .map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
);

export function openApollo(where: Where): ClientLibrary {
  const socket = createSocket(where);
  const http = new HttpLink({
    uri: `${where.url}/graphql`,
    headers: { authorization: `Bearer ${where.token}` },
  });
  const link = ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(socket),
    http,
  );
  const client = new ApolloClient({ link, cache: new InMemoryCache({ possibleTypes }) });
  return {
    query: async (document, variables) => (await client.query({ query: gql(document), variables })).data,
    mutate: async (document, variables) => (await client.mutate({ mutation: gql(document), variables })).data,
    subscribe(document, variables, next) {
      const results = client.subscribe({ query: gql(document), variables });
      // The first on its own, as a program that waits for one does.
      void firstValueFrom(results).then(({ data }) => next(data));
      return () => {};
    },
    async close() {
      client.stop();
      await socket.dispose();
    },
  };
}
