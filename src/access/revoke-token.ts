import { z } from 'zod';
import { requireOrganizer } from '../auth/policies.ts';
import { revocationsTopic } from '../auth/revocations.ts';
import { readTokenId } from '../auth/tokens.ts';
import type { Context } from '../graphql/context.ts';
import { change } from '../mutations/change.ts';
import { readInput, text } from '../mutations/validators.ts';

const maxTokenCharacters = 8_192;

const schema = z.object({ token: text(maxTokenCharacters) });

export interface Revoked {
  tokenId: string;
}

/** Once revoked, a token stays so: doing it again changes nothing. Neither log nor audit record holds the token. */
export async function revokeToken(context: Context, raw: unknown): Promise<Revoked> {
  requireOrganizer(context.identity);
  const { token } = readInput(schema, raw);
  const { tokenId, expiresAt } = readTokenId(token) ?? { tokenId: token, expiresAt: null };
  const revoked = await change(context, { mutation: 'revokeToken' }, async ({ tx, at, audit }) => {
    const { id } = await tx.revokedToken.upsert({
      where: { tokenId },
      create: { tokenId, expiresAt, revokedAt: at },
      update: {},
      select: { id: true },
    });
    await audit({ type: 'RevokedToken', id, after: { tokenId, expiresAt } });
    return { tokenId };
  });
  context.streams.notify(revocationsTopic, Date.now());
  return revoked;
}
