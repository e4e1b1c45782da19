import { requireOrganizer } from '../auth/policies.ts';
import { namedExhibition } from '../catalog/exhibitions/named-in-filters.ts';
import { type Sql, sql } from '../database/sql.ts';
import { builder } from '../graphql/builder.ts';
import { decodeNodeId } from '../graphql/global-id.ts';
import { type ListSource, list } from '../graphql/list.ts';
import type { PageOrder } from '../graphql/page-order.ts';
import { badUserInput } from '../graphql/query-errors.ts';
import { instant } from '../mutations/validators.ts';
import { AuditRecordRef, auditVisibility } from './audit-record.schema.ts';

const source: ListSource<'AuditRecord'> = { typename: 'AuditRecord', visibility: auditVisibility };

const newestFirst: PageOrder = {
  name: 'number',
  column: sql`item."number"`,
  type: 'numeric',
  descending: true,
};

const AuditLogFilter = builder.inputType('AuditLogFilter', {
  description: 'Conditions on audit records. A record must meet all that are given.',
  fields: (t) => ({
    object: t.id({
      description: 'The id of an object, which may be deleted. Nothing is recorded of an unknown one.',
    }),
    exhibition: t.id({ description: 'An exhibition, by its slug or its id. An unknown one is an error.' }),
    mutation: t.stringList({
      description: 'One of these mutations, by their names. An empty list matches none.',
    }),
    actor: t.string({ description: 'The subject (`sub`) of a token.' }),
    from: t.field({ type: 'DateTime', description: 'Made at this time or later.' }),
    before: t.field({ type: 'DateTime', description: 'Made before this time.' }),
  }),
});

type Filter = typeof AuditLogFilter.$inferInput;

const AuditRecordConnection = builder.connectionObject(
  { type: AuditRecordRef, name: 'AuditRecordConnection', description: 'A page of audit records.' },
  { name: 'AuditRecordEdge' },
);

builder.queryField('auditLog', (t) =>
  t.connection(
    {
      type: AuditRecordRef,
      description: 'Who changed what, the newest first. Requires an organizer.',
      args: {
        filter: t.arg({
          type: AuditLogFilter,
          description: 'Conditions that every record of the list meets.',
        }),
      },
      resolve: (_root, { filter, ...args }, context, info) => {
        requireOrganizer(context.identity);
        const exhibition = filter?.exhibition;
        const at = exhibition == null ? [] : [namedExhibition(exhibition, ['filter', 'exhibition'])];
        return list(source, {
          args,
          context,
          info,
          order: newestFirst,
          where: [...conditionsOf(filter ?? {}), ...at.map(({ id }) => sql`item."exhibitionId" = ${id}`)],
          named: at,
        });
      },
    },
    AuditRecordConnection,
  ),
);

function conditionsOf({ object, mutation, actor, from, before }: Filter): Sql[] {
  return [
    ...(object == null ? [] : [ofObject(object)]),
    ...(mutation == null ? [] : [sql`item."mutation" = ANY(${texts(mutation, 'mutation')}::text[])`]),
    ...(actor == null ? [] : [sql`item."actor" = ${texts([actor], 'actor')[0]}`]),
    ...(from == null ? [] : [sql`item."at" >= ${timeOf(from, 'from')}`]),
    ...(before == null ? [] : [sql`item."at" < ${timeOf(before, 'before')}`]),
  ];
}

function ofObject(id: string): Sql {
  const decoded = decodeNodeId(id);
  return decoded
    ? sql`(item."subjectId" = ${decoded.id}::uuid AND item."subjectType" = ${decoded.typename})`
    : sql`false`;
}

const maxTexts = 100;
const maxCharacters = 200;

function texts(given: readonly string[], field: string): string[] {
  const isText = (text: string) =>
    text.length <= maxCharacters && !text.includes('\0') && text.isWellFormed();
  if (given.length > maxTexts || !given.every(isText))
    throw badUserInput(`${field} must be at most ${maxTexts} texts of at most ${maxCharacters} characters.`, [
      'filter',
      field,
    ]);
  return [...given];
}

function timeOf(text: string, field: string): Date {
  const parsed = instant.safeParse(text);
  if (parsed.success) return parsed.data;
  throw badUserInput(`${field} must be a time with its offset, such as 2023-11-03T09:00:00+08:00.`, [
    'filter',
    field,
  ]);
}
