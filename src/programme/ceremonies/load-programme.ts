/** The programme of a ceremony as the verbs that change it read it. */
import type * as enums from '../../../prisma/generated/client/enums.ts';
import { type Sql, sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import type { LocalizedText } from '../../text/localized-text.ts';
import type { ItemInput } from './programme-input.ts';

/** What an item is about and when it is planned. Times are ISO 8601. */
export interface ItemContent {
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
export interface Subject {
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
