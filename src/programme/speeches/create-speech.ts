import { z } from 'zod';
import { requireOperator, requireStaff } from '../../auth/policies.ts';
import type { Context } from '../../graphql/context.ts';
import { change } from '../../mutations/change.ts';
import { requireRow } from '../../mutations/require-row.ts';
import { language, localized, maxTextCharacters, nodeId, readInput } from '../../mutations/validators.ts';
import { inOrderOf } from '../../text/localized-text.ts';

const schema = z.object({
  exhibition: nodeId('Exhibition'),
  speaker: nodeId('Person'),
  officeTranslations: localized(),
  language,
  textTranslations: localized(maxTextCharacters),
  paraphrase: z.boolean().nullish(),
  sample: z.boolean().nullish(),
});

export async function createSpeech(context: Context, raw: unknown): Promise<{ speech: string }> {
  requireStaff(context.identity);
  const input = readInput(schema, raw);
  return change(context, { mutation: 'createSpeech' }, async ({ tx, audit }) => {
    const exhibition = await requireRow(
      tx.exhibition.findUnique({
        where: { id: input.exhibition },
        select: { id: true, slug: true, languages: true },
      }),
      'exhibition',
      ['input', 'exhibition'],
    );
    requireOperator(context.identity, exhibition.slug);
    await requireRow(tx.person.findUnique({ where: { id: input.speaker } }), 'person', ['input', 'speaker']);
    const { id } = await tx.speech.create({
      data: {
        exhibitionId: exhibition.id,
        speakerId: input.speaker,
        office: inOrderOf(exhibition.languages, input.officeTranslations),
        language: input.language,
        texts: inOrderOf(exhibition.languages, input.textTranslations),
        paraphrase: input.paraphrase ?? false,
        sample: input.sample ?? false,
      },
      select: { id: true },
    });
    audit({ exhibition: exhibition.id, type: 'Speech', id, after: input });
    return { speech: id };
  });
}
