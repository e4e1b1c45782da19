/** What the verbs of the lease load and write. */

import type { StreamMode } from '../../announcements/content.ts';
import type { Identity } from '../../auth/identity.ts';
import { requireOperator, type ScopedSeries } from '../../auth/policies.ts';
import { type Sql, sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { NotFound } from '../../errors/user-errors.ts';
import { seriesColumn } from '../../graphql/scope-columns.ts';
import type { AuditEntry } from '../../mutations/audit-log.ts';
import { mode, updating } from '../../mutations/common-input.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import { nodeId } from '../../mutations/validators.ts';
import { type Lease, leaseColumn, leaseMs } from '../lease/lease.ts';

export interface Controlled {
  id: string;
  exhibitionId: string;
  slug: string;
  series: ScopedSeries;
  lease: Lease | null;
}

/** The result of each verb: the ids that its response is read by. */
export interface ControlResult {
  ceremony: string;
  mode: StreamMode;
}

export const controlInput = {
  ceremony: nodeId('Ceremony').describe('The ceremony.'),
  mode,
  ...updating('control'),
};

export async function loadControl(
  read: ReadRows,
  { ceremony: id, mode }: { ceremony: string; mode: StreamMode },
): Promise<Controlled | null> {
  const [, [ceremony]] = await Promise.all([
    lockRows(read, 'Ceremony', sql`locked."id" = ${id}::uuid`, 'FOR NO KEY UPDATE'),
    read<Controlled>(sql`
      SELECT ceremony."id", ceremony."exhibitionId", exhibition."slug", ${seriesColumn}, ${leaseColumn(sql`ceremony."id"`, mode)}
      FROM "Ceremony" AS ceremony JOIN "Exhibition" AS exhibition ON exhibition."id" = ceremony."exhibitionId"
      WHERE ceremony."id" = ${id}::uuid`),
  ]);
  return ceremony ?? null;
}

export function requireControlled(loaded: Controlled | null, identity: Identity): Controlled {
  if (!loaded) throw new NotFound('ceremony', ['input', 'ceremony']);
  requireOperator(identity, loaded);
  return loaded;
}

/** The version of a lease that was never taken. */
export const firstVersion = 1;

export function assertControlVersion({ id, lease }: Controlled, expected: number | null | undefined): void {
  assertVersion(expected, { typename: 'Ceremony', id, version: lease?.version ?? firstVersion });
}

/** The statement that gives the lease to the caller. */
export function acquire(
  id: string,
  mode: StreamMode,
  { identity, at }: { identity: Identity; at: Date },
  takenOverFrom: string | null,
): Sql {
  const name = identity.name ?? identity.subject;
  return sql`
    INSERT INTO "CeremonyControl" AS control
      ("ceremonyId", "mode", "holder", "holderName", "acquiredAt", "expiresAt", "takenOverFrom", "version")
    VALUES (${id}::uuid, ${mode}::"StreamMode", ${identity.subject}, ${name}, ${at}, ${expiryAfter(at)}, ${takenOverFrom},
            ${firstVersion}::int + 1)
    ON CONFLICT ("ceremonyId", "mode") DO UPDATE SET
      "holder" = excluded."holder", "holderName" = excluded."holderName", "acquiredAt" = excluded."acquiredAt",
      "expiresAt" = excluded."expiresAt", "offeredAt" = NULL, "takenOverFrom" = excluded."takenOverFrom",
      "version" = control."version" + 1`;
}

export function expiryAfter(at: Date): Date {
  return new Date(at.getTime() + leaseMs);
}

/** Who had control before and after, for the audit log. */
export function controlAudit(
  { id, exhibitionId }: Controlled,
  mode: StreamMode,
  before: object | null,
  after: object | null,
): AuditEntry {
  return {
    exhibition: exhibitionId,
    type: 'Ceremony',
    id,
    before: { mode, control: before },
    after: { mode, control: after },
  };
}
