import { z } from 'zod';
import type { StreamMode } from '../../announcements/content.ts';
import { setWallControlSql } from '../../announcements/create-streams.ts';
import {
  type NamedWall,
  unsetWall,
  type WallControlSettings,
  type WallSettings,
  wallControlStreamId,
  wallPictures,
} from '../../announcements/wall-control.ts';
import { requireOperator, requireStaff, type ScopedSeries } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { InvalidInput, NotFound } from '../../errors/user-errors.ts';
import { listLimits } from '../../graphql/list-limits.ts';
import { isReferenced } from '../../graphql/reference.ts';
import { seriesColumn } from '../../graphql/scope-columns.ts';
import { mode, updating } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { inputObject, oneOf } from '../../mutations/input-type.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import { exhibitionRef, language, localized, text } from '../../mutations/validators.ts';
import { type LocalizedText, sortByLanguages } from '../../text/localized-text.ts';

/** The names of walls have this many characters at most, as in acknowledgeAnnouncement. */
export const maxWallNameCharacters = 80;

interface LoadedWallControl {
  id: string;
  exhibition: string;
  slug: string;
  series: ScopedSeries;
  languages: string[];
  version: number;
  settings: WallControlSettings;
}

/** setWallControl sets what the walls show. It announces nothing and is idempotent. */
export const setWallControl = defineMutation({
  name: 'setWallControl',
  input: z.object({
    exhibition: exhibitionRef.describe('The exhibition, by its slug or its id.'),
    wall: text(maxWallNameCharacters)
      .nullish()
      .describe(
        `The name of one wall, as its acknowledgements give it: at most ${maxWallNameCharacters} characters. Null for all walls. At most ${listLimits.namedWalls.max} walls have settings of their own.`,
      ),
    picture: oneOf('WallPicture', wallPictures)
      .nullish()
      .describe(
        'What the walls show. Null clears it: one wall then follows the setting for all, and all follow the programme.',
      ),
    slideTextTranslations: localized(300)
      .nullish()
      .describe(
        'The text of the SLIDE picture, with one entry per language, each of at most 300 characters. Null clears it.',
      ),
    languages: z
      .array(language)
      .max(listLimits.translations.max, `has more than ${listLimits.translations.max} languages`)
      .nullish()
      .describe(
        'Languages of the exhibition: one is shown permanently, several alternate. Null or an empty list clears them: the languages in the address of the wall apply, else those of the exhibition.',
      ),
    rehearsal: z
      .boolean()
      .nullish()
      .describe(
        'True switches the walls that have a token of the exhibition to the rehearsal; a wall without a token stays live. False switches them to the live stream. Null clears it: the address of the wall applies.',
      ),
    hiddenNotice: inputObject(
      'HiddenNoticeInput',
      'A notice that is taken down from the walls. Its announcement remains.',
      z.object({
        mode,
        sequence: z
          .int()
          .min(0)
          .describe(
            'The sequence of the notice. It and all earlier ones are taken down; 0 shows them again.',
          ),
      }),
    )
      .optional()
      .describe('Takes down a notice.'),
    ...updating('wall control'),
  }),
  rights: requireStaff,
  // It is set back by the same button, and the walls have to be notified.
  undoable: false,
  load: async (read, { exhibition: reference }): Promise<LoadedWallControl | null> => {
    const isExhibition = isReferenced('exhibition', reference);
    const [, , [control]] = await Promise.all([
      // Whose languages it decides by.
      lockRows(read, 'Exhibition', isReferenced('locked', reference), 'FOR SHARE'),
      lockRows(
        read,
        'WallControl',
        sql`locked."exhibitionId" = (SELECT exhibition."id" FROM "Exhibition" AS exhibition WHERE ${isExhibition})`,
        'FOR NO KEY UPDATE',
      ),
      read<LoadedWallControl>(sql`
      SELECT control."id", exhibition."id" AS exhibition, exhibition."slug", ${seriesColumn}, exhibition."languages", control."version", control."settings"
      FROM "WallControl" AS control JOIN "Exhibition" AS exhibition ON exhibition."id" = control."exhibitionId"
      WHERE ${isExhibition}`),
    ]);
    return control ?? null;
  },
  decide(loaded, { exhibition: _, wall = null, expectedVersion, ...input }, { identity }) {
    if (!loaded) throw new NotFound('exhibition', ['input', 'exhibition']);
    const { id, exhibition, languages, version, settings: before } = loaded;
    requireOperator(identity, loaded);
    assertVersion(expectedVersion, { typename: 'Exhibition', id: exhibition, version });
    const change = { ...input, languages: languagesIn(languages, input.languages) };
    const after =
      wall === null
        ? { ...before, all: changed(before.all, change, languages) }
        : { ...before, named: withNamed(before.named, wall, (old) => changed(old, change, languages)) };
    if (after.named.length > listLimits.namedWalls.max)
      throw InvalidInput.at(
        ['input', 'wall'],
        `cannot have settings of its own: ${listLimits.namedWalls.max} walls have, which is the maximum`,
      );
    return {
      result: { exhibition },
      writes: [setWallControlSql(exhibition, after)],
      audit: [{ exhibition, type: 'WallControl', id, before, after }],
      notification: { streamId: wallControlStreamId(exhibition), head: version + 1 },
    };
  },
});

