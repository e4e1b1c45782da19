/** GraphiQL at /graphql. It needs no internet, and opens with example operations. */
import type { GraphiQLOptions } from 'graphql-yoga';
import { tabs } from './graphiql-tabs.ts';

export const graphiqlOptions: GraphiQLOptions = {
  title: 'Pavilion',
  subscriptionsProtocol: 'WS',
  defaultTabs: tabs.map(({ query, headers }) => ({
    query,
    headers: headers ? JSON.stringify(headers, null, 2) : null,
  })),
  shouldPersistHeaders: false,
};
