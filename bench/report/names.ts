/** Display names of contenders and figures. */
const contenders: Record<string, string> = {
  'limit-ws': 'limit: ws, send of one string',
  'limit-frame': 'limit: prepared frame, one write each',
  'limit-tick': 'limit: prepared frames, one write per tick',
  'limit-joined': 'limit: joined once for all, one write per tick',
  pavilion: 'Pavilion',
  'live-yoga': 'graphql-yoga + graphql-ws, Redis',
  'live-mercurius': 'Mercurius, Redis',
  'live-apollo': 'Apollo Server + graphql-ws, Redis',
  'floor-commit': 'floor: two statements through pg, committed',
  'floor-sql': 'floor: one SQL through pg',
  'floor-cached': 'floor: cached bytes from node:http',
  'query-yoga': 'graphql-yoga + Pothos + Prisma',
  'query-mercurius': 'Mercurius + Pothos + Prisma',
  'query-apollo': 'Apollo Server + Pothos + Prisma',
  'query-loaders': 'Mercurius, JIT, loaders over pg',
  'query-postgraphile': 'PostGraphile 5',
};

export function contenderName(name: string): string {
  return contenders[name] ?? name;
}

export const livePeers = ['live-yoga', 'live-mercurius', 'live-apollo'];
/** Contenders on the same data layer as Pavilion. */
export const pothosPeers = ['query-yoga', 'query-mercurius', 'query-apollo'];