interface Change {
  picture?: WallSettings['picture'] | undefined;
  slideTextTranslations?: LocalizedText | null | undefined;
  languages: string[] | undefined;
  rehearsal?: boolean | null | undefined;
  hiddenNotice?: { mode: StreamMode; sequence: number } | undefined;
}

/** What is absent stays. Null if nothing is set any more. */
function changed(
  before: WallSettings | null,
  change: Change,
  languages: readonly string[],
): WallSettings | null {
  const old = before ?? unsetWall;
  const { hiddenNotice, slideTextTranslations: texts } = change;
  const after: WallSettings = {
    picture: change.picture === undefined ? old.picture : change.picture,
    slideText: texts === undefined ? old.slideText : texts && sortByLanguages(languages, texts),
    languages: change.languages ?? old.languages,
    rehearsal: change.rehearsal === undefined ? old.rehearsal : change.rehearsal,
    hiddenNotices: hiddenNotice ? withHidden(old.hiddenNotices, hiddenNotice) : old.hiddenNotices,
  };
  const isSet =
    after.picture !== null ||
    after.slideText !== null ||
    after.languages.length > 0 ||
    after.rehearsal !== null ||
    Object.keys(after.hiddenNotices).length > 0;
  return isSet ? after : null;
}

function withHidden(
  before: WallSettings['hiddenNotices'],
  { mode: inMode, sequence }: { mode: StreamMode; sequence: number },
): WallSettings['hiddenNotices'] {
  const { [inMode]: _, ...others } = before;
  return sequence === 0 ? others : { ...others, [inMode]: sequence };
}

function withNamed(
  named: readonly NamedWall[],
  wall: string,
  change: (before: WallSettings | null) => WallSettings | null,
): NamedWall[] {
  const settings = change(named.find((each) => each.wall === wall)?.settings ?? null);
  const others = named.filter((each) => each.wall !== wall);
  const all = settings ? [...others, { wall, settings }] : others;
  return all.sort((a, b) => (a.wall < b.wall ? -1 : 1));
}

/** Null clears them. */
function languagesIn(known: readonly string[], given: string[] | null | undefined): string[] | undefined {
  if (given === undefined) return undefined;
  const languages = [...new Set(given ?? [])];
  const unknown = languages.find((each) => !known.includes(each));
  if (unknown !== undefined)
    throw InvalidInput.at(
      ['input', 'languages'],
      `has ${unknown}, which the exhibition does not have: ${known.join(', ')}`,
    );
  return languages;
}
