import { requireOrganizer, requireOrganizerOf } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { defineDeletion } from '../../mutations/define-deletion.ts';

/** Its venues, rates and empty streams go with it. */
export const deleteExhibition = defineDeletion({
  name: 'deleteExhibition',
  field: 'exhibition',
  typename: 'Exhibition',
  table: 'Exhibition',
  description:
    'The id of an exhibition without announcements, deals, speeches, ceremonies, exhibitors and reported figures.',
  rights: requireOrganizer,
  authorize: (identity, { exhibition }) => requireOrganizerOf(identity, exhibition!),
  exhibitionId: sql`item."id"`,
  references: {
    announcements: sql`SELECT coalesce(sum("head"), 0)::int FROM "AnnouncementStream" WHERE "exhibitionId" = item."id"`,
    deals: sql`SELECT count(*)::int FROM "Deal" WHERE "exhibitionId" = item."id"`,
    speeches: sql`SELECT count(*)::int FROM "Speech" WHERE "exhibitionId" = item."id"`,
    ceremonies: sql`SELECT count(*)::int FROM "Ceremony" WHERE "exhibitionId" = item."id"`,
    exhibitors: sql`SELECT count(*)::int FROM "Exhibitor" WHERE "exhibitionId" = item."id"`,
    'reported figures': sql`SELECT count(*)::int FROM "ReportedFigure" WHERE "exhibitionId" = item."id"`,
  },
  deleteParts: (id) => [
    sql`DELETE FROM "AnnouncementStream" WHERE "exhibitionId" = ${id}::uuid`,
    sql`DELETE FROM "Venue" WHERE "exhibitionId" = ${id}::uuid`,
  ],
});
