import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache, type Reference } from '@apollo/client/core';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createSocket, type Where } from '../client-library.ts';
import { type ClientStore, possibleTypes } from './client-store.ts';

const totalsOfExhibition = gql`fragment TotalsOfExhibition on Exhibition { totals { deals byCategory { category signingTotal { converted { money { amount currency } } } } } }`;

interface Watched {
  announcements: { exhibition: Reference; totals: object };
}

export function openApolloStore(where: Where): ClientStore {
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
  const cache = new InMemoryCache({ possibleTypes });
  const client = new ApolloClient({ link, cache });
  return {
    fetch: async (document, variables) =>
      (await client.query({ query: gql(document), variables, fetchPolicy: 'network-only' })).data,
    read: async (document, variables) =>
      (await client.query({ query: gql(document), variables, fetchPolicy: 'cache-only' })).data,
    mutate: async (document, variables) => (await client.mutate({ mutation: gql(document), variables })).data,
    follow(document, variables, onAnnouncement) {
      const following = client.subscribe({ query: gql(document), variables }).subscribe(({ data }) => {
        const { exhibition, totals } = (data as Watched).announcements;
        cache.writeFragment({
          id: cache.identify(exhibition)!,
          fragment: totalsOfExhibition,
          data: { totals },
        });
        onAnnouncement();
      });
      return () => following.unsubscribe();
    },
    async close() {
      client.stop();
      await socket.dispose();
    },
  };
}
