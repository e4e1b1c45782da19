import { z } from 'zod';
import { requireOperator, requireStaff } from '../../auth/policies.ts';
import type { Context } from '../../graphql/context.ts';
import { change } from '../../mutations/change.ts';
import { requireRow } from '../../mutations/require-row.ts';
import { idempotencyKey, localized, nodeId, readInput } from '../../mutations/validators.ts';
import { announcingIn, exhibitionColumns } from '../announcing-exhibition.ts';

const schema = z.object({
  exhibition: nodeId('Exhibition'),
  textTranslations: localized(1_000),
  mode: z.enum(['LIVE', 'REHEARSAL']),
  idempotencyKey,
});

/** A message to everyone who watches; it needs no open ceremony ("we begin at ten"). */
export async function publishNotice(context: Context, raw: unknown): Promise<{ announcement: string }> {
  requireStaff(context.identity);
  const input = readInput(schema, raw);
  const request = { mutation: 'publishNotice', idempotency: { key: input.idempotencyKey, input } };
  return change(context, request, async ({ tx, audit, announce }) => {
    const exhibition = await requireRow(
      tx.exhibition.findUnique({ where: { id: input.exhibition }, select: exhibitionColumns }),
      'exhibition',
      ['input', 'exhibition'],
    );
    requireOperator(context.identity, exhibition.slug);
    audit({
      exhibition: exhibition.id,
      type: 'Exhibition',
      id: exhibition.id,
      after: { notice: input.textTranslations },
    });
    const { id } = announce({
      ...announcingIn(exhibition),
      mode: input.mode,
      content: { kind: 'NOTICE', texts: input.textTranslations },
    });
    return { announcement: id };
  });
}
