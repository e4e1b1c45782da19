import { z } from 'zod';
import * as enums from '../../../prisma/generated/client/enums.ts';
import type { StreamMode } from '../../announcements/content.ts';
import { mayOperate, requireOperator, requireStaff, type ScopedSeries } from '../../auth/policies.ts';
import { type Sql, sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { InvalidInput, NotFound, ProgrammeItemDone, TextsIncomplete } from '../../errors/user-errors.ts';
import { seriesColumn } from '../../graphql/scope-columns.ts';
import { mode } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { oneOf } from '../../mutations/input-type.ts';
import { lockRows, requireLocked } from '../../mutations/row-locks.ts';
import { nodeId } from '../../mutations/validators.ts';
import { type LocalizedText, missingLanguages } from '../../text/localized-text.ts';
import { cueColumns } from '../open-ceremony/lock-open-ceremony.ts';

type Cue = keyof typeof enums.Cue;

interface LoadedItem {
  id: string;
  ceremonyId: string;
  exhibitionId: string;
  slug: string;
  series: ScopedSeries;
  languages: string[];
  /** Its title, that of the deal, or the office of the speaker. */
  texts: LocalizedText;
  /** Whether it is neither a signing nor a speech. */
  titled: boolean;
  /** Whether it is announced in the stream asked for, so that nothing is to be cued. */
  done: boolean;
  cue: Cue;
  /** The id of another item that is cued. At most one item is cued. */
  cuedItem: string | null;
}

/** cueProgrammeItem shows all operators which item is next. It announces nothing and is idempotent. */
export const cueProgrammeItem = defineMutation({
  name: 'cueProgrammeItem',
  input: z.object({
    item: nodeId('ProgrammeItem').describe('The programme item.'),
    mode,
    cue: oneOf('Cue', enums.Cue)
      .default('CUED')
      .describe(
        'CUED marks it as the next item and clears the cue of the previous one. HELD puts it on hold for everybody: it is neither signed nor started. DONE marks an item with a title as done. NONE clears its cue.',
      ),
    evenIfIncomplete: z
      .boolean()
      .default(false)
      .describe('True cues the item even if it lacks texts in languages of the exhibition.'),
  }),
  rights: requireStaff,
  undoable: false,
  errors: [TextsIncomplete, ProgrammeItemDone],
  load: loadItem,
  decide(loaded, { mode: inMode, cue, evenIfIncomplete }, { identity }) {
    if (!loaded || !mayOperate(identity, loaded)) throw new NotFound('programme item', ['input', 'item']);
    requireOperator(identity, loaded);
    const { id, exhibitionId, languages, texts, titled, done, cuedItem } = loaded;
    if (cue === 'DONE' && !titled)
      throw InvalidInput.at(
        ['input', 'cue'],
        'is for items with a title: a signing and a speech are done when they are announced',
      );
    if (done && cue !== 'NONE')
      throw new ProgrammeItemDone('The item is announced: it gets no cue.', ['input', 'item']);
    const missing = missingLanguages(languages, texts);
    if (cue === 'CUED' && missing.length > 0 && !evenIfIncomplete) throw new TextsIncomplete(missing);
    const replaced = cue === 'CUED' ? cuedItem : null;
    const column = cueColumns[inMode];
    return {
      result: { item: id, previouslyCued: replaced },
      writes: [
        ...(replaced
          ? [sql`UPDATE "ProgrammeItem" SET ${column} = 'NONE' WHERE "id" = ${replaced}::uuid`]
          : []),
        sql`UPDATE "ProgrammeItem" SET ${column} = ${cue}::"Cue" WHERE "id" = ${id}::uuid`,
      ],
      audit: [
        {
          exhibition: exhibitionId,
          type: 'ProgrammeItem',
          id,
          before: { mode: inMode, cue: loaded.cue, cuedItem: loaded.cue === 'CUED' ? id : cuedItem },
          after: { mode: inMode, cue, cuedItem: cue === 'CUED' ? id : cuedItem },
        },
      ],
    };
  },
});

/** The ceremony is locked before, as by all who change its items: two items must not be cued at the same time. */
async function loadItem(
  read: ReadRows,
  { item: id, mode: inMode }: { item: string; mode: StreamMode },
): Promise<LoadedItem | null> {
  const column = cueColumns[inMode];
  const inItem = (column: Sql) => sql`(SELECT ${column} FROM "ProgrammeItem" WHERE "id" = ${id}::uuid)`;
  const [locked, , , , [item]] = await Promise.all([
    lockRows(read, 'Ceremony', sql`locked."id" = ${inItem(sql`"ceremonyId"`)}`, 'FOR NO KEY UPDATE'),
    // Whether texts are missing depends on the languages, and on the title or the office.
    lockRows(
      read,
      'Exhibition',
      sql`locked."id" = (SELECT "exhibitionId" FROM "Ceremony" WHERE "id" = ${inItem(sql`"ceremonyId"`)})`,
      'FOR SHARE',
    ),
    lockRows(read, 'Deal', sql`locked."id" = ${inItem(sql`"dealId"`)}`, 'FOR SHARE'),
    lockRows(read, 'Speech', sql`locked."id" = ${inItem(sql`"speechId"`)}`, 'FOR SHARE'),
    read<LoadedItem>(sql`
      SELECT item."id", item."ceremonyId", ceremony."exhibitionId", exhibition."slug", ${seriesColumn}, exhibition."languages",
             coalesce(item."titles", deal."titles", speech."office") AS texts, item."titles" IS NOT NULL AS titled,
             CASE ${inMode} WHEN 'LIVE' THEN coalesce(deal."status" = 'SIGNED', speech."status" <> 'SCHEDULED', false)
                  ELSE coalesce(deal."rehearsalStatus" = 'SIGNED', speech."rehearsalStatus" <> 'SCHEDULED', false)
             END AS done, item.${column} AS cue,
             (SELECT other."id" FROM "ProgrammeItem" AS other
              WHERE other."ceremonyId" = item."ceremonyId" AND other."id" <> item."id" AND other.${column} = 'CUED'
              LIMIT 1) AS "cuedItem"
      FROM "ProgrammeItem" AS item
      JOIN "Ceremony" AS ceremony ON ceremony."id" = item."ceremonyId"
      JOIN "Exhibition" AS exhibition ON exhibition."id" = ceremony."exhibitionId"
      LEFT JOIN "Deal" AS deal ON deal."id" = item."dealId"
      LEFT JOIN "Speech" AS speech ON speech."id" = item."speechId"
      WHERE item."id" = ${id}::uuid`),
  ]);
  // closeCeremony may have moved the item to another ceremony during the wait.
  requireLocked(locked, item ? [item.ceremonyId] : []);
  return item ?? null;
}
