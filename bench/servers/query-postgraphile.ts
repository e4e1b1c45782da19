/** Peer: PostGraphile 5 on the same tables, with its base preset. */
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { listen } from './announcements.ts';

const server = createServer();
const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ connectionString: process.env.DATABASE_URL!, schemas: ['public'] })],
  grafserv: { graphqlPath: '/graphql', watch: false },
});
server.on('error', console.error);
await instance.createServ(grafserv).addTo(server);
await instance.getSchema();
listen(server);
