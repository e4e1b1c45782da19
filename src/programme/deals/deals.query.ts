import { ExhibitionRef } from '../../catalog/exhibitions/exhibition.schema.ts';
import { OrganizationRef } from '../../catalog/organizations/organization.schema.ts';
import { type Sql, sql } from '../../database/sql.ts';
import { builder } from '../../graphql/builder.ts';
import { decodeNodeId } from '../../graphql/global-id.ts';
import { type ListRequest, type ListSource, list } from '../../graphql/list.ts';
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

interface DealsArguments {
  filter?: DealFilter | null | undefined;
  orderBy?: DealOrder | null | undefined;
}

function listDeals(
  { filter, orderBy, ...args }: DealsArguments & ListRequest['args'],
  request: Omit<ListRequest, 'args' | 'order' | 'where'>,
) {
  const { where, named } = filteredDeals(filter);
  return list(source, { ...request, args, order: dealOrder(orderBy), where, named });
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
      resolve: (_root, args, context, info) => listDeals(args, { context, info }),
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
      resolve: ({ id }, args, context, info) =>
        listDeals(args, { context, info, parent: { id, join: byExhibition } }),
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
      resolve: ({ id }, args, context, info) =>
        listDeals(args, { context, info, parent: { id, join: byOrganization } }),
    },
    DealConnection,
  ),
);
