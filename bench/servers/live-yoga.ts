/** Peer: graphql-yoga with graphql-ws and its Redis event target, as its documentation sets them up. */
import { createServer } from 'node:http';
import { createRedisEventTarget } from '@graphql-yoga/redis-event-target';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { createPubSub, createSchema, createYoga } from 'graphql-yoga';
import { WebSocketServer } from 'ws';
import { type Announcement, announcementsFor, listen, typeDefs } from './announcements.ts';
import { connectedRedis } from './connected-redis.ts';

const pubSub = createPubSub<{ announcements: [Announcement] }>({
  eventTarget: createRedisEventTarget({
    publishClient: await connectedRedis(),
    subscribeClient: await connectedRedis(),
  }),
});

const yoga = createYoga({
  schema: createSchema({
    typeDefs,
    resolvers: {
      Subscription: {
        announcements: {
          subscribe: () => pubSub.subscribe('announcements'),
          resolve: (announcement: Announcement) => announcement,
        },
      },
    },
  }),
});

const server = createServer((request, response) => {
  const announcements = announcementsFor(request);
  if (!announcements) return void yoga(request, response);
  for (const announcement of announcements) pubSub.publish('announcements', announcement);
  response.end();
});

// biome-ignore lint/suspicious/noExplicitAny: as in Yoga's documentation
type Args = any;

useServer(
  {
    execute: (args: Args) => args.rootValue.execute(args),
    subscribe: (args: Args) => args.rootValue.subscribe(args),
    onSubscribe: async (context, _id, params) => {
      const { schema, execute, subscribe, contextFactory, parse, validate } = yoga.getEnveloped({
        ...context,
        req: (context.extra as Extra).request,
        socket: (context.extra as Extra).socket,
        params,
      });
      const args = {
        schema,
        operationName: params.operationName,
        document: parse(params.query),
        variableValues: params.variables,
        contextValue: await contextFactory(),
        rootValue: { execute, subscribe },
      };
      const errors = validate(args.schema, args.document);
      return errors.length > 0 ? errors : args;
    },
  },
  new WebSocketServer({ server, path: yoga.graphqlEndpoint }),
);
listen(server);
