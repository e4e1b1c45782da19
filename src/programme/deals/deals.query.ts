import { ExhibitionRef } from '../../catalog/exhibitions/exhibition.schema.ts';
import { OrganizationRef } from '../../catalog/organizations/organization.schema.ts';
import { type Sql, sql } from '../../database/sql.ts';
import { builder } from '../../graphql/builder.ts';
import { decodeNodeId } from '../../graphql/global-id.ts';
import { listInSql, lookupInSql } from '../../graphql/in-sql.ts';
import type { ListRequest, ListSource } from '../../graphql/list.ts';
import { loadVisible } from '../../graphql/load-visible.ts';
import { DealConnection, DealRef, dealVisibility } from './deal.schema.ts';
import {
  type DealFilter,
  DealFilterInput,
  type DealOrder,
  DealOrderInput,
  dealOrder,
  filteredDeals,
} from './deal-filter.ts';

const source: ListSource<'Deal'> = { typename: 'Deal', visibility: dealVisibility };

type DealsArguments = ListRequest['args'] & {
  filter?: DealFilter | null | undefined;
  orderBy?: DealOrder | null | undefined;
};

/** The deals of the parent that `join` relates, or of all exhibitions. */
function listDeals(join?: Sql) {
  return listInSql({
    source,
    describe: ({ filter, orderBy }: DealsArguments) => ({
      ...filteredDeals(filter),
      order: dealOrder(orderBy),
    }),
    ...(join && { join }),
  });
}

/** The arguments of every list of deals. */
const dealListArguments = builder.args((t) => ({
  filter: t.field({ type: DealFilterInput, description: 'Conditions that each deal of the list must meet.' }),
  orderBy: t.field({ type: DealOrderInput, description: 'Order of the list. Default: the latest first.' }),
}));

const byExhibition: Sql = sql`item."exhibitionId" = parent.id`;
const byOrganization: Sql = sql`item."id" IN (SELECT "dealId" FROM "DealParty" WHERE "organizationId" = parent.id)`;

builder.queryFields((t) => ({
  deal: t.prismaField({
    type: 'Deal',
    nullable: true,
    description: 'A deal by its id. Null if it does not exist or the caller may not see it.',
    args: { id: t.arg.id({ required: true, description: 'Id of the deal.' }) },
    ...lookupInSql(({ id }: { id: string }, { identity }) => {
      const decoded = decodeNodeId(id);
      if (decoded?.typename !== 'Deal') return null;
      return sql`item."id" = ${decoded.id}::uuid AND ${dealVisibility.rule(identity)}`;
    }),
    resolve: async (query, _root, args, context) => {
      const decoded = decodeNodeId(args.id);
      if (decoded?.typename !== 'Deal') return null;
      return loadVisible(context, dealVisibility, query, decoded.id);
    },
  }),
  deals: t.connection(
    {
      type: DealRef,
      description:
        'Deals of all exhibitions, the latest first by default. Retracted and withdrawn deals are left out unless `filter.status` includes them.',
      args: dealListArguments,
      ...listDeals(),
    },
    DealConnection,
  ),
}));

builder.objectField(ExhibitionRef, 'deals', (t) =>
  t.connection(
    {
      type: DealRef,
      description:
        'The deals of the exhibition, the latest first by default. Retracted and withdrawn deals are left out unless `filter.status` includes them.',
      args: dealListArguments,
      ...listDeals(byExhibition),
    },
    DealConnection,
  ),
);

builder.interfaceField(OrganizationRef, 'deals', (t) =>
  t.connection(
    {
      type: DealRef,
      description:
        'The deals of the organization as a party, the latest first by default. Retracted and withdrawn deals are left out unless `filter.status` includes them.',
      args: dealListArguments,
      ...listDeals(byOrganization),
    },
    DealConnection,
  ),
);
