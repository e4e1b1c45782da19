import { RoleEnum } from '../access/viewer.schema.ts';
import type { Identity } from '../auth/identity.ts';
import { ExhibitionRef, exhibitionVisibility } from '../catalog/exhibitions/exhibition.schema.ts';
import { querySql, sql } from '../database/sql.ts';
import { builder } from '../graphql/builder.ts';
import type { Context } from '../graphql/context.ts';
import { encodeNodeId } from '../graphql/global-id.ts';
import { loadVisible } from '../graphql/load-visible.ts';
import { declareVisibility, ofExhibitions, ofSeries } from '../graphql/visibility.ts';
import { commitmentOf, readState } from '../privacy/audited-states.ts';

/**
 * An organizer sees the records of everything in the scope of the token, and its own: those of a company, which belongs to
 * no exhibition, are shown to the one who changed it.
 */
export const auditVisibility = declareVisibility('AuditRecord', 'AuditRecord', (identity, item) => {
  const { role, scope, subject } = identity;
  if (role !== 'ORGANIZER') return sql`false`;
  return sql`(
    ${ofExhibitions(scope, sql`${item}."exhibitionId"`)} OR ${item}."actor" = ${subject}
    OR (${item}."subjectType" = 'ExhibitionSeries' AND ${ofSeries(scope, sql`${item}."subjectId"`)})
    OR (${item}."subjectType" = 'ReportedFigure' AND EXISTS (
      SELECT FROM "ReportedFigure" AS figure
      WHERE figure."id" = ${item}."subjectId" AND ${ofSeries(scope, sql`figure."seriesId"`)})))`;
});

/** A state can hold a text in twenty languages. */
const stateCost = 10;

export const AuditRecordRef = builder.prismaNode('AuditRecord', {
  id: { field: 'id' },
  select: { id: true },
  description: 'One change of one object. A mutation that changes several objects has one record for each.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'Time of the change.' }),
    actor: t.exposeString('actor', {
      description: 'The subject (`sub`) of the token with which it was made.',
    }),
    role: t.field({
      type: RoleEnum,
      description: 'The role of the token.',
      select: { role: true },
      resolve: ({ role }) => role as Identity['role'],
    }),
    mutation: t.exposeString('mutation', { description: 'The name of the mutation, such as updateDeal.' }),
    requestId: t.exposeString('requestId', {
      description: 'The id of the request, which is also in the log and in the response header.',
    }),
    objectType: t.exposeString('subjectType', { description: 'The type of the object, such as Deal.' }),
    objectId: t.id({
      description: 'The id of the object, which may no longer exist.',
      select: { subjectType: true, subjectId: true },
      resolve: ({ subjectType, subjectId }) => encodeNodeId(subjectType, subjectId),
    }),
    exhibition: t.prismaField({
      type: ExhibitionRef,
      nullable: true,
      description:
        'The exhibition of the object. Null if it belongs to none, or if the exhibition was deleted.',
      select: { exhibitionId: true },
      resolve: (query, { exhibitionId }, _args, context) =>
        exhibitionId === null ? null : loadVisible(context, exhibitionVisibility, query, exhibitionId),
    }),
    announced: t.exposeBoolean('announced', {
      description: 'True if the change was announced. Such a change is not undone, but corrected.',
    }),
    before: t.field({
      type: 'JSON',
      nullable: true,
      complexity: stateCost,
      description:
        'The previous values, under the names of the database. Null if the change added the object. If the person was redacted, the personal values are absent and `redacted` is true.',
      select: { before: true },
      resolve: ({ before }, _args, context) => withPersonalValues(context, before),
    }),
    after: t.field({
      type: 'JSON',
      nullable: true,
      complexity: stateCost,
      description: 'The new values, as `before`. Null if the change deleted the object.',
      select: { after: true },
      resolve: ({ after }, _args, context) => withPersonalValues(context, after),
    }),
  }),
});

/** The record holds a commitment to the personal values of its object. */
async function withPersonalValues({ database, loaders }: Context, state: unknown): Promise<object | null> {
  const commitment = commitmentOf(state);
  if (commitment === null) return state as object | null;
  const value = await loaders.load('personal values', commitment, async (commitments) => {
    const rows = await querySql<{ commitment: string; value: object }>(
      database,
      sql`SELECT "commitment", "value" FROM "PersonalValue" WHERE "commitment" = ANY(${[...commitments]}::text[])`,
    );
    const byCommitment = new Map(rows.map((row) => [row.commitment, row.value]));
    return commitments.map((each) => byCommitment.get(each) ?? null);
  });
  return readState(state as object, value);
}
