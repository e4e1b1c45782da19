import { z } from 'zod';
import {
  mayOrganize,
  mayOrganizeSeries,
  organizesAll,
  requireOrganizer,
  type ScopedSeries,
} from '../auth/policies.ts';
import { revocationsTopic } from '../auth/revocations.ts';
import { isTokenId, readTokenId } from '../auth/tokens.ts';
import { querySql, sql } from '../database/sql.ts';
import type { ReadRows } from '../database/sql-transaction.ts';
import { Forbidden, Unauthenticated } from '../errors/user-errors.ts';
import type { Context } from '../graphql/context.ts';
import { seriesColumn } from '../graphql/scope-columns.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { readInput } from '../mutations/read-input.ts';
import { text } from '../mutations/validators.ts';

const maxTokenCharacters = 8_192;

const input = z.object({
  token: text(maxTokenCharacters)
    .transform((value) => value.replace(/^bearer(\s+|$)/i, ''))
    .refine(
      (value) => readTokenId(value) !== null || isTokenId(value),
      'is neither a token nor the id of one: it is incomplete, or it contains something else',
    )
    .describe(
      'The token, or its id (`Viewer.tokenId`, the `jti` of the token). At most 8,192 characters. Spaces around it and a leading `Bearer` are ignored.',
    ),
});

const verb = defineMutation({
  name: 'revokeToken',
  input,
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

/**
 * Revoking a token again changes nothing. The token itself is written neither to the log nor to the audit row.
 *
 * An organizer of some exhibitions revokes tokens that are for these only. What a token is for is read from the token: so
 * it must be a valid one, since its id says nothing and anybody can write a text with somebody's id.
 */
export const revokeToken: typeof verb = {
  ...verb,
  async run(context, raw) {
    requireOrganizer(context.identity);
    if (!organizesAll(context.identity)) await requireOwnScope(context, readInput(input, raw).token);
    return verb.run(context, raw);
  },
};

async function requireOwnScope({ identity, verifyToken, database }: Context, token: string): Promise<void> {
  const { scope, tokenId } = await verifyToken(token).catch((error: unknown) => {
    if (error instanceof Unauthenticated) throw notOwn();
    throw error;
  });
  if (tokenId === identity.tokenId) return;
  if (scope === 'all') throw notOwn();
  const exhibitions = await querySql<{ slug: string; series: ScopedSeries }>(
    database,
    sql`SELECT exhibition."slug", ${seriesColumn} FROM "Exhibition" AS exhibition
        WHERE exhibition."slug" = ANY(${[...scope.exhibitions]}::text[])`,
  );
  const isOwn =
    scope.series.every((slug) => mayOrganizeSeries(identity, { slug })) &&
    scope.exhibitions.every((slug) =>
      mayOrganize(identity, exhibitions.find((each) => each.slug === slug) ?? { slug, series: null }),
    );
  if (!isOwn) throw notOwn();
}

function notOwn(): Forbidden {
  return new Forbidden(
    'An organizer of some exhibitions can revoke a valid token, given as a whole, that is for these exhibitions only.',
    ['input', 'token'],
  );
}

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
