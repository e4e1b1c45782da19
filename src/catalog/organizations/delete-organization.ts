/** deleteCompany and deletePublicBody. */
import { requireSharedRight, requireStaff } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { AlreadyPublic } from '../../errors/user-errors.ts';
import { type DeletionDefinition, defineDeletion } from '../../mutations/define-deletion.ts';

const ofOrganization = {
  table: 'Organization',
  rights: requireStaff,
  authorize: requireSharedRight,
  errors: [AlreadyPublic],
  references: {
    deals: sql`SELECT count(*)::int FROM "DealParty" WHERE "organizationId" = item."id"`,
    exhibitors: sql`SELECT count(*)::int FROM "Exhibitor" WHERE "organizationId" = item."id"`,
    series: sql`SELECT count(*)::int FROM "ExhibitionSeries" WHERE "organizerId" = item."id"`,
    'merged organizations': sql`
      SELECT count(*)::int FROM "Organization" AS merged WHERE merged."mergedIntoId" = item."id"`,
  },
} satisfies Partial<DeletionDefinition>;

export const deleteCompany = defineDeletion({
  ...ofOrganization,
  name: 'deleteCompany',
  field: 'company',
  typename: 'Company',
  where: sql`item."kind" = 'COMPANY'`,
  description: 'A company that is not public and that nothing refers to.',
  requireState: ({ row }) => requireNotPublic(row, 'company'),
});

export const deletePublicBody = defineDeletion({
  ...ofOrganization,
  name: 'deletePublicBody',
  field: 'publicBody',
  typename: 'PublicBody',
  where: sql`item."kind" = 'PUBLIC_BODY'`,
  description: 'A public body that is not public yet and that nothing refers to.',
  requireState: ({ row }) => requireNotPublic(row, 'publicBody'),
});

function requireNotPublic({ publicSince }: Record<string, unknown>, field: string): void {
  if (publicSince !== null) throw new AlreadyPublic(['input', field]);
}
