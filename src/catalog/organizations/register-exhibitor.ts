import { z } from 'zod';
import { requireOperator, requireStaff } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { AlreadyExists } from '../../errors/user-errors.ts';
import { creating, sample } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { loadReferred, requireReferred } from '../../mutations/merged.ts';
import { exhibitionRef, nodeId } from '../../mutations/validators.ts';
import { insertRows } from '../../mutations/write-rows.ts';
import { loadExhibition, requireExhibition } from '../exhibitions/load-exhibition.ts';
import { booth, hall, loadMainExhibitor, mainExhibitor, requireMain } from './exhibitor-input.ts';

/** registerExhibitor also makes the organization public. */
export const registerExhibitor = defineMutation({
  name: 'registerExhibitor',
  input: z.object({
    exhibition: exhibitionRef.describe('The exhibition, by its slug or its id.'),
    organization: nodeId('Company', 'PublicBody').describe('The id of a Company or a PublicBody.'),
    mainExhibitor: mainExhibitor.nullish(),
    hall: hall.nullish(),
    booth: booth.nullish(),
    sample,
    ...creating,
  }),
  rights: requireStaff,
  errors: [AlreadyExists],
  async load(read, { exhibition, organization, mainExhibitor }) {
    const [loaded, main, found] = await Promise.all([
      loadExhibition(read, exhibition),
      loadMainExhibitor(read, mainExhibitor),
      // It becomes public.
      loadReferred(read, 'Organization', organization, 'FOR NO KEY UPDATE'),
    ]);
    return { exhibition: loaded, organization: found, main };
  },
  decide(loaded, input, { identity, at, newId }) {
    const exhibition = requireExhibition(loaded.exhibition);
    requireOperator(identity, exhibition);
    requireReferred(loaded.organization, 'organization', ['input', 'organization']);
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
