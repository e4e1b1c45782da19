/** The running order of a ceremony: input, loaded rows, and the statements that replace it. */

import { z } from 'zod';
import { type Sql, sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { type InputPath, InvalidInput, NotFound, ProgrammeItemDone } from '../../errors/user-errors.ts';
import { listLimits } from '../../graphql/list-limits.ts';
import { inputObject } from '../../mutations/input-type.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import { nodeId } from '../../mutations/validators.ts';
import { insertRows } from '../../mutations/write-rows.ts';

const maxItems = listLimits.programmeItems.max;

const item = inputObject(
  'ProgrammeItemInput',
  'One programme item: either a deal or a speech.',
  z
    .object({
      deal: nodeId('Deal').nullish().describe('The id of a deal of the exhibition.'),
      speech: nodeId('Speech').nullish().describe('The id of a speech of the exhibition.'),
    })
    .refine(({ deal, speech }) => (deal == null) !== (speech == null), 'is either a deal or a speech'),
  { isOneOf: true },
);

export const programmeInput = z
  .array(item)
  .max(maxItems, `has more than ${maxItems} items`)
  .superRefine((items, context) => {
    const ids = items.map(subjectOf);
    for (const [index, id] of ids.entries()) {
      if (ids.indexOf(id) !== index)
        context.addIssue({ code: 'custom', path: [index], message: 'is in the programme twice' });
    }
  });

export type ProgrammeInput = z.output<typeof programmeInput>;

export interface LoadedItem {
  id: string;
  position: number;
  dealId: string | null;
  speechId: string | null;
  /** Signed, started or finished. The item cannot be removed from the programme. */
  done: boolean;
}

/** Subject is a deal or a speech that the input names. */
interface Subject {
  id: string;
  exhibitionId: string;
  /** The ceremony that has it in its programme. Null if none has. */
  ceremonyId: string | null;
}

export interface LoadedProgramme {
  items: LoadedItem[];
  subjects: Subject[];
}

/** Call it after locking the ceremony. Locks the deals and speeches of the previous and the new programme. */
export async function loadProgramme(
  read: ReadRows,
  ceremonyId: string | null,
  given: ProgrammeInput,
): Promise<LoadedProgramme> {
  const deals = given.flatMap(({ deal }) => deal ?? []);
  const speeches = given.flatMap(({ speech }) => speech ?? []);
  const [, , items, subjects] = await Promise.all([
    lockRows(
      read,
      'Deal',
      sql`locked."id" = ANY(${deals}::uuid[]) OR locked."id" IN (
        SELECT "dealId" FROM "ProgrammeItem" WHERE "ceremonyId" = ${ceremonyId}::uuid)`,
      'FOR SHARE',
    ),
    lockRows(
      read,
      'Speech',
      sql`locked."id" = ANY(${speeches}::uuid[]) OR locked."id" IN (
        SELECT "speechId" FROM "ProgrammeItem" WHERE "ceremonyId" = ${ceremonyId}::uuid)`,
      'FOR SHARE',
    ),
    read<LoadedItem>(sql`
      SELECT item."id", item."position", item."dealId", item."speechId",
             coalesce(deal."status" IN ('SIGNED', 'RETRACTED'), speech."status" <> 'SCHEDULED') AS done
      FROM "ProgrammeItem" AS item
      LEFT JOIN "Deal" AS deal ON deal."id" = item."dealId"
      LEFT JOIN "Speech" AS speech ON speech."id" = item."speechId"
      WHERE item."ceremonyId" = ${ceremonyId}::uuid ORDER BY item."position"`),
    read<Subject>(sql`
      SELECT deal."id", deal."exhibitionId", item."ceremonyId"
      FROM "Deal" AS deal LEFT JOIN "ProgrammeItem" AS item ON item."dealId" = deal."id"
      WHERE deal."id" = ANY(${deals}::uuid[]) AND deal."status" <> 'WITHDRAWN'
      UNION ALL
      SELECT speech."id", speech."exhibitionId", item."ceremonyId"
      FROM "Speech" AS speech LEFT JOIN "ProgrammeItem" AS item ON item."speechId" = speech."id"
      WHERE speech."id" = ANY(${speeches}::uuid[])`),
  ]);
  return { items, subjects };
}

/**
 * replaceProgramme keeps the ids and cues of items that stay. It throws if an item that is done is removed, or if a
 * new item belongs to another exhibition or programme.
 */
export function replaceProgramme(
  ceremony: { id: string; exhibitionId: string },
  given: ProgrammeInput,
  { items, subjects }: LoadedProgramme,
  path: InputPath,
  newId: () => string,
): Sql[] {
  requireSubjects(ceremony, given, subjects, path);
  const ids = given.map(subjectOf);
  const leaving = items.filter((each) => !ids.includes(subjectIdOf(each)));
  if (leaving.some(({ done }) => done))
    throw new ProgrammeItemDone(
      'A signed deal and a started or finished speech cannot be removed from the programme.',
      path,
    );
  const known = new Set(items.map(subjectIdOf));
  const added = given.flatMap(({ deal = null, speech = null }, position) =>
    known.has((deal ?? speech)!)
      ? []
      : [{ id: newId(), ceremonyId: ceremony.id, position, dealId: deal, speechId: speech }],
  );
  return [
    ...(leaving.length > 0
      ? [sql`DELETE FROM "ProgrammeItem" WHERE "id" = ANY(${leaving.map(({ id }) => id)}::uuid[])`]
      : []),
    ...moveItems(
      ceremony.id,
      items.filter((each) => !leaving.includes(each)),
      ids,
    ),
    ...insertRows('ProgrammeItem', added),
  ];
}

/** Positions are unique, and Postgres checks this for each row. So all items first get negative positions. */
function moveItems(ceremonyId: string, staying: readonly LoadedItem[], ids: readonly string[]): Sql[] {
  if (staying.length === 0) return [];
  const positions = staying.map((each) => ids.indexOf(subjectIdOf(each)));
  return [
    sql`UPDATE "ProgrammeItem" SET "position" = -1 - "position" WHERE "ceremonyId" = ${ceremonyId}::uuid`,
    sql`UPDATE "ProgrammeItem" AS item SET "position" = moved.position
        FROM unnest(${staying.map(({ id }) => id)}::uuid[], ${positions}::int[]) AS moved(id, position)
        WHERE item."id" = moved.id`,
  ];
}

function requireSubjects(
  { id: ceremonyId, exhibitionId }: { id: string; exhibitionId: string },
  given: ProgrammeInput,
  subjects: readonly Subject[],
  path: InputPath,
): void {
  for (const [index, each] of given.entries()) {
    const kind = each.deal ? 'deal' : 'speech';
    const at = [...path, String(index), kind];
    const found = subjects.find(({ id }) => id === subjectOf(each));
    if (found?.exhibitionId !== exhibitionId) throw new NotFound(kind, at);
    if (found.ceremonyId && found.ceremonyId !== ceremonyId)
      throw InvalidInput.at(at, 'is in the programme of another ceremony');
  }
}

function subjectOf({ deal, speech }: ProgrammeInput[number]): string {
  return (deal ?? speech)!;
}

function subjectIdOf({ dealId, speechId }: Pick<LoadedItem, 'dealId' | 'speechId'>): string {
  return (dealId ?? speechId)!;
}
