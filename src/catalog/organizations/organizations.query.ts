import { type Sql, sql } from '../../database/sql.ts';
import { builder } from '../../graphql/builder.ts';
import { decodeNodeId } from '../../graphql/global-id.ts';
import { type ListSource, list } from '../../graphql/list.ts';
import { loadVisible } from '../../graphql/load-visible.ts';
import type { PageOrder } from '../../graphql/page-order.ts';
import { textCondition } from '../../graphql/text-condition.ts';
import { countryCondition } from './country-condition.ts';
import {
  CompanyConnection,
  CompanyRef,
  organizationVisibility,
  PublicBodyConnection,
  PublicBodyRef,
} from './organization.schema.ts';

const byName: PageOrder = { name: 'name', column: sql`item."sortName"`, type: 'text', descending: false };

const source = (typename: string): ListSource<'Organization'> => ({
  typename,
  visibility: organizationVisibility,
});

interface OrganizationFilter {
  country?: string | null | undefined;
  industry?: string | null | undefined;
  exhibition?: string | null | undefined;
  text?: string | null | undefined;
}

const FilterInput = builder.inputType('OrganizationFilter', {
  description: 'All that is given must hold.',
  fields: (t) => ({
    country: t.field({ type: 'CountryCode' }),
    industry: t.string({ description: 'The code of an industry.' }),
    exhibition: t.string({ description: 'The slug of an exhibition where it exhibits.' }),
    text: t.string({ description: 'Found in one of its names, in any language.' }),
  }),
});

function conditions(filter: OrganizationFilter | null | undefined): Sql[] {
  if (!filter) return [];
  const { country, industry, exhibition, text } = filter;
  return [
    ...countryCondition(country, (code) => sql`item."country" = ${code}`),
    ...(industry == null
      ? []
      : [sql`item."industryId" = (SELECT "id" FROM "Industry" WHERE "code" = ${industry})`]),
    ...(exhibition == null
      ? []
      : [
          sql`EXISTS (SELECT FROM "Exhibitor" AS exhibitor JOIN "Exhibition" AS held ON held."id" = exhibitor."exhibitionId"
              WHERE exhibitor."organizationId" = item."id" AND held."slug" = ${exhibition})`,
        ]),
    ...(text == null ? [] : [textCondition(text, ['filter', 'text'])]),
  ];
}

builder.queryFields((t) => ({
  company: t.prismaField({
    type: CompanyRef,
    nullable: true,
    args: { id: t.arg.id({ required: true }) },
    resolve: async (query, _root, args, context) => {
      const decoded = decodeNodeId(args.id);
      if (decoded?.typename !== 'Company') return null;
      const found = await loadVisible(context, organizationVisibility, query, decoded.id);
      return found?.kind === 'COMPANY' ? found : null;
    },
  }),
  companies: t.connection(
    {
      type: CompanyRef,
      description: 'Companies that exhibit or that an announcement named, by name.',
      args: { filter: t.arg({ type: FilterInput }) },
      resolve: (_root, { filter, ...args }, context, info) =>
        list(source('Company'), {
          args,
          context,
          info,
          order: byName,
          where: [sql`item."kind" = 'COMPANY'`, ...conditions(filter)],
        }),
    },
    CompanyConnection,
  ),
  publicBodies: t.connection(
    {
      type: PublicBodyRef,
      description: 'Public bodies that exhibit or that an announcement named, by name.',
      args: { filter: t.arg({ type: FilterInput }) },
      resolve: (_root, { filter, ...args }, context, info) =>
        list(source('PublicBody'), {
          args,
          context,
          info,
          order: byName,
          where: [sql`item."kind" = 'PUBLIC_BODY'`, ...conditions(filter)],
        }),
    },
    PublicBodyConnection,
  ),
}));
