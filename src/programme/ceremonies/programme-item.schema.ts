import { mayOperate, scopeOfPlans, seesPlans } from '../../auth/policies.ts';
import { querySql, sql } from '../../database/sql.ts';
import { builder } from '../../graphql/builder.ts';
import type { Context } from '../../graphql/context.ts';
import { Cue, StreamMode } from '../../graphql/enums.schema.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import { LocalizedTextRef, languageArgument, localize } from '../../graphql/localized-text.schema.ts';
import { scopeColumns } from '../../graphql/scope-columns.ts';
import { declareVisibility, ofExhibitions } from '../../graphql/visibility.ts';
import { asLocalizedText, missingLanguages } from '../../text/localized-text.ts';
import { dealVisibility } from '../deals/deal.schema.ts';
import { speechVisibility } from '../speeches/speech.schema.ts';

/**
 * An item is visible if its deal or speech is visible. For public callers, each announcement adds an item. An item with
 * a title is never announced: it belongs to the plan.
 */
export const programmeVisibility = declareVisibility('ProgrammeItem', 'ProgrammeItem', (identity, item) => {
  const held = sql`held`;
  return sql`(
    EXISTS (SELECT FROM "Deal" AS held WHERE held."id" = ${item}."dealId" AND ${dealVisibility.rule(identity, held)})
    OR EXISTS (SELECT FROM "Speech" AS held WHERE held."id" = ${item}."speechId" AND ${speechVisibility.rule(identity, held)})
    OR ${item}."titles" IS NOT NULL AND EXISTS (
      SELECT FROM "Ceremony" AS held WHERE held."id" = ${item}."ceremonyId"
        AND ${ofExhibitions(scopeOfPlans(identity), sql`held."exhibitionId"`)}))`;
});

/** Only visible items are counted, because gaps in the positions would reveal hidden items. Stored positions have gaps. */
function visiblePosition({ database, identity, loaders }: Context, id: string): Promise<number> {
  const { rule } = programmeVisibility;
  return loaders.load('programme position', id, async (ids) => {
    const rows = await querySql<{ id: string; position: number }>(
      database,
      sql`SELECT placed."id", placed."position" FROM (
            SELECT item."id",
                   (row_number() OVER (PARTITION BY item."ceremonyId" ORDER BY item."position") - 1)::int AS position
            FROM "ProgrammeItem" AS item
            WHERE item."ceremonyId" IN (SELECT "ceremonyId" FROM "ProgrammeItem" WHERE "id" = ANY(${[...ids]}::uuid[]))
              AND ${rule(identity, sql`item`)}) AS placed
          WHERE placed."id" = ANY(${[...ids]}::uuid[])`,
    );
    const byId = new Map(rows.map((row) => [row.id, row.position]));
    return ids.map((each) => byId.get(each) ?? 0);
  });
}

const ProgrammeItemKind = builder.enumType('ProgrammeItemKind', {
  description: 'The kind of a programme item.',
  values: {
    SPEECH: { description: 'A speech.' },
    SIGNING: { description: 'The signing of a deal.' },
    ANTHEM: { description: 'An anthem is played.' },
    VIDEO: { description: 'A video is shown.' },
    AWARD: { description: 'An award is presented.' },
    PHOTO: { description: 'A photograph is taken.' },
    BREAK: { description: 'A break.' },
    OTHER: { description: 'Anything else with a title.' },
  } as const,
});

const ofSlug = { select: { exhibition: { select: scopeColumns } } } as const;

export const ProgrammeItemRef = builder.prismaNode('ProgrammeItem', {
  id: { field: 'id' },
  select: { id: true },
  description: 'A speech, a signing or anything else with a title in the running order.',
  fields: (t) => ({
    position: t.int({
      description:
        'Position in the running order; 0 is the first. Counts only items that the caller may see.',
      select: { id: true },
      resolve: ({ id }, _args, context) => visiblePosition(context, id),
    }),
    kind: t.field({
      type: ProgrammeItemKind,
      description: 'What it is.',
      select: { dealId: true, titledKind: true },
      resolve: ({ dealId, titledKind }) => titledKind ?? (dealId === null ? 'SPEECH' : 'SIGNING'),
    }),
    title: t.string({
      nullable: true,
      description:
        'The title, in one language, of an item that is neither a signing nor a speech. Null for a signing and a speech.',
      select: { titles: true },
      args: languageArgument,
      resolve: ({ titles }, args, context) => (titles === null ? null : localize(titles, args, context)),
    }),
    titleTranslations: t.field({
      type: [LocalizedTextRef],
      ...boundedList(
        'translations',
        'The title in each available language, in the order in which the languages were entered. Empty for a signing and a speech.',
      ),
      select: { titles: true },
      resolve: ({ titles }) => (titles === null ? [] : asLocalizedText(titles)),
    }),
    startsAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The planned start. Null if it is not planned, and for callers who do not see plans.',
      select: { startsAt: true, ceremony: ofSlug },
      resolve: ({ startsAt, ceremony }, _args, { identity }) =>
        seesPlans(identity, ceremony.exhibition) ? startsAt : null,
    }),
    durationSeconds: t.int({
      nullable: true,
      description:
        'The planned duration in seconds. Null if it is not planned, and for callers who do not see plans.',
      select: { durationSeconds: true, ceremony: ofSlug },
      resolve: ({ durationSeconds, ceremony }, _args, { identity }) =>
        seesPlans(identity, ceremony.exhibition) ? durationSeconds : null,
    }),
    cue: t.field({
      type: Cue,
      nullable: true,
      description:
        'The cue that an operator has set. Null for callers who are not operators of the exhibition.',
      args: {
        mode: t.arg({
          type: StreamMode,
          required: true,
          defaultValue: 'LIVE' as const,
          description: 'LIVE or REHEARSAL.',
        }),
      },
      select: {
        cue: true,
        rehearsalCue: true,
        ceremony: { select: { exhibition: { select: scopeColumns } } },
      },
      resolve: ({ cue, rehearsalCue, ceremony }, { mode }, { identity }) => {
        if (!mayOperate(identity, ceremony.exhibition)) return null;
        return mode === 'LIVE' ? cue : rehearsalCue;
      },
    }),
    missingLanguages: t.field({
      type: ['LanguageTag'],
      description:
        'Languages of the exhibition in which the title, that of the deal, or the office of the speaker is missing, in the order of the exhibition.',
      select: {
        titles: true,
        deal: { select: { titles: true } },
        speech: { select: { office: true } },
        ceremony: { select: { exhibition: { select: { languages: true } } } },
      },
      resolve: ({ titles, deal, speech, ceremony }) =>
        missingLanguages(
          ceremony.exhibition.languages,
          asLocalizedText(titles ?? deal?.titles ?? speech?.office),
        ),
    }),
    deal: t.relation('deal', { nullable: true, description: 'The deal to sign. Null for anything else.' }),
    speech: t.relation('speech', { nullable: true, description: 'The speech. Null for anything else.' }),
  }),
});
