/** The statements that change the programme of a ceremony. */
import { isDeepStrictEqual } from 'node:util';
import { type Sql, sql } from '../../database/sql.ts';
import { type InputPath, InvalidInput, ProgrammeItemDone } from '../../errors/user-errors.ts';
import { listLimits } from '../../graphql/list-limits.ts';
import { insertRows, updateRows } from '../../mutations/write-rows.ts';
import type { ItemContent, LoadedItem } from './load-programme.ts';
import type { PlannedItem } from './planned-item.ts';

const maxItems = listLimits.programmeItems.max;

/**
 * The statements that make the programme what is given: items that stay keep their ids and cues. It throws where an
 * announced item is removed, or would have another place among the announced ones, which are public.
 */
export function changeProgramme(
  ceremonyId: string,
  before: readonly LoadedItem[],
  after: readonly PlannedItem[],
  path: InputPath,
): Sql[] {
  if (after.length > maxItems) throw InvalidInput.at(path, `would have more than ${maxItems} items`);
  const ids = after.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice !== -1) throw InvalidInput.at([...path, String(twice)], 'is in the programme twice');
  requireAnnouncedOrder(before, after, path);
  const leaving = before.filter(({ id }) => !ids.includes(id));
  const known = new Map(before.map((each) => [each.id, each]));
  const changed = after.filter((each) => {
    const was = known.get(each.id);
    return was && !isDeepStrictEqual(contentOf(was), contentOf(each));
  });
  return [
    ...(leaving.length > 0
      ? [sql`DELETE FROM "ProgrammeItem" WHERE "id" = ANY(${leaving.map(({ id }) => id)}::uuid[])`]
      : []),
    ...moveItems(
      ceremonyId,
      before.filter(({ id }) => ids.includes(id)),
      ids,
    ),
    ...updateRows(
      'ProgrammeItem',
      changed.map((each) => ({ id: each.id, ...contentOf(each) })),
    ),
    ...insertRows(
      'ProgrammeItem',
      after.flatMap((each, position) =>
        known.has(each.id) ? [] : [{ id: each.id, ceremonyId, position, ...contentOf(each) }],
      ),
    ),
  ];
}

function requireAnnouncedOrder(
  before: readonly LoadedItem[],
  after: readonly PlannedItem[],
  path: InputPath,
): void {
  const announced = after.filter(({ done }) => done);
  if (before.filter(({ done }) => done).some(({ id }, index) => announced[index]?.id !== id))
    throw new ProgrammeItemDone(
      'A signed deal and a started or finished speech can be neither removed from the programme nor moved before another one.',
      path,
    );
}

/** Positions are unique, and Postgres checks this for each row. So all items first get negative positions. */
function moveItems(ceremonyId: string, staying: readonly LoadedItem[], ids: readonly string[]): Sql[] {
  const positions = staying.map(({ id }) => ids.indexOf(id));
  if (staying.every(({ position }, index) => position === positions[index])) return [];
  return [
    sql`UPDATE "ProgrammeItem" SET "position" = -1 - "position" WHERE "ceremonyId" = ${ceremonyId}::uuid`,
    sql`UPDATE "ProgrammeItem" AS item SET "position" = moved.position
        FROM unnest(${staying.map(({ id }) => id)}::uuid[], ${positions}::int[]) AS moved(id, position)
        WHERE item."id" = moved.id`,
  ];
}

function contentOf({
  dealId,
  speechId,
  titles,
  titledKind,
  startsAt,
  durationSeconds,
}: ItemContent): ItemContent {
  return { dealId, speechId, titles, titledKind, startsAt, durationSeconds };
}
