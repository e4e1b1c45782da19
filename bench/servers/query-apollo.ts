/** Peer: Apollo Server on the same schema of Pothos and Prisma; with HOT its documented response cache. */
import { createServer } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControl } from '@apollo/server/plugin/cacheControl';
import responseCachePlugin from '@apollo/server-plugin-response-cache';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import { listen } from './announcements.ts';
import { schema } from './pothos-schema.ts';

const caching = [ApolloServerPluginCacheControl({ defaultMaxAge: 60 }), responseCachePlugin()];
const apollo = new ApolloServer({ schema, plugins: process.env.HOT ? caching : [] });
await apollo.start();
const app = express();
app.use('/graphql', express.json(), expressMiddleware(apollo));
listen(createServer(app));
