import { seesDirectory } from '../../auth/policies.ts';
import { type Sql, sql } from '../../database/sql.ts';
import { archivedField } from '../../graphql/archived.ts';
import { builder } from '../../graphql/builder.ts';
import { encodeNodeId } from '../../graphql/global-id.ts';
import { nameField, nameTranslationsField } from '../../graphql/localized-text.schema.ts';
import { declareVisibility } from '../../graphql/visibility.ts';

export function hasPublicSpeech(item: Sql): Sql {
  return sql`EXISTS (SELECT FROM "Speech" AS speech WHERE speech."speakerId" = ${item}."id" AND speech."status" <> 'SCHEDULED')`;
}

/** Public callers see a person after the first of their speeches has started, also if it was merged after that. */
export const personVisibility = declareVisibility('Person', 'Person', (identity, item) => {
  return seesDirectory(identity)
    ? sql`true`
    : sql`(${hasPublicSpeech(item)} OR ${item}."publicSince" IS NOT NULL)`;
});

export const PersonRef = builder.prismaNode('Person', {
  id: { field: 'id' },
  select: { id: true },
  description: 'A speaker.',
  fields: (t) => ({
    name: t.string(nameField),
    nameTranslations: t.field(nameTranslationsField),
    country: t.expose('country', { type: 'CountryCode', description: 'The country they speak for.' }),
    redacted: t.boolean({
      description:
        'True if the personal values were deleted (`redactPerson`). The name is then a placeholder, in the languages of Pavilion.',
      select: { redactedAt: true },
      resolve: ({ redactedAt }) => redactedAt !== null,
    }),
    archived: t.exposeBoolean('archived', archivedField),
    mergedIntoId: t.id({
      nullable: true,
      description:
        'The id of the person that it was merged into, who has the speeches. Null if it was not merged.',
      select: { mergedIntoId: true },
      resolve: ({ mergedIntoId }) => mergedIntoId && encodeNodeId('Person', mergedIntoId),
    }),
    version: t.exposeInt('version', {
      description: 'Increases with each change of the person. Mutations accept it as expectedVersion.',
    }),
    sample: t.exposeBoolean('sample', {
      description: 'True for invented sample data.',
    }),
  }),
});
