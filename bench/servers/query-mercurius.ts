/** Peer: Mercurius on the same schema of Pothos and Prisma. */
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { schema } from './pothos-schema.ts';

const app = Fastify();
await app.register(mercurius, { schema });
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
console.log('ready');
