/** What a ceremony leaves undone, and how another ceremony takes it over. */
import type { StreamMode } from '../../announcements/content.ts';
import { type Sql, sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { CeremonyNotOpen, InvalidInput, NotFound } from '../../errors/user-errors.ts';
import { listLimits } from '../../graphql/list-limits.ts';

export interface CarryTarget {
  id: string;
  exhibitionId: string;
  status: string;
  items: number;
  /** The position after its last item. */
  end: number;
}

/** The ids of the items that are neither announced nor done in the stream, in running order. */
export async function readUnfinishedItems(
  read: ReadRows,
  ceremonyId: string,
  mode: StreamMode,
): Promise<string[]> {
  const rows = await read<{ id: string }>(sql`
    SELECT item."id"
    FROM "ProgrammeItem" AS item
    LEFT JOIN "Deal" AS deal ON deal."id" = item."dealId"
    LEFT JOIN "Speech" AS speech ON speech."id" = item."speechId"
    WHERE item."ceremonyId" = ${ceremonyId}::uuid AND CASE ${mode}
      WHEN 'LIVE' THEN
        deal."status" = 'PLANNED' OR speech."status" = 'SCHEDULED' OR item."titles" IS NOT NULL AND item."cue" <> 'DONE'
      ELSE
        deal."rehearsalStatus" = 'PLANNED' OR speech."rehearsalStatus" = 'SCHEDULED'
        OR item."titles" IS NOT NULL AND item."rehearsalCue" <> 'DONE'
      END
    ORDER BY item."position"`);
  return rows.map(({ id }) => id);
}

/** The ceremony is locked before. */
export async function readCarryTarget(read: ReadRows, id: string): Promise<CarryTarget | null> {
  const [target] = await read<CarryTarget>(sql`
    SELECT "id", "exhibitionId", "status",
           (SELECT count(*)::int FROM "ProgrammeItem" WHERE "ceremonyId" = ceremony."id") AS items,
           (SELECT coalesce(max("position") + 1, 0) FROM "ProgrammeItem" WHERE "ceremonyId" = ceremony."id") AS "end"
    FROM "Ceremony" AS ceremony WHERE "id" = ${id}::uuid`);
  return target ?? null;
}

/** The statements that append the items to the programme of the target, in their order and without their cues. */
export function carryItems(
  from: { id: string; exhibitionId: string },
  target: CarryTarget | null,
  items: readonly string[],
  mode: StreamMode,
): Sql[] {
  const path = ['input', 'carryTo'];
  if (mode !== 'LIVE')
    throw InvalidInput.at(path, 'is for the LIVE stream: a rehearsal changes no programme');
  if (target?.exhibitionId !== from.exhibitionId) throw new NotFound('ceremony', path);
  if (target.id === from.id) throw InvalidInput.at(path, 'is the ceremony that is closed');
  if (!['PLANNED', 'OPEN'].includes(target.status))
    throw new CeremonyNotOpen('The ceremony is neither planned nor open.', path);
  const { max } = listLimits.programmeItems;
  if (target.items + items.length > max) throw InvalidInput.at(path, `would have more than ${max} items`);
  if (items.length === 0) return [];
  return [
    sql`
      UPDATE "ProgrammeItem" AS item
      SET "ceremonyId" = ${target.id}::uuid, "position" = ${target.end}::int + moved."ordinality" - 1, "cue" = 'NONE'
      FROM unnest(${[...items]}::uuid[]) WITH ORDINALITY AS moved("id", "ordinality")
      WHERE item."id" = moved."id"`,
  ];
}
