/** The one schema builder. It holds no types: each room adds its own. */
import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import ErrorsPlugin from '@pothos/plugin-errors';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import type PrismaTypes from '../../prisma/generated/pothos.ts';
import { getDatamodel } from '../../prisma/generated/pothos.ts';
import type { Context } from './context.ts';
import { decodeNodeId, encodeNodeId } from './global-id.ts';
import { defaultPageSize } from './page-size.ts';
import { requestError } from './request-errors.ts';
import { isNodeVisible } from './visibility.ts';

export interface SchemaTypes {
  Context: Context;
  PrismaTypes: PrismaTypes;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
  Connection: { totalCount: () => Promise<number> };
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: string; Output: Date };
    Date: { Input: string; Output: Date | string };
    Decimal: { Input: string; Output: string };
    CurrencyCode: { Input: string; Output: string };
    CountryCode: { Input: string; Output: string };
    LanguageTag: { Input: string; Output: string };
    TimeZone: { Input: string; Output: string };
  };
}

type PageSize = { first?: number | null | undefined; last?: number | null | undefined };

export const limits = { depth: 12, breadth: 400, complexity: 30_000 } as const;

export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [ErrorsPlugin, RelayPlugin, PrismaPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  errors: {
    directResult: true,
    defaultUnionOptions: { name: ({ fieldName }) => `${capitalize(fieldName)}Result` },
  },
  relay: {
    clientMutationId: 'omit',
    cursorType: 'String',
    // A connection costs its page; its lists must not be counted a second time.
    defaultConnectionFieldOptions: {
      complexity: ({ first, last }: PageSize) => ({ field: 5, multiplier: first ?? last ?? defaultPageSize }),
    },
    edgesFieldOptions: {
      nullable: false,
      description: 'The page, each item with its cursor.',
      complexity: { field: 1, multiplier: 1 },
    },
    nodeFieldOptions: { nullable: false },
    nodesOnConnection: { description: 'The page without cursors.', complexity: { field: 1, multiplier: 1 } },
    nodesQueryOptions: false,
    nodeQueryOptions: {
      description:
        'Anything that has an id. Null for what is not there, and for what the caller may not know of.',
      nullable: true,
      resolve: (_root, { id }, context, _info, load) =>
        isNodeVisible(context, id).then((visible) => (visible ? load(id) : null)),
    },
    encodeGlobalID: (typename, id) => encodeNodeId(typename, String(id)),
    decodeGlobalID: (globalId) => decodeNodeId(globalId) ?? { typename: '', id: '' },
  },
  prisma: {
    client: (context) => context.database.rows as never,
    dmmf: getDatamodel(),
    exposeDescriptions: false,
    onUnusedQuery: null,
  },
  complexity: {
    defaultComplexity: 1,
    defaultListMultiplier: 10,
    limit: limits,
    complexityError: (_kind, { depth, breadth, complexity }) =>
      requestError(
        'QUERY_TOO_COMPLEX',
        `The operation has depth ${depth}, breadth ${breadth} and complexity ${complexity}; at most ${limits.depth}, ${limits.breadth} and ${limits.complexity} are allowed.`,
      ),
  },
});

export type BuilderTypes =
  typeof builder extends PothosSchemaTypes.SchemaBuilder<infer Types> ? Types : never;
/** Builds the fields of a mutation's success from what its verb returns. */
export type OutputFields<Result> = PothosSchemaTypes.ObjectFieldBuilder<BuilderTypes, Result>;

builder.queryType({ description: 'What can be read. Nothing here shows what has not been announced.' });
builder.mutationType({
  description:
    'What can be changed. Every field takes one input and answers with a union: its success, or a typed refusal that changed nothing.',
});
builder.subscriptionType({});

builder.globalConnectionField('totalCount', (t) =>
  t.int({
    description: 'How many there are on all pages.',
    resolve: (connection) => (connection as unknown as { totalCount: () => Promise<number> }).totalCount(),
  }),
);

function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
