/** Peer: Apollo Server with graphql-ws and graphql-redis-subscriptions, as its documentation sets them up. */
import { createServer } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import { makeExecutableSchema } from '@graphql-tools/schema';
import express from 'express';
import { RedisPubSub } from 'graphql-redis-subscriptions';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { announcementsFor, listen, typeDefs } from './announcements.ts';
import { connectedRedis } from './connected-redis.ts';

const pubsub = new RedisPubSub({
  publisher: await connectedRedis(),
  subscriber: await connectedRedis(),
});
const schema = makeExecutableSchema({
  typeDefs,
  resolvers: {
    Subscription: { announcements: { subscribe: () => pubsub.asyncIterableIterator('announcements') } },
  },
});

const app = express();
const server = createServer(app);
const cleanup = useServer({ schema }, new WebSocketServer({ server, path: '/graphql' }));
const apollo = new ApolloServer({
  schema,
  plugins: [
    ApolloServerPluginDrainHttpServer({ httpServer: server }),
    { serverWillStart: async () => ({ drainServer: async () => void (await cleanup.dispose()) }) },
  ],
});
await apollo.start();
app.post('/announce', (request, response) => {
  for (const announcement of announcementsFor(request.url) ?? [])
    void pubsub.publish('announcements', { announcements: announcement });
  response.end();
});
app.use('/graphql', express.json(), expressMiddleware(apollo));
listen(server);
