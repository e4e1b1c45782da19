/**
 * The lease of a ceremony says which operator runs it in one stream. While one is valid, what the public sees of the
 * ceremony is changed by its holder only. Without one, every operator of the exhibition may change it.
 *
 * It is read and changed while the ceremony is locked, and its time is that of the database.
 */
import type { StreamMode } from '../../announcements/content.ts';
import type { Identity } from '../../auth/identity.ts';
import { type Sql, sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { CeremonyOnHold, ControlHeld, type InputPath } from '../../errors/user-errors.ts';
import { lockRows } from '../../mutations/row-locks.ts';

/** Long enough for a page in a hidden tab, whose timers browsers run once a minute. */
export const leaseMs = 90_000;

export interface Lease {
  /** The subject of the token of the holder. Null after it was released. */
  holder: string | null;
  holderName: string | null;
  /** Times as ISO 8601. */
  acquiredAt: string;
  expiresAt: string;
  offeredAt: string | null;
  takenOverFrom: string | null;
  /** Whether the ceremony is on hold for everybody, also for the holder. */
  onHold: boolean;
  version: number;
}

/** The lease of the ceremony with this id, as the column `lease`: null if none was ever taken. */
export function leaseColumn(ceremonyId: Sql, mode: StreamMode): Sql {
  return sql`(
    SELECT to_jsonb(control) FROM "CeremonyControl" AS control
    WHERE control."ceremonyId" = ${ceremonyId} AND control."mode" = ${mode}::"StreamMode") AS lease`;
}

/** Locks a ceremony, so that nobody takes it over meanwhile, and reads its lease. `ceremonyId` is a query of one id. */
export async function loadLease(read: ReadRows, ceremonyId: Sql, mode: StreamMode): Promise<Lease | null> {
  const [, [ceremony]] = await Promise.all([
    lockRows(read, 'Ceremony', sql`locked."id" = (${ceremonyId})`, 'FOR SHARE'),
    read<{ lease: Lease | null }>(sql`
      SELECT ${leaseColumn(sql`ceremony."id"`, mode)} FROM "Ceremony" AS ceremony
      WHERE ceremony."id" = (${ceremonyId})`),
  ]);
  return ceremony?.lease ?? null;
}

type HeldLease = Lease & { holder: string; holderName: string };

export function isValid(lease: Lease | null, at: Date): lease is HeldLease {
  return lease !== null && lease.holder !== null && Date.parse(lease.expiresAt) > at.getTime();
}

/** The lease if another operator holds it. */
export function heldByAnother(lease: Lease | null, { identity, at }: { identity: Identity; at: Date }) {
  return isValid(lease, at) && lease.holder !== identity.subject ? lease : null;
}

/** Throws where the ceremony is on hold. */
export function requireNotOnHold(lease: Lease | null, path: InputPath): void {
  if (lease?.onHold) throw new CeremonyOnHold('The ceremony is on hold. End the hold first.', path);
}

/** Throws where another operator runs the ceremony. */
export function requireControl(
  lease: Lease | null,
  deciding: { identity: Identity; at: Date },
  path: InputPath,
): void {
  const other = heldByAnother(lease, deciding);
  if (other) throw new ControlHeld(other.holderName, new Date(other.expiresAt), path);
}
