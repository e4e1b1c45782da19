/** The schema builder. It defines no types: each module adds its own. */
import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import ErrorsPlugin from '@pothos/plugin-errors';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import type PrismaTypes from '../../prisma/generated/pothos.ts';
import { getDatamodel } from '../../prisma/generated/pothos.ts';
import type { Context } from './context.ts';
import { decodeNodeId, encodeNodeId } from './global-id.ts';
import { defaultPageSize, maxPageSize, pageSizeOf } from './page-size.ts';
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
    JSON: { Input: unknown; Output: unknown };
  };
}

export const limits = { depth: 12, breadth: 400, complexity: 30_000 } as const;

export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [ErrorsPlugin, RelayPlugin, PrismaPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  errors: {
    directResult: true,
    defaultUnionOptions: {
      name: ({ fieldName }) => `${capitalize(fieldName)}Result`,
      description: 'The success of the mutation, or a typed error. An error changes nothing.',
    },
  },
  relay: {
    clientMutationId: 'omit',
    cursorType: 'String',
    // Nullable: otherwise one unexpected error would remove the results of sibling fields, which are already
    // committed.
    relayMutationFieldOptions: { nullable: true },
    // A connection costs the size of its page. Its lists `edges` and `nodes` do not multiply the cost again.
    defaultConnectionFieldOptions: {
      complexity: (page) => ({ field: 5, multiplier: pageSizeOf(page) }),
    },
    firstArgOptions: {
      description: `Number of items after \`after\`, or from the start of the list. At most ${maxPageSize}; ${defaultPageSize} if neither \`first\` nor \`last\` is given. Not together with \`last\`.`,
    },
    afterArgOptions: { description: 'Cursor of an item of the same list: the page starts after it.' },
    lastArgOptions: {
      description: `Number of items before \`before\`, or at the end of the list. At most ${maxPageSize}. Not together with \`first\`.`,
    },
    beforeArgOptions: { description: 'Cursor of an item of the same list: the page ends before it.' },
    cursorFieldOptions: { description: 'Opaque cursor of this item, for `after` and `before`.' },
    defaultEdgeTypeOptions: { description: 'An item of a page with its cursor.' },
    edgesFieldOptions: {
      nullable: false,
      description: 'The items of the page with their cursors, in the order of the list.',
      complexity: { field: 1, multiplier: 1 },
    },
    nodeFieldOptions: { nullable: false, description: 'The item.' },
    nodesOnConnection: {
      description: 'The items of the page without cursors, in the order of the list.',
      complexity: { field: 1, multiplier: 1 },
    },
    pageInfoFieldOptions: {
      description: 'Whether there are other pages, and the cursors at both ends of this one.',
    },
    pageInfoTypeOptions: {
      description: 'Position of a page in its list, as the Relay specification defines it.',
    },
    hasNextPageFieldOptions: { description: 'True if items follow this page.' },
    hasPreviousPageFieldOptions: { description: 'True if items precede this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first item; null on an empty page.' },
    endCursorFieldOptions: { description: 'Cursor of the last item; null on an empty page.' },
    nodeTypeOptions: { description: 'An object with a globally unique id.' },
    idFieldOptions: { description: 'Globally unique id; opaque.' },
    mutationInputArgOptions: { description: 'All values of the mutation.' },
    nodesQueryOptions: false,
    nodeQueryOptions: {
      description: 'The object with this id. Null if it does not exist or the caller may not see it.',
      nullable: true,
      args: { id: { description: 'A globally unique id.' } },
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
  // The pipeline compares the cost with the limits before anything is executed (execution/operation-cost.ts).
  complexity: {
    defaultComplexity: 1,
    defaultListMultiplier: 10,
  },
});

export type BuilderTypes =
  typeof builder extends PothosSchemaTypes.SchemaBuilder<infer Types> ? Types : never;
/** The field builder of the success type of a mutation. */
export type OutputFields<Result> = PothosSchemaTypes.ObjectFieldBuilder<BuilderTypes, Result>;

builder.queryType({ description: 'Read access. Public callers see only what is announced.' });
builder.mutationType({
  description:
    'Write access. Each field takes one `input` and returns a union: its success, or a typed error. An error changes nothing.',
});
builder.subscriptionType({ description: 'Streams over WebSocket and Server-Sent Events.' });

builder.globalConnectionField('totalCount', (t) =>
  t.int({
    description: 'Number of items on all pages.',
    resolve: (connection) => (connection as unknown as { totalCount: () => Promise<number> }).totalCount(),
  }),
);

function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
