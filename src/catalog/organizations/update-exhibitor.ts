/** updateExhibitor and deleteExhibitor. */
import { z } from 'zod';
import { requireOperator, requireStaff, type ScopedSeries } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { InvalidInput, NotFound } from '../../errors/user-errors.ts';
import { seriesColumn } from '../../graphql/scope-columns.ts';
import { updating } from '../../mutations/common-input.ts';
import { defineDeletion } from '../../mutations/define-deletion.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { nodeId } from '../../mutations/validators.ts';
import { updateRow } from '../../mutations/write-rows.ts';
import { booth, hall, loadMainExhibitor, mainExhibitor, requireMain } from './exhibitor-input.ts';

interface LoadedExhibitor {
  version: number;
  exhibitionId: string;
  slug: string;
  series: ScopedSeries;
  coExhibitors: number;
  role: 'MAIN' | 'CO';
  mainExhibitorId: string | null;
  hall: string | null;
  booth: string | null;
}

export const updateExhibitor = defineMutation({
  name: 'updateExhibitor',
  input: z.object({
    exhibitor: nodeId('Exhibitor').describe('The exhibitor.'),
    mainExhibitor: mainExhibitor
      .nullish()
      .describe(
        'The id of the main exhibitor whose booth it shares, which makes it a co-exhibitor. Null makes it a main exhibitor.',
      ),
    hall: hall.nullish().describe('The hall: at most 80 characters. Null clears it.'),
    booth: booth.nullish().describe('The booth: at most 80 characters. Null clears it.'),
    ...updating('exhibitor'),
  }),
  rights: requireStaff,
  async load(read, input) {
    const [main, [exhibitor]] = await Promise.all([
      loadMainExhibitor(read, input.mainExhibitor, input.exhibitor),
      read<LoadedExhibitor>(sql`
        SELECT item."version", item."exhibitionId", exhibition."slug", ${seriesColumn}, item."role", item."mainExhibitorId", item."hall",
               item."booth", (SELECT count(*)::int FROM "Exhibitor" WHERE "mainExhibitorId" = item."id") AS "coExhibitors"
        FROM "Exhibitor" AS item JOIN "Exhibition" AS exhibition ON exhibition."id" = item."exhibitionId"
        WHERE item."id" = ${input.exhibitor}::uuid`),
    ]);
    return { exhibitor: exhibitor ?? null, main };
  },
  decide({ exhibitor, main }, input, { identity }) {
    if (!exhibitor) throw new NotFound('exhibitor', ['input', 'exhibitor']);
    const { version, exhibitionId, slug, series, coExhibitors, ...before } = exhibitor;
    const { exhibitor: id, mainExhibitor: mainId } = input;
    requireOperator(identity, { slug, series });
    assertVersion(input.expectedVersion, { typename: 'Exhibitor', id, version });
    if (mainId != null) {
      requireMain(main, exhibitionId);
      if (coExhibitors > 0 || mainId === id)
        throw InvalidInput.at(
          ['input', 'mainExhibitor'],
          'cannot be set: the exhibitor has co-exhibitors or is itself',
        );
    }
    const mainExhibitorId = mainId === undefined ? before.mainExhibitorId : mainId;
    const after = {
      role: mainExhibitorId === null ? 'MAIN' : 'CO',
      mainExhibitorId,
      hall: input.hall === undefined ? before.hall : input.hall,
      booth: input.booth === undefined ? before.booth : input.booth,
    };
    return {
      result: { exhibitor: id },
      writes: updateRow('Exhibitor', id, after),
      audit: [{ exhibition: exhibitionId, type: 'Exhibitor', id, before, after }],
    };
  },
});

export const deleteExhibitor = defineDeletion({
  name: 'deleteExhibitor',
  field: 'exhibitor',
  typename: 'Exhibitor',
  table: 'Exhibitor',
  description: 'An exhibitor without co-exhibitors.',
  rights: requireStaff,
  authorize: (identity, { exhibition }) => requireOperator(identity, exhibition!),
  exhibitionId: sql`item."exhibitionId"`,
  references: {
    'co-exhibitors': sql`SELECT count(*)::int FROM "Exhibitor" WHERE "mainExhibitorId" = item."id"`,
  },
});
