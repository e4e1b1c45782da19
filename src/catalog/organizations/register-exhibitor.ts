import { z } from 'zod';
import { requireOperator, requireStaff } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { AlreadyExists, InvalidInput, NotFound } from '../../errors/user-errors.ts';
import { creating, sample } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { exhibitionRef, nodeId, text } from '../../mutations/validators.ts';
import { insertRows } from '../../mutations/write-rows.ts';
import { loadExhibition, requireExhibition } from '../exhibitions/load-exhibition.ts';

interface MainExhibitor {
  exhibitionId: string;
  role: string;
}

/** registerExhibitor also makes the organization public. */
export const registerExhibitor = defineMutation({
  name: 'registerExhibitor',
  input: z.object({
    exhibition: exhibitionRef.describe('The exhibition, by its slug or its id.'),
    organization: nodeId('Company', 'PublicBody').describe('The id of a Company or a PublicBody.'),
    mainExhibitor: nodeId('Exhibitor')
      .nullish()
      .describe(
        'The id of the main exhibitor whose booth a co-exhibitor shares. Null registers a main exhibitor.',
      ),
    hall: text(80)
      .nullish()
      .describe('The name or number of the hall, at most 80 characters. Null if not assigned.'),
    booth: text(80)
      .nullish()
      .describe('The number of the booth, at most 80 characters. Null if not assigned.'),
    sample,
    ...creating,
  }),
  rights: requireStaff,
  errors: [AlreadyExists],
  async load(read, { exhibition, organization, mainExhibitor }) {
    const [loaded, [found], [main]] = await Promise.all([
      loadExhibition(read, exhibition),
      read(sql`SELECT "id" FROM "Organization" WHERE "id" = ${organization}::uuid`),
      mainExhibitor
        ? read<MainExhibitor>(
            sql`SELECT "exhibitionId", "role" FROM "Exhibitor" WHERE "id" = ${mainExhibitor}::uuid`,
          )
        : [],
    ]);
    return { exhibition: loaded, isOrganization: found !== undefined, main };
  },
  decide(loaded, input, { identity, at, newId }) {
    const exhibition = requireExhibition(loaded.exhibition);
    requireOperator(identity, exhibition.slug);
    if (!loaded.isOrganization) throw new NotFound('organization', ['input', 'organization']);
    const { organization: organizationId, mainExhibitor } = input;
    if (mainExhibitor) requireMain(loaded.main, exhibition.id);
    const id = newId();
    const exhibitor = {
      organizationId,
      role: mainExhibitor ? 'CO' : 'MAIN',
      mainExhibitorId: mainExhibitor ?? null,
      hall: input.hall ?? null,
      booth: input.booth ?? null,
      sample: input.sample,
    };
    return {
      result: { exhibitor: id },
      writes: [
        ...insertRows('Exhibitor', [{ id, exhibitionId: exhibition.id, ...exhibitor }]),
        sql`UPDATE "Organization" SET "publicSince" = ${at}
            WHERE "id" = ${organizationId}::uuid AND "publicSince" IS NULL`,
      ],
      audit: [{ exhibition: exhibition.id, type: 'Exhibitor', id, before: null, after: exhibitor }],
    };
  },
});

function requireMain(main: MainExhibitor | undefined, exhibitionId: string): void {
  const path = ['input', 'mainExhibitor'];
  if (!main) throw new NotFound('exhibitor', path);
  if (main.exhibitionId !== exhibitionId || main.role !== 'MAIN')
    throw InvalidInput.at(path, 'is not a main exhibitor of this exhibition');
}
