import { exhibitionsWithVisiblePlans } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
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
    country: t.expose('country', {
      type: 'CountryCode',
      description: 'The country that the speaker represents.',
    }),
    sample: t.exposeBoolean('sample', {
      description: 'True for invented sample data.',
    }),
  }),
});
