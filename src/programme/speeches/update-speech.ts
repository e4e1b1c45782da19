import { z } from 'zod';
import { requireStaff } from '../../auth/policies.ts';
import { SpeechNotScheduled } from '../../errors/user-errors.ts';
import type { Context } from '../../graphql/context.ts';
import { change } from '../../mutations/change.ts';
import { language, localized, maxTextCharacters, nodeId, readInput } from '../../mutations/validators.ts';
import { inOrderOf } from '../../text/localized-text.ts';
import { loadSpeechForUpdate } from './load-speech.ts';

const schema = z.object({
  speech: nodeId('Speech'),
  officeTranslations: localized().nullish(),
  language: language.nullish(),
  textTranslations: localized(maxTextCharacters).nullish(),
  paraphrase: z.boolean().nullish(),
});

/** Until it begins: what was told of a speech stays as it was told. */
export async function updateSpeech(context: Context, raw: unknown): Promise<{ speech: string }> {
  requireStaff(context.identity);
  const input = readInput(schema, raw);
  return change(context, { mutation: 'updateSpeech' }, async ({ tx, audit }) => {
    const before = await loadSpeechForUpdate(tx, context.identity, input.speech);
    if (before.status !== 'SCHEDULED') {
      throw new SpeechNotScheduled('The speech has begun already.', ['input', 'speech']);
    }
    const { languages } = await tx.exhibition.findUniqueOrThrow({
      where: { id: before.exhibitionId },
      select: { languages: true },
    });
    await tx.speech.update({
      where: { id: before.id },
      data: {
        ...(input.officeTranslations && { office: inOrderOf(languages, input.officeTranslations) }),
        ...(input.language && { language: input.language }),
        ...(input.textTranslations && { texts: inOrderOf(languages, input.textTranslations) }),
        ...(input.paraphrase != null && { paraphrase: input.paraphrase }),
      },
      select: { id: true },
    });
    audit({ exhibition: before.exhibitionId, type: 'Speech', id: before.id, before, after: input });
    return { speech: before.id };
  });
}
