import { exhibitionsWithVisiblePlans } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { archivedField } from '../../graphql/archived.ts';
import { builder } from '../../graphql/builder.ts';
import { nameField, nameTranslationsField } from '../../graphql/localized-text.schema.ts';
import { declareVisibility } from '../../graphql/visibility.ts';

/** Public callers see a person after the first of their speeches has started. */
export const personVisibility = declareVisibility('Person', 'Person', (identity, item) => {
  const plans = exhibitionsWithVisiblePlans(identity);
  return plans === 'all' || plans.length > 0
    ? sql`true`
    : sql`EXISTS (SELECT FROM "Speech" AS speech WHERE speech."speakerId" = ${item}."id" AND speech."status" <> 'SCHEDULED')`;
});

export const PersonRef = builder.prismaNode('Person', {
  id: { field: 'id' },
  select: { id: true },
  description: 'A speaker.',
  fields: (t) => ({
    name: t.string(nameField),
    nameTranslations: t.field(nameTranslationsField),
    country: t.expose('country', { type: 'CountryCode', description: 'The country they speak for.' }),
    archived: t.exposeBoolean('archived', archivedField),
    version: t.exposeInt('version', {
      description: 'Increases with each change of the person. Mutations accept it as expectedVersion.',
    }),
    sample: t.exposeBoolean('sample', {
      description: 'True for invented sample data.',
    }),
  }),
});
