import { z } from 'zod';
import { clearRehearsal } from '../../announcements/create-streams.ts';
import { requireOperator, requireStaff, type ScopedSeries } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { ControlHeld, NotFound } from '../../errors/user-errors.ts';
import { isReferenced, type Reference } from '../../graphql/reference.ts';
import { seriesColumn } from '../../graphql/scope-columns.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { forgetRehearsalKeys } from '../../mutations/idempotency.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import { exhibitionRef } from '../../mutations/validators.ts';
import { type Lease, requireControl } from '../lease/lease.ts';

interface Rehearsed {
  id: string;
  slug: string;
  series: ScopedSeries;
  /** Who has control of the rehearsal of its ceremonies. */
  leases: Lease[];
  /** The rehearsal status of each ceremony, deal and speech that the rehearsal changed, by id. */
  ceremonies: Record<string, string>;
  deals: Record<string, string>;
  speeches: Record<string, string>;
  /** The cue of each programme item that has one. */
  cues: Record<string, string>;
  /** The number of announcements. */
  announcements: number;
}

const nothingRehearsed = {
  ceremonies: {},
  deals: {},
  speeches: {},
  cues: {},
  announcements: 0,
  onHold: false,
};

/**
 * resetRehearsal restores the state before the rehearsal; a second one changes nothing. Older cursors of its stream give
 * CURSOR_EXPIRED.
 */
export const resetRehearsal = defineMutation({
  name: 'resetRehearsal',
  input: z.object({
    exhibition: exhibitionRef.describe('The exhibition whose rehearsal is reset, by its slug or its id.'),
  }),
  rights: requireStaff,
  errors: [ControlHeld],
  undoable: false,
  load: (read, input) => loadRehearsal(read, input.exhibition),
  decide(loaded, _input, deciding) {
    if (!loaded) throw new NotFound('exhibition', ['input', 'exhibition']);
    const { id, slug, series, leases, ...states } = loaded;
    const rehearsal = { ...states, onHold: leases.some(({ onHold }) => onHold) };
    requireOperator(deciding.identity, { slug, series });
    for (const lease of leases) requireControl(lease, deciding, ['input', 'exhibition']);
    return {
      result: { exhibition: id },
      writes: [
        sql`UPDATE "Ceremony" SET "rehearsalStatus" = 'PLANNED' WHERE "exhibitionId" = ${id}::uuid`,
        sql`UPDATE "Deal" SET "rehearsalStatus" = 'PLANNED'
            WHERE "exhibitionId" = ${id}::uuid AND "rehearsalStatus" <> 'PLANNED'`,
        sql`UPDATE "Speech" SET "rehearsalStatus" = 'SCHEDULED', "rehearsalTextReleased" = false
            WHERE "exhibitionId" = ${id}::uuid AND ("rehearsalStatus" <> 'SCHEDULED' OR "rehearsalTextReleased")`,
        sql`UPDATE "ProgrammeItem" SET "rehearsalCue" = 'NONE'
            WHERE "ceremonyId" IN (SELECT "id" FROM "Ceremony" WHERE "exhibitionId" = ${id}::uuid)`,
        sql`UPDATE "CeremonyControl" SET "onHold" = false, "version" = "version" + 1
            WHERE "mode" = 'REHEARSAL' AND "onHold"
              AND "ceremonyId" IN (SELECT "id" FROM "Ceremony" WHERE "exhibitionId" = ${id}::uuid)`,
        ...clearRehearsal(id),
        forgetRehearsalKeys(id),
      ],
      audit: [
        {
          exhibition: id,
          type: 'Exhibition',
          id,
          before: { rehearsal },
          after: { rehearsal: nothingRehearsed },
        },
      ],
    };
  },
});

/** Locks in the order of the verbs: a rehearsal under way is waited for, without a deadlock. */
async function loadRehearsal(read: ReadRows, reference: Reference): Promise<Rehearsed | null> {
  const inExhibition = sql`locked."exhibitionId" = (
    SELECT exhibition."id" FROM "Exhibition" AS exhibition WHERE ${isReferenced('exhibition', reference)})`;
  const [, , , [rehearsed]] = await Promise.all([
    lockRows(read, 'Ceremony', inExhibition, 'FOR NO KEY UPDATE'),
    lockRows(
      read,
      'Deal',
      sql`${inExhibition} AND locked."rehearsalStatus" <> 'PLANNED'`,
      'FOR NO KEY UPDATE',
    ),
    lockRows(
      read,
      'Speech',
      sql`${inExhibition} AND locked."rehearsalStatus" <> 'SCHEDULED'`,
      'FOR NO KEY UPDATE',
    ),
    read<Rehearsed>(sql`
      SELECT exhibition."id", exhibition."slug", ${seriesColumn},
             (SELECT coalesce(jsonb_agg(to_jsonb(control)), '[]')
              FROM "CeremonyControl" AS control JOIN "Ceremony" AS ceremony ON ceremony."id" = control."ceremonyId"
              WHERE ceremony."exhibitionId" = exhibition."id" AND control."mode" = 'REHEARSAL') AS leases,
             (SELECT coalesce(jsonb_object_agg("id", "rehearsalStatus"), '{}') FROM "Ceremony"
              WHERE "exhibitionId" = exhibition."id" AND "rehearsalStatus" <> 'PLANNED') AS ceremonies,
             (SELECT coalesce(jsonb_object_agg("id", "rehearsalStatus"), '{}') FROM "Deal"
              WHERE "exhibitionId" = exhibition."id" AND "rehearsalStatus" <> 'PLANNED') AS deals,
             (SELECT coalesce(jsonb_object_agg("id", "rehearsalStatus"), '{}') FROM "Speech"
              WHERE "exhibitionId" = exhibition."id" AND "rehearsalStatus" <> 'SCHEDULED') AS speeches,
             (SELECT coalesce(jsonb_object_agg(item."id", item."rehearsalCue"), '{}')
              FROM "ProgrammeItem" AS item JOIN "Ceremony" AS ceremony ON ceremony."id" = item."ceremonyId"
              WHERE ceremony."exhibitionId" = exhibition."id" AND item."rehearsalCue" <> 'NONE') AS cues,
             (SELECT "head" FROM "AnnouncementStream"
              WHERE "exhibitionId" = exhibition."id" AND "mode" = 'REHEARSAL') AS announcements
      FROM "Exhibition" AS exhibition WHERE ${isReferenced('exhibition', reference)}`),
  ]);
  return rehearsed ?? null;
}
