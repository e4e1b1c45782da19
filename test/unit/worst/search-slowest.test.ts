import { buildSchema } from 'graphql';
import { expect, it } from 'vitest';
import { Random } from '../../fuzz/random.ts';
import type { Operation, Selection } from '../../worst/operation-tree.ts';
import { searchSlowest } from '../../worst/search-slowest.ts';

const schema = buildSchema(`
  enum Order { LATEST AMOUNT COUNTRY NAME }
  input Filter { text: String, year: Int, country: String }
  type Query { deals(first: Int, filter: Filter, orderBy: Order): [Deal!]! exhibition(id: ID!): Exhibition viewer: String }
  type Exhibition { name: String! deals(first: Int, orderBy: Order): [Deal!]! totals: Totals! venues: [String!]! }
  type Totals { deals: Int! history: String! }
  type Deal { title: String! amount: String! note: String! exhibition: Exhibition! parties(first: Int): [Party!]! }
  type Party { role: String! company: Company! }
  type Company { name: String! deals(first: Int): [Deal!]! }
`);
const maxFields = 60;
const plantedMs = 1_000;

function* selectionsOf(tree: readonly Selection[], path: readonly Selection[] = []): Generator<Selection[]> {
  for (const selection of tree) {
    yield [...path, selection];
    yield* selectionsOf(selection.children, [...path, selection]);
  }
}
const names = (path: readonly Selection[]) => path.map(({ field }) => field).join('.');
const filterOf = ({ args }: Selection) => (args.filter ?? {}) as { text?: unknown };

/** Each is the only slow thing of a server; `true` for what makes an operation slow. */
const planted: Record<string, (path: Selection[]) => boolean> = {
  'a slow leaf far from the root': (path) => names(path).endsWith('parties.company.name'),
  'a slow value of an argument': (path) => path.at(-1)!.args.orderBy === 'COUNTRY',
  'a slow search for a common letter': (path) => filterOf(path.at(-1)!).text === 'e',
  'a list in a list, both with large pages': (path) => {
    const [outer, inner] = path.slice(-2);
    return outer?.args.first === 100 && inner?.args.first === 100;
  },
  'a slow field below a cycle': (path) => names(path).endsWith('exhibition.deals.exhibition.totals.history'),
};

it.each(Object.entries(planted))('finds %s', async (_name, isSlow) => {
  let isFound = false;
  const measure = async ({ tree }: Operation) => {
    const paths = [...selectionsOf(tree)];
    if (paths.length > maxFields) return null;
    isFound = paths.some(isSlow);
    return paths.length + (isFound ? plantedMs : 0);
  };
  const [slowest] = await searchSlowest({
    schema,
    random: new Random(1),
    known: { ids: ['a'], texts: ['xyz', 'e', 'Phase'] },
    measure,
    scoreOf: (ms) => ms,
    until: (count) => isFound || count === 4_000,
  });
  expect(slowest!.score).toBeGreaterThan(plantedMs);
});

it('prints what graphql-js accepts, and changes an operation without touching the one that it came from', async () => {
  const seen: Operation[] = [];
  const { validate, parse } = await import('graphql');
  await searchSlowest({
    schema,
    random: new Random(7),
    known: { ids: ['a'], texts: ['e'] },
    measure: async (operation) => {
      seen.push(structuredClone(operation));
      return operation.query.length;
    },
    scoreOf: (length) => -length,
    until: (count) => count === 200,
  });
  expect(seen.flatMap(({ query }) => validate(schema, parse(query)))).toEqual([]);
  expect(new Set(seen.map(({ query }) => query)).size).toBeGreaterThan(50);
});

it('does not take a hiccup of the machine for a slow operation', async () => {
  let calls = 0;
  const found = await searchSlowest({
    schema,
    random: new Random(3),
    known: { ids: ['a'], texts: ['e'] },
    measure: async () => (++calls === 7 ? 10_000 : 5),
    scoreOf: (ms) => ms,
    until: (count) => count === 40,
  });
  expect(found[0]!.score).toBe(5);
});
