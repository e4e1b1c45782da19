import {
  commitMutation,
  createOperationDescriptor,
  Environment,
  fetchQuery,
  type GraphQLResponse,
  Network,
  Observable,
  RecordSource,
  requestSubscription,
  Store,
} from 'relay-runtime';
import { createSocket, type Where } from '../client-library.ts';
import type { ClientStore, Variables } from './client-store.ts';
import { relayRequest } from './relay-request.ts';

export function openRelayStore(where: Where): ClientStore {
  const socket = createSocket(where);
  const network = Network.create(
    async ({ text }, variables) => {
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
    },
    ({ text }, variables) =>
      Observable.create<GraphQLResponse>((sink) =>
        socket.subscribe({ query: text!, variables }, sink as never),
      ),
  );
  const environment = new Environment({ network, store: new Store(new RecordSource()) });
  const read = async (document: string, variables: Variables) => {
    const { fragment } = createOperationDescriptor(relayRequest(document), variables);
    const { data, isMissingData } = environment.lookup(fragment);
    if (isMissingData) throw new Error('the store lacks something of what is read');
    return data;
  };
  return {
    async fetch(document, variables) {
      await fetchQuery(environment, relayRequest(document), variables).toPromise();
      return read(document, variables);
    },
    read,
    mutate: (document, variables) =>
      new Promise((resolve, reject) => {
        commitMutation(environment, {
          mutation: relayRequest(document),
          variables,
          onCompleted: resolve,
          onError: reject,
        });
      }),
    follow(document, variables, onAnnouncement) {
      const following = requestSubscription(environment, {
        subscription: relayRequest(document),
        variables,
        updater(store) {
          const announcement = store.getRootField('announcements')!;
          const totals = announcement.getLinkedRecord('totals')!;
          announcement.getLinkedRecord('exhibition')!.setLinkedRecord(totals, 'totals');
        },
        onNext: onAnnouncement,
      });
      return () => following.dispose();
    },
    close: () => socket.dispose(),
  };
}
