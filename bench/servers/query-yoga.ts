/** Peer: graphql-yoga with Pothos and Prisma; with HOT its documented response cache. */
import { createServer } from 'node:http';
import { useResponseCache } from '@graphql-yoga/plugin-response-cache';
import { createYoga } from 'graphql-yoga';
import { listen } from './announcements.ts';
import { schema } from './pothos-schema.ts';

const plugins = process.env.HOT ? [useResponseCache({ session: () => null })] : [];
listen(createServer(createYoga({ schema, plugins })));
