/** Peer: Mercurius with mqemitter-redis, as its documentation sets them up. */
import Fastify from 'fastify';
import mercurius from 'mercurius';
import mqemitterRedis from 'mqemitter-redis';
import { type Announcement, announcementsFor, typeDefs } from './announcements.ts';
import { connectedRedis } from './connected-redis.ts';

const emitter = mqemitterRedis({
  subConn: await connectedRedis(),
  pubConn: await connectedRedis(),
});
const app = Fastify();
await app.register(mercurius, {
  schema: typeDefs,
  resolvers: {
    Announcement: { resolveType: ({ __typename }: Announcement) => __typename },
    Subscription: {
      announcements: {
        subscribe: (_root: unknown, _args: unknown, { pubsub }: { pubsub: mercurius.PubSub }) =>
          pubsub.subscribe('announcements'),
      },
    },
  } as never,
  subscription: { emitter: emitter as never },
});

app.post('/announce', async (request) => {
  for (const announcement of announcementsFor(request.url) ?? [])
    app.graphql.pubsub.publish({ topic: 'announcements', payload: { announcements: announcement } });
  return {};
});

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1', backlog: 4_096 });
console.log('ready');
