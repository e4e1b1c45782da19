/** What the verbs that change a programme share. */

import type { Identity } from '../../auth/identity.ts';
import { mayOperate } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { CeremonyNotOpen, type InputPath, NotFound } from '../../errors/user-errors.ts';
import type { Decision } from '../../mutations/decision.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { lockRows, requireLocked } from '../../mutations/row-locks.ts';
import { changeProgramme } from './change-programme.ts';
import { type LoadedCeremony, readCeremonyBy } from './load-ceremony.ts';
import { type LoadedItem, type LoadedProgramme, loadProgramme } from './load-programme.ts';
import { type PlannedItem, programmeState } from './planned-item.ts';

/** Throws for a ceremony that is closed, and for another version of its programme. */
export function requireChangeable(
  { id, status, programmeVersion: version }: LoadedCeremony,
  expectedVersion: number | null | undefined,
  path: InputPath = ['input', 'ceremony'],
): void {
  if (status === 'CLOSED') throw new CeremonyNotOpen('The ceremony is closed.', path);
  assertVersion(expectedVersion, { typename: 'Ceremony', id, version });
}

/** The writes and the audit entry of a changed programme. */
export function programmeDecision(
  { id, exhibitionId }: LoadedCeremony,
  before: readonly LoadedItem[],
  after: readonly PlannedItem[],
  path: InputPath,
): Pick<Decision<object>, 'writes' | 'audit'> {
  return {
    writes: changeProgramme(id, before, after, path),
    audit: [
      {
        exhibition: exhibitionId,
        type: 'Ceremony',
        id,
        before: { programme: programmeState(before) },
        after: { programme: programmeState(after) },
      },
    ],
  };
}

export interface LoadedItemProgramme {
  ceremony: LoadedCeremony | null;
  programme: LoadedProgramme;
}

/** Locks and reads the programme that an item is in. */
export async function loadProgrammeOf(read: ReadRows, item: string): Promise<LoadedItemProgramme> {
  const ceremonyId = sql`(SELECT "ceremonyId" FROM "ProgrammeItem" WHERE "id" = ${item}::uuid)`;
  const [locked, ceremony, programme] = await Promise.all([
    lockRows(read, 'Ceremony', sql`locked."id" = ${ceremonyId}`, 'FOR NO KEY UPDATE'),
    readCeremonyBy(read, ceremonyId, 'LIVE'),
    loadProgramme(read, ceremonyId, []),
  ]);
  // closeCeremony may have carried it into another programme meanwhile.
  requireLocked(locked, ceremony ? [ceremony.id] : []);
  return { ceremony, programme };
}

/** The ceremony of the item, and the place of the item in its programme. Hidden and absent look the same. */
export function requireItem(
  { ceremony, programme: { items } }: LoadedItemProgramme,
  item: string,
  identity: Identity,
): { ceremony: LoadedCeremony; items: LoadedItem[]; index: number } {
  const index = items.findIndex(({ id }) => id === item);
  if (!ceremony || index === -1 || !mayOperate(identity, ceremony))
    throw new NotFound('programme item', ['input', 'item']);
  return { ceremony, items, index };
}
