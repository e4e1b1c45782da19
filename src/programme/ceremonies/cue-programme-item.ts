import { z } from 'zod';
import type { StreamMode } from '../../announcements/content.ts';
import { mayOperate, requireOperator, requireStaff } from '../../auth/policies.ts';
import { NotFound, TextsIncomplete } from '../../errors/user-errors.ts';
import type { Context } from '../../graphql/context.ts';
import { change, type Transaction } from '../../mutations/change.ts';
import { nodeId, readInput } from '../../mutations/validators.ts';
import { asLocalizedText, missingLanguages } from '../../text/localized-text.ts';

const schema = z.object({
  item: nodeId('ProgrammeItem'),
  mode: z.enum(['LIVE', 'REHEARSAL']),
  cue: z.enum(['NONE', 'CUED', 'HELD']),
  evenIfIncomplete: z.boolean().nullish(),
});

const columns = { LIVE: 'cue', REHEARSAL: 'rehearsalCue' } as const satisfies Record<StreamMode, string>;

/** Tells nobody: it is how the people at the desk agree on what comes next. */
export async function cueProgrammeItem(context: Context, raw: unknown): Promise<{ item: string }> {
  requireStaff(context.identity);
  const input = readInput(schema, raw);
  const column = columns[input.mode];
  return change(context, { mutation: 'cueProgrammeItem' }, async ({ tx, audit }) => {
    const item = await findItem(tx, input.item);
    const { slug, languages } = item?.ceremony.exhibition ?? { slug: '', languages: [] };
    if (!item || !mayOperate(context.identity, slug)) throw new NotFound('programme item', ['input', 'item']);
    requireOperator(context.identity, slug);
    const texts = item.deal?.titles ?? item.speech?.office;
    const missing = missingLanguages(languages, asLocalizedText(texts));
    if (input.cue === 'CUED' && missing.length > 0 && !input.evenIfIncomplete)
      throw new TextsIncomplete(missing);
    // One item is next.
    if (input.cue === 'CUED') {
      await tx.programmeItem.updateMany({
        where: { ceremonyId: item.ceremonyId, [column]: 'CUED' },
        data: { [column]: 'NONE' },
      });
    }
    await tx.programmeItem.update({
      where: { id: item.id },
      data: { [column]: input.cue },
      select: { id: true },
    });
    audit({
      exhibition: item.ceremony.exhibitionId,
      type: 'ProgrammeItem',
      id: item.id,
      before: { mode: input.mode, cue: item[column] },
      after: { mode: input.mode, cue: input.cue },
    });
    return { item: item.id };
  });
}

function findItem(tx: Transaction, id: string) {
  return tx.programmeItem.findUnique({
    where: { id },
    include: {
      deal: { select: { titles: true } },
      speech: { select: { office: true } },
      ceremony: { select: { exhibitionId: true, exhibition: { select: { slug: true, languages: true } } } },
    },
  });
}
