import { sql } from '../../database/sql.ts';
import { archivedArgument, archivedCondition } from '../../graphql/archived.ts';
import { builder } from '../../graphql/builder.ts';
import { decodeNodeId } from '../../graphql/global-id.ts';
import { listInSql, lookupInSql } from '../../graphql/in-sql.ts';
import type { ListSource } from '../../graphql/list.ts';
import { loadVisible } from '../../graphql/load-visible.ts';
import type { PageArguments } from '../../graphql/page.ts';
import type { PageOrder } from '../../graphql/page-order.ts';
import { textCondition } from '../../graphql/text-condition.ts';
import { namedExhibition, namedIndustry } from '../exhibitions/named-in-filters.ts';
import { countryCondition } from './country-condition.ts';
import {
  CompanyConnection,
  CompanyRef,
  organizationTypenames,
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
  archived?: boolean | null | undefined;
}

const FilterInput = builder.inputType('OrganizationFilter', {
  description: 'Conditions on organizations. An organization must meet all that are given.',
  fields: (t) => ({
    country: t.field({ type: 'CountryCode', description: 'Country of the headquarters.' }),
    industry: t.string({ description: 'The code of the main industry. An unknown code is an error.' }),
    exhibition: t.id({
      description:
        'An exhibition at which it exhibits, by its slug or its id. An unknown exhibition is an error.',
    }),
    text: t.string({ description: 'Words that its names contain, in any language. All of them must occur.' }),
    archived: t.field(archivedArgument),
  }),
});

function filtered(kind: 'COMPANY' | 'PUBLIC_BODY', filter: OrganizationFilter | null | undefined) {
  const { country, industry, exhibition, text, archived = false } = filter ?? {};
  const inIndustry = industry == null ? [] : [namedIndustry(industry, ['filter', 'industry'])];
  const exhibitsAt = exhibition == null ? [] : [namedExhibition(exhibition, ['filter', 'exhibition'])];
  return {
    where: [
      sql`item."kind" = ${kind}::"OrganizationKind"`,
      ...archivedCondition(archived),
      ...countryCondition(country, (code) => sql`item."country" = ${code}`),
      ...inIndustry.map(({ id }) => sql`item."industryId" = ${id}`),
      ...exhibitsAt.map(
        ({ id }) => sql`EXISTS (SELECT FROM "Exhibitor" AS exhibitor
          WHERE exhibitor."organizationId" = item."id" AND exhibitor."exhibitionId" = ${id})`,
      ),
      ...(text == null ? [] : [textCondition(text, ['filter', 'text'])]),
    ],
    named: [...inIndustry, ...exhibitsAt],
  };
}

const organizationListArguments = builder.args((t) => ({
  filter: t.field({
    type: FilterInput,
    description: 'Conditions that every organization of the list meets.',
  }),
}));

type Kind = keyof typeof organizationTypenames;

function listOrganizations(kind: Kind) {
  return listInSql({
    source: source(organizationTypenames[kind]),
    describe: ({ filter }: PageArguments & { filter?: OrganizationFilter | null | undefined }) => ({
      order: byName,
      ...filtered(kind, filter),
    }),
  });
}

function lookupOrganization(kind: Kind) {
  return lookupInSql(({ id }: { id: string }, { identity }) => {
    const decoded = decodeNodeId(id);
    if (decoded?.typename !== organizationTypenames[kind]) return null;
    return sql`item."id" = ${decoded.id}::uuid AND item."kind" = ${kind}::"OrganizationKind"
      AND ${organizationVisibility.rule(identity)}`;
  });
}

builder.queryFields((t) => ({
  company: t.prismaField({
    type: CompanyRef,
    nullable: true,
    description: 'A company by its id. Null if it does not exist or the caller may not see it.',
    args: { id: t.arg.id({ required: true, description: 'Id of the company.' }) },
    ...lookupOrganization('COMPANY'),
    resolve: async (query, _root, args, context) => {
      const decoded = decodeNodeId(args.id);
      if (decoded?.typename !== 'Company') return null;
      const found = await loadVisible(context, organizationVisibility, query, decoded.id);
      return found?.kind === 'COMPANY' ? found : null;
    },
  }),
  publicBody: t.prismaField({
    type: PublicBodyRef,
    nullable: true,
    description: 'A public body by its id. Null if it does not exist or the caller may not see it.',
    args: { id: t.arg.id({ required: true, description: 'Id of the public body.' }) },
    ...lookupOrganization('PUBLIC_BODY'),
    resolve: async (query, _root, args, context) => {
      const decoded = decodeNodeId(args.id);
      if (decoded?.typename !== 'PublicBody') return null;
      const found = await loadVisible(context, organizationVisibility, query, decoded.id);
      return found?.kind === 'PUBLIC_BODY' ? found : null;
    },
  }),
  companies: t.connection(
    {
      type: CompanyRef,
      description: 'Companies that exhibit or that an announcement named, by name.',
      args: organizationListArguments,
      ...listOrganizations('COMPANY'),
    },
    CompanyConnection,
  ),
  publicBodies: t.connection(
    {
      type: PublicBodyRef,
      description: 'Public bodies that exhibit or that an announcement named, by name.',
      args: organizationListArguments,
      ...listOrganizations('PUBLIC_BODY'),
    },
    PublicBodyConnection,
  ),
}));
