/** The running order of a ceremony: input, loaded rows, and the statements that change it. */

import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import * as enums from '../../../prisma/generated/client/enums.ts';
import { type Sql, sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { type InputPath, InvalidInput, NotFound, ProgrammeItemDone } from '../../errors/user-errors.ts';
import { listLimits } from '../../graphql/list-limits.ts';
import { inputObject, oneOf } from '../../mutations/input-type.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import { instant, localized, nodeId } from '../../mutations/validators.ts';
import { insertRows, updateRows } from '../../mutations/write-rows.ts';
import { type LocalizedText, sortByLanguages } from '../../text/localized-text.ts';

const maxItems = listLimits.programmeItems.max;
const maxDurationSeconds = 24 * 60 * 60;

export const titledKind = oneOf('TitledItemKind', enums.TitledItemKind).describe('What it is.');
export const titleTranslations = localized().describe('The title, with one entry per language.');

const titled = inputObject(
  'TitledItemInput',
  'A programme item that is neither a signing nor a speech.',
  z.object({ kind: titledKind.default('OTHER'), titleTranslations }),
);

/** The plan of an item. Absent leaves it as it is, null clears it. */
export const itemPlan = {
  startsAt: instant.nullish().describe('The planned start. Null if it is not planned.'),
  durationSeconds: z
    .int()
    .min(1)
    .max(maxDurationSeconds)
    .nullish()
    .describe('The planned duration in seconds, from 1 to 86,400. Null if it is not planned.'),
};

/** What a new item is: exactly one of them. */
export const newSubject = {
  deal: nodeId('Deal').nullish().describe('The id of a deal of the exhibition.'),
  speech: nodeId('Speech').nullish().describe('The id of a speech of the exhibition.'),
  title: titled.nullish().describe('Anything else, such as an anthem or a break.'),
};

const item = inputObject(
  'ProgrammeItemInput',
  'One programme item: exactly one of `item`, `deal`, `speech` and `title`, with its plan.',
  z
    .object({
      item: nodeId('ProgrammeItem').nullish().describe('The id of an item of this programme.'),
      ...newSubject,
      ...itemPlan,
    })
    .refine(isOneThing, 'is exactly one of item, deal, speech and title'),
);

export function isOneThing(given: Partial<Record<'item' | 'deal' | 'speech' | 'title', unknown>>): boolean {
  return [given.item, given.deal, given.speech, given.title].filter((each) => each != null).length === 1;
}

export const programmeInput = z
  .array(item)
  .max(maxItems, `has more than ${maxItems} items`)
  .superRefine((items, context) => {
    const ids = items.map((each) => each.item ?? each.deal ?? each.speech);
    for (const [index, id] of ids.entries()) {
      if (id != null && ids.indexOf(id) !== index)
        context.addIssue({ code: 'custom', path: [index], message: 'is in the programme twice' });
    }
  });

export type ItemInput = z.output<typeof item>;

/** What an item is about and when it is planned. Times are ISO 8601. */
interface ItemContent {
  dealId: string | null;
  speechId: string | null;
  titles: LocalizedText | null;
  titledKind: keyof typeof enums.TitledItemKind | null;
  startsAt: string | null;
  durationSeconds: number | null;
}

export interface LoadedItem extends ItemContent {
  id: string;
  position: number;
  /** Signed, started or finished: it is announced. */
  done: boolean;
}

/** Subject is a deal or a speech that the input names. */
interface Subject {
  id: string;
  exhibitionId: string;
  /** The ceremony that has it in its programme. Null if none has. */
  ceremonyId: string | null;
  done: boolean;
}

export interface LoadedProgramme {
  items: LoadedItem[];
  subjects: Subject[];
}

/** An item of the changed programme. */
export type PlannedItem = Omit<LoadedItem, 'position'>;

interface Programme {
  id: string;
  exhibitionId: string;
  languages: readonly string[];
}

/** Call it after locking the ceremony. Locks the deals and speeches of the previous and the new programme. */
export async function loadProgramme(
  read: ReadRows,
  ceremonyId: Sql,
  given: readonly Pick<ItemInput, 'deal' | 'speech'>[],
): Promise<LoadedProgramme> {
  const deals = given.flatMap(({ deal }) => deal ?? []);
  const speeches = given.flatMap(({ speech }) => speech ?? []);
  const [, , items, subjects] = await Promise.all([
    lockRows(
      read,
      'Deal',
      sql`locked."id" = ANY(${deals}::uuid[]) OR locked."id" IN (
        SELECT "dealId" FROM "ProgrammeItem" WHERE "ceremonyId" = ${ceremonyId})`,
      'FOR SHARE',
    ),
    lockRows(
      read,
      'Speech',
      sql`locked."id" = ANY(${speeches}::uuid[]) OR locked."id" IN (
        SELECT "speechId" FROM "ProgrammeItem" WHERE "ceremonyId" = ${ceremonyId})`,
      'FOR SHARE',
    ),
    read<LoadedItem>(sql`
      SELECT item."id", item."position", item."dealId", item."speechId", item."titles", item."titledKind",
             to_json(item."startsAt") #>> '{}' AS "startsAt", item."durationSeconds",
             coalesce(${dealIsDone}, ${speechIsDone}, false) AS done
      FROM "ProgrammeItem" AS item
      LEFT JOIN "Deal" AS deal ON deal."id" = item."dealId"
      LEFT JOIN "Speech" AS speech ON speech."id" = item."speechId"
      WHERE item."ceremonyId" = ${ceremonyId} ORDER BY item."position"`),
    read<Subject>(sql`
      SELECT deal."id", deal."exhibitionId", item."ceremonyId", ${dealIsDone} AS done
      FROM "Deal" AS deal LEFT JOIN "ProgrammeItem" AS item ON item."dealId" = deal."id"
      WHERE deal."id" = ANY(${deals}::uuid[]) AND deal."status" <> 'WITHDRAWN'
      UNION ALL
      SELECT speech."id", speech."exhibitionId", item."ceremonyId", ${speechIsDone} AS done
      FROM "Speech" AS speech LEFT JOIN "ProgrammeItem" AS item ON item."speechId" = speech."id"
      WHERE speech."id" = ANY(${speeches}::uuid[])`),
  ]);
  return {
    items: items.map((each) => ({
      ...each,
      startsAt: each.startsAt && new Date(each.startsAt).toISOString(),
    })),
    subjects,
  };
}

const dealIsDone = sql`deal."status" IN ('SIGNED', 'RETRACTED')`;
const speechIsDone = sql`speech."status" <> 'SCHEDULED'`;

/** The item that the input describes: one of the programme, which keeps its id and cue, or a new one. */
export function itemOf(
  programme: Programme,
  given: Omit<ItemInput, 'item'> & Partial<Pick<ItemInput, 'item'>>,
  { items, subjects }: LoadedProgramme,
  path: InputPath,
  newId: () => string,
): PlannedItem {
  const known = items.find(
    ({ id, dealId, speechId }) =>
      given.item === id ||
      (given.deal != null && given.deal === dealId) ||
      (given.speech != null && given.speech === speechId),
  );
  if (given.item != null && !known) throw new NotFound('programme item', [...path, 'item']);
  const { title, deal = null, speech = null } = given;
  const subject = known ? null : requireSubject(programme, given, subjects, path);
  const { position: _, ...content } = known ?? {
    id: newId(),
    position: 0,
    dealId: deal,
    speechId: speech,
    titles: title ? sortByLanguages(programme.languages, title.titleTranslations) : null,
    titledKind: title?.kind ?? null,
    startsAt: null,
    durationSeconds: null,
    done: subject?.done ?? false,
  };
  return { ...content, ...planOf(given, content) };
}

/** The plan of an item after an update. */
export function planOf(
  { startsAt, durationSeconds }: Pick<ItemInput, 'startsAt' | 'durationSeconds'>,
  before: Pick<ItemContent, 'startsAt' | 'durationSeconds'>,
): Pick<ItemContent, 'startsAt' | 'durationSeconds'> {
  return {
    startsAt: startsAt === undefined ? before.startsAt : (startsAt?.toISOString() ?? null),
    durationSeconds: durationSeconds === undefined ? before.durationSeconds : durationSeconds,
  };
}

function requireSubject(
  { id: ceremonyId, exhibitionId }: Programme,
  { deal, speech }: Pick<ItemInput, 'deal' | 'speech'>,
  subjects: readonly Subject[],
  path: InputPath,
): Subject | null {
  const subject = deal ?? speech;
  if (subject == null) return null;
  const kind = deal != null ? 'deal' : 'speech';
  const at = [...path, kind];
  const found = subjects.find(({ id }) => id === subject);
  if (found?.exhibitionId !== exhibitionId) throw new NotFound(kind, at);
  if (found.ceremonyId && found.ceremonyId !== ceremonyId)
    throw InvalidInput.at(at, 'is in the programme of another ceremony');
  return found;
}

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

/** The programme for the audit log: what is null is left out, but for what each item is about. */
export function programmeState(items: readonly PlannedItem[]): object[] {
  return items.map(({ dealId: deal, speechId: speech, titles, titledKind, startsAt, durationSeconds }) => ({
    deal,
    speech,
    ...(titles && { titles, kind: titledKind }),
    ...(startsAt !== null && { startsAt }),
    ...(durationSeconds !== null && { durationSeconds }),
  }));
}
