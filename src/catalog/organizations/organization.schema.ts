/**
 * Organization and its two types, Company and PublicBody. Both are in one table, so the party of a deal is one
 * column.
 */
import { seesDirectory } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { archivedField } from '../../graphql/archived.ts';
import { builder } from '../../graphql/builder.ts';
import { OrganizationKind, PublicBodyKind } from '../../graphql/enums.schema.ts';
import { encodeNodeId } from '../../graphql/global-id.ts';
import { nameField, nameTranslationsField } from '../../graphql/localized-text.schema.ts';
import { declareVisibility } from '../../graphql/visibility.ts';

export const organizationTypenames = { COMPANY: 'Company', PUBLIC_BODY: 'PublicBody' } as const;

/**
 * Operators and organizers see all organizations. Other callers see those that exhibit or that an announcement names.
 */
export const organizationVisibility = declareVisibility(
  organizationTypenames,
  'Organization',
  (identity, item) => {
    return seesDirectory(identity) ? sql`true` : sql`${item}."publicSince" IS NOT NULL`;
  },
);

export const OrganizationRef = builder.prismaInterface('Organization', {
  name: 'Organization',
  interfaces: [builder.nodeInterfaceRef()],
  select: { id: true, kind: true },
  description: 'A company or a public body. Both can exhibit and be a party of a deal.',
  resolveType: ({ kind }) => organizationTypenames[kind],
  fields: (t) => ({
    id: t.id({ description: 'Globally unique id; opaque.', resolve: ({ id }) => id }),
    kind: t.expose('kind', { type: OrganizationKind, description: 'Company or public body.' }),
    name: t.string(nameField),
    nameTranslations: t.field(nameTranslationsField),
    country: t.expose('country', { type: 'CountryCode', description: 'Country of its headquarters.' }),
    website: t.exposeString('website', {
      nullable: true,
      description: 'URL of its website. Null if unknown.',
    }),
    archived: t.exposeBoolean('archived', archivedField),
    mergedIntoId: t.id({
      nullable: true,
      description:
        'The id of the organization that it was merged into, which has its deals and exhibitors. Null if it was not merged.',
      select: { mergedIntoId: true, kind: true },
      resolve: ({ mergedIntoId, kind }) =>
        mergedIntoId && encodeNodeId(organizationTypenames[kind], mergedIntoId),
    }),
    version: t.exposeInt('version', {
      description: 'Increases with each change of the organization. Mutations accept it as expectedVersion.',
    }),
    sample: t.exposeBoolean('sample', {
      description: 'True for invented sample data.',
    }),
  }),
});

export const CompanyRef = builder.prismaNode('Organization', {
  variant: 'Company',
  id: { field: 'id' },
  select: { id: true, kind: true },
  interfaces: [OrganizationRef],
  description: 'A company.',
  fields: (t) => ({
    industry: t.relation('industry', { nullable: true, description: 'Its main industry. Null if unknown.' }),
  }),
});

export const PublicBodyRef = builder.prismaNode('Organization', {
  variant: 'PublicBody',
  id: { field: 'id' },
  select: { id: true, kind: true },
  interfaces: [OrganizationRef],
  description: 'A government, city, zone, park or chamber of commerce.',
  fields: (t) => ({
    bodyKind: t.field({
      type: PublicBodyKind,
      description: 'Kind of public body.',
      select: { bodyKind: true },
      resolve: ({ bodyKind }) => bodyKind!,
    }),
  }),
});

export const CompanyConnection = builder.connectionObject(
  { type: CompanyRef, name: 'CompanyConnection', description: 'A page of companies.' },
  { name: 'CompanyEdge' },
);

export const PublicBodyConnection = builder.connectionObject(
  { type: PublicBodyRef, name: 'PublicBodyConnection', description: 'A page of public bodies.' },
  { name: 'PublicBodyEdge' },
);
