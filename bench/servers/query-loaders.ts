/** Peer: Mercurius at its best: hand-written SQL and loaders over `pg`, JIT on; with HOT its documented cache. */
import Fastify from 'fastify';
import mercurius from 'mercurius';
import cache from 'mercurius-cache';
import pg from 'pg';
import { type Tallies, talliesByIndustry } from './tallies.ts';

const typeDefs = `
  type Query { exhibition(idOrSlug: ID!): Exhibition deal(id: ID!): Deal }
  type Exhibition { slug: String! name: String! deals(first: Int = 20): Deals! totals: Totals! }
  type Deals { nodes: [Deal!]! }
  type Deal {
    title: String! instrument: String! amount: Money signedAt: String
    industry: Industry! exhibition: Exhibition! parties: [Party!]!
  }
  type Industry { code: String! }
  type Money { amount: String! currency: String! }
  type Party { role: String! organization: Organization! }
  type Organization { name: String! country: String! }
  type Totals { byIndustry: [IndustryTotals!]! }
  type IndustryTotals { industry: String! deals: Int! byCategory: [CategoryTotals!]! }
  type CategoryTotals { category: String! contractedTotal: CurrencyTotals! }
  type CurrencyTotals { currencies: [CurrencyTotal!]! }
  type CurrencyTotal { deals: Int! sum: Money! }
`;

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

async function query<Row extends object>(name: string, text: string, values: unknown[]): Promise<Row[]> {
  return (await pool.query({ name, text, values })).rows;
}

interface DealRow {
  id: string;
  amount: string | null;
  currency: string | null;
  signedAt: Date | null;
  industryId: string;
  exhibitionId: string;
}

const dealColumns = `
  "id", "titles"->0->>'text' AS title, "instrument", round("amount", 2)::text AS amount, "currencyCode" AS currency,
  "signedAt", "industryId", "exhibitionId"`;
const isPublic = `"status" IN ('SIGNED', 'RETRACTED')`;

const resolvers = {
  Query: {
    exhibition: async (_root: unknown, { idOrSlug: slug }: { idOrSlug: string }) =>
      (
        await query(
          'exhibition',
          `SELECT "id", "slug", "names"->0->>'text' AS name FROM "Exhibition" WHERE "slug" = $1`,
          [slug],
        )
      )[0],
    deal: async (_root: unknown, { id }: { id: string }) =>
      (await query('deal', `SELECT ${dealColumns} FROM "Deal" WHERE "id" = $1 AND ${isPublic}`, [id]))[0],
  },
  Deal: {
    amount: ({ amount, currency }: DealRow) => amount && { amount, currency },
    signedAt: ({ signedAt }: DealRow) => signedAt?.toISOString(),
  },
  Totals: { byIndustry: talliesByIndustry },
};

interface Loaded<Parent> {
  obj: Parent;
}

/** One statement for all parents; its rows are grouped by key. */
async function loadByKey<Row extends object>(
  name: string,
  text: string,
  keys: readonly string[],
): Promise<Map<string, Row[]>> {
  const rows = await query<Row & { key: string }>(name, text, [[...new Set(keys)]]);
  return Map.groupBy(rows, (row) => row.key);
}

const loaders = {
  Exhibition: {
    async deals(queries: (Loaded<{ id: string }> & { params: { first: number } })[]) {
      return Promise.all(
        queries.map(async ({ obj, params }) => ({
          nodes: await query(
            'deals',
            `SELECT ${dealColumns} FROM "Deal" WHERE "exhibitionId" = $1 AND ${isPublic}
             ORDER BY "latestAt" DESC, "id" DESC LIMIT $2`,
            [obj.id, params.first ?? 20],
          ),
        })),
      );
    },
    async totals(queries: Loaded<{ id: string }>[]) {
      const text = `SELECT "exhibitionId" AS key, "totals" FROM "AnnouncementStream"
                    WHERE "exhibitionId" = ANY($1::uuid[]) AND "mode" = 'LIVE'`;
      const keys = queries.map(({ obj }) => obj.id);
      const found = await loadByKey<{ totals: Tallies }>('totals', text, keys);
      return keys.map((key) => found.get(key)![0]!.totals);
    },
  },
  Deal: {
    async parties(queries: Loaded<DealRow>[]) {
      const text = `SELECT "dealId" AS key, "role", "organizationId" FROM "DealParty"
                    WHERE "dealId" = ANY($1::uuid[]) ORDER BY "position"`;
      const keys = queries.map(({ obj }) => obj.id);
      const found = await loadByKey('parties', text, keys);
      return keys.map((key) => found.get(key) ?? []);
    },
    async industry(queries: Loaded<DealRow>[]) {
      const keys = queries.map(({ obj }) => obj.industryId);
      const text = `SELECT "id" AS key, "code" FROM "Industry" WHERE "id" = ANY($1::uuid[])`;
      const found = await loadByKey('industry', text, keys);
      return keys.map((key) => found.get(key)![0]!);
    },
    async exhibition(queries: Loaded<DealRow>[]) {
      const keys = queries.map(({ obj }) => obj.exhibitionId);
      const text = `SELECT "id" AS key, "slug" FROM "Exhibition" WHERE "id" = ANY($1::uuid[])`;
      const found = await loadByKey('exhibitions', text, keys);
      return keys.map((key) => found.get(key)![0]!);
    },
  },
  Party: {
    async organization(queries: Loaded<{ organizationId: string }>[]) {
      const keys = queries.map(({ obj }) => obj.organizationId);
      const text = `SELECT "id" AS key, "names"->0->>'text' AS name, "country" FROM "Organization"
                    WHERE "id" = ANY($1::uuid[])`;
      const found = await loadByKey('organizations', text, keys);
      return keys.map((key) => found.get(key)![0]!);
    },
  },
};

const app = Fastify();
await app.register(mercurius, {
  schema: typeDefs,
  resolvers: resolvers as never,
  loaders: loaders as never,
  jit: 1,
});
if (process.env.HOT) await app.register(cache as never, { ttl: 60, all: true });
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
console.log('ready');
