import { z } from 'zod';
import { requireOrganizer } from '../auth/policies.ts';
import { revocationsTopic } from '../auth/revocations.ts';
import { isTokenId, readTokenId } from '../auth/tokens.ts';
import { sql } from '../database/sql.ts';
import type { ReadRows } from '../database/sql-transaction.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { text } from '../mutations/validators.ts';

const maxTokenCharacters = 8_192;

/** Revoking a token again changes nothing. The token itself is written neither to the log nor to the audit row. */
export const revokeToken = defineMutation({
  name: 'revokeToken',
  input: z.object({
    token: text(maxTokenCharacters)
      .transform((value) => value.replace(/^bearer(\s+|$)/i, ''))
      .refine(
        (value) => readTokenId(value) !== null || isTokenId(value),
        'is neither a token nor the id of one: it is incomplete, or it contains something else',
      )
      .describe(
        'The token, or its id (`Viewer.tokenId`, the `jti` of the token). At most 8,192 characters. Spaces around it and a leading `Bearer` are ignored.',
      ),
  }),
  rights: requireOrganizer,
  undoable: false,
  load: (read, { token }) => loadRevoked(read, tokenOf(token).tokenId),
  decide(revoked, { token }, { at, newId }) {
    const { tokenId, expiresAt } = tokenOf(token);
    if (revoked) return { result: { tokenId }, writes: [], audit: [] };
    const id = newId();
    return {
      result: { tokenId },
      writes: [
        sql`
          INSERT INTO "RevokedToken" ("id", "tokenId", "expiresAt", "revokedAt")
          VALUES (${id}::uuid, ${tokenId}, ${expiresAt}, ${at})`,
      ],
      audit: [{ type: 'RevokedToken', id, before: null, after: { tokenId, expiresAt } }],
    };
  },
  committed: ({ streams }) => streams.notify(revocationsTopic, 0),
});

function tokenOf(token: string): { tokenId: string; expiresAt: Date | null } {
  return readTokenId(token) ?? { tokenId: token, expiresAt: null };
}

/** A second revocation at the same time is refused by a unique index, and tried again: it finds the first. */
async function loadRevoked(read: ReadRows, tokenId: string): Promise<{ id: string } | null> {
  const [revoked] = await read<{ id: string }>(
    sql`SELECT "id" FROM "RevokedToken" WHERE "tokenId" = ${tokenId}`,
  );
  return revoked ?? null;
}
