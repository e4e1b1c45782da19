import { z } from 'zod';
import { requireOrganizer } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { AlreadyExists, NotFound } from '../../errors/user-errors.ts';
import { creating, sample } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { country, firstYear, lastYear, localized, nodeId, pageSlug } from '../../mutations/validators.ts';
import { insertRows } from '../../mutations/write-rows.ts';

export const createSeries = defineMutation({
  name: 'createSeries',
  input: z.object({
    slug: pageSlug.describe(
      'The unique name in URLs and arguments. At most 80 lower-case letters, digits and single hyphens; first path segments of pages, such as desk, are reserved.',
    ),
    nameTranslations: localized().describe('The name, with one entry per language.'),
    hostCityTranslations: localized().describe('The host city, with one entry per language.'),
    hostCountry: country.describe('The country of the host city.'),
    hostSubdivision: z
      .string()
      .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, 'is not an ISO 3166-2 code, such as CN-JS')
      .refine(
        (code) => country.safeParse(code.slice(0, 2)).success,
        'does not begin with an ISO 3166-1 country code',
      )
      .nullish()
      .describe('The ISO 3166-2 code of the province or state of the host city, such as CN-JS.'),
    partnerCountries: z
      .array(country)
      .max(50)
      .nullish()
      .describe('The partner countries in display order, at most 50.'),
    heldSince: z
      .int()
      .min(firstYear)
      .max(lastYear)
      .nullish()
      .describe(`The year of the first edition, from ${firstYear} to ${lastYear}.`),
    organizer: nodeId('PublicBody', 'Company')
      .nullish()
      .describe('The id of the PublicBody or Company that organizes it. It becomes public with the series.'),
    sample,
    ...creating,
  }),
  rights: requireOrganizer,
  errors: [AlreadyExists],
  async load(read, { organizer }) {
    if (organizer == null) return null;
    const [found] = await read<{ id: string }>(
      sql`SELECT "id" FROM "Organization" WHERE "id" = ${organizer}::uuid`,
    );
    return found ?? null;
  },
  decide(
    loaded,
    { organizer, nameTranslations, hostCityTranslations, idempotencyKey: _key, ...input },
    { at, newId },
  ) {
    if (organizer != null && !loaded) throw new NotFound('organization', ['input', 'organizer']);
    const id = newId();
    const series = {
      ...input,
      names: nameTranslations,
      hostCity: hostCityTranslations,
      hostSubdivision: input.hostSubdivision ?? null,
      partnerCountries: input.partnerCountries ?? [],
      heldSince: input.heldSince ?? null,
      organizerId: organizer ?? null,
    };
    return {
      result: { series: id },
      writes: [
        ...insertRows('ExhibitionSeries', [{ id, ...series }]),
        sql`UPDATE "Organization" SET "publicSince" = ${at}
            WHERE "id" = ${organizer ?? null}::uuid AND "publicSince" IS NULL`,
      ],
      audit: [{ type: 'ExhibitionSeries', id, before: null, after: series }],
    };
  },
});
