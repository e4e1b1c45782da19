import { mayOperate, seesPlans } from '../../auth/policies.ts';
import { querySql, sql } from '../../database/sql.ts';
import { builder } from '../../graphql/builder.ts';
import type { Context } from '../../graphql/context.ts';
import { Cue, StreamMode } from '../../graphql/enums.schema.ts';
import { declareVisibility } from '../../graphql/visibility.ts';
import { asLocalizedText, missingLanguages } from '../../text/localized-text.ts';
import { dealVisibility } from '../deals/deal.schema.ts';
import { speechVisibility } from '../speeches/speech.schema.ts';

/** An item is visible if its deal or speech is visible. For public callers, each announcement adds an item. */
export const programmeVisibility = declareVisibility('ProgrammeItem', 'ProgrammeItem', (identity, item) => {
  const held = sql`held`;
  return sql`(
    EXISTS (SELECT FROM "Deal" AS held WHERE held."id" = ${item}."dealId" AND ${dealVisibility.rule(identity, held)})
    OR EXISTS (SELECT FROM "Speech" AS held WHERE held."id" = ${item}."speechId" AND ${speechVisibility.rule(identity, held)}))`;
});

/** Only visible items are counted, because gaps in the positions would reveal hidden items. */
function visiblePosition({ database, identity, loaders }: Context, id: string): Promise<number> {
  const { rule } = programmeVisibility;
  return loaders.load('programme position', id, async (ids) => {
    const rows = await querySql<{ id: string; position: number }>(
      database,
      sql`SELECT item."id", (
            SELECT count(*)::int FROM "ProgrammeItem" AS other
            WHERE other."ceremonyId" = item."ceremonyId" AND other."position" < item."position"
              AND ${rule(identity, sql`other`)}) AS position
          FROM "ProgrammeItem" AS item WHERE item."id" = ANY(${[...ids]}::uuid[])`,
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
  } as const,
});

export const ProgrammeItemRef = builder.prismaNode('ProgrammeItem', {
  id: { field: 'id' },
  select: { id: true },
  description: 'A speech or a signing in the running order.',
  fields: (t) => ({
    position: t.int({
      description:
        'Position in the running order; 0 is the first. Counts only items that the caller may see.',
      select: { id: true, position: true, ceremony: { select: { exhibition: { select: { slug: true } } } } },
      resolve: ({ id, position, ceremony }, _args, context) =>
        seesPlans(context.identity, ceremony.exhibition.slug) ? position : visiblePosition(context, id),
    }),
    kind: t.field({
      type: ProgrammeItemKind,
      description: 'Speech or signing.',
      select: { dealId: true },
      resolve: ({ dealId }) => (dealId === null ? 'SPEECH' : 'SIGNING'),
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
        ceremony: { select: { exhibition: { select: { slug: true } } } },
      },
      resolve: ({ cue, rehearsalCue, ceremony }, { mode }, { identity }) => {
        if (!mayOperate(identity, ceremony.exhibition.slug)) return null;
        return mode === 'LIVE' ? cue : rehearsalCue;
      },
    }),
    missingLanguages: t.field({
      type: ['LanguageTag'],
      description:
        'Languages of the exhibition in which the title of the deal or the office of the speaker is missing, in the order of the exhibition.',
      select: {
        deal: { select: { titles: true } },
        speech: { select: { office: true } },
        ceremony: { select: { exhibition: { select: { languages: true } } } },
      },
      resolve: ({ deal, speech, ceremony }) =>
        missingLanguages(ceremony.exhibition.languages, asLocalizedText(deal?.titles ?? speech?.office)),
    }),
    deal: t.relation('deal', { nullable: true, description: 'The deal to sign. Null for a speech.' }),
    speech: t.relation('speech', { nullable: true, description: 'The speech. Null for a signing.' }),
  }),
});
