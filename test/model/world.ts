/**
 * A ceremony, its deals, its lease and its announcements as plain data, and what the writes of the real verbs do to them.
 * Only what the verbs decide by is in it.
 */
import type { Sql } from '../../src/database/sql.ts';
import type { Decision } from '../../src/mutations/decision.ts';
import { announcementsOf } from '../../src/mutations/decision.ts';
import type { Lease } from '../../src/programme/lease/lease.ts';

export const ceremonyId = 'ceremony';
export const dealIds = ['deal-a', 'deal-b'] as const;
export type DealId = (typeof dealIds)[number];
export const itemOf = (deal: string) => `item of ${deal}`;

export interface DealState {
  status: 'PLANNED' | 'SIGNED' | 'RETRACTED';
  signings: number;
  signedAs: number | null;
  cue: 'NONE' | 'CUED' | 'HELD';
}

export interface Announced {
  kind: string;
  deal: string | null;
  round: number;
  by: string;
}

export interface World {
  /** Seconds. */
  now: number;
  status: 'PLANNED' | 'OPEN' | 'CLOSED';
  rounds: number;
  deals: Record<DealId, DealState>;
  lease: Lease | null;
  announced: Announced[];
}

export function newWorld(): World {
  const planned = (): DealState => ({ status: 'PLANNED', signings: 0, signedAs: null, cue: 'NONE' });
  return {
    now: 0,
    status: 'OPEN',
    rounds: 1,
    deals: { 'deal-a': planned(), 'deal-b': planned() },
    lease: null,
    announced: [],
  };
}

export const timeOf = (seconds: number) => new Date(Date.UTC(2030, 4, 6) + seconds * 1_000);

/** What the transaction of the decision leaves behind. */
export function apply(world: World, decision: Decision<object>, by: string): World {
  const next = structuredClone(world);
  for (const write of decision.writes) applyWrite(next, write);
  for (const { content } of announcementsOf(decision)) {
    const { kind, deal, round = 1 } = content as { kind: string; deal?: { id: DealId }; round?: number };
    next.announced.push({ kind, deal: deal?.id ?? null, round, by });
    if (kind === 'CEREMONY_CLOSED') next.status = 'CLOSED';
    if (!deal) continue;
    const state = next.deals[deal.id];
    if (kind === 'DEAL_RETRACTED') state.status = 'RETRACTED';
    if (kind !== 'DEAL_SIGNED') continue;
    state.status = 'SIGNED';
    state.signings += 1;
    state.signedAs = next.announced.length;
  }
  return next;
}

/** The verbs are known by their statements. One that is not known fails: the model would miss what it does. */
function applyWrite(world: World, { sql, values }: Sql): void {
  const text = sql.replace(/\s+/g, ' ').trim();
  const iso = (value: unknown) => (value as Date).toISOString();
  if (text.startsWith('INSERT INTO "CeremonyControl"') && text.includes('"onHold"')) {
    const [, , acquiredAt, expiresAt, onHold, first] = values as [
      ...[string, string, Date, Date, boolean, number],
    ];
    world.lease = world.lease
      ? { ...world.lease, onHold, version: world.lease.version + 1 }
      : {
          ...{ holder: null, holderName: null, acquiredAt: iso(acquiredAt), expiresAt: iso(expiresAt) },
          ...{ offeredAt: null, takenOverFrom: null, onHold, version: first + 1 },
        };
  } else if (text.startsWith('INSERT INTO "CeremonyControl"')) {
    const [, , holder, holderName, acquiredAt, expiresAt, takenOverFrom, first] = values as [
      ...[string, string, string, string, Date, Date, string | null, number],
    ];
    const version = world.lease ? world.lease.version + 1 : first + 1;
    world.lease = {
      ...{ holder, holderName, acquiredAt: iso(acquiredAt), expiresAt: iso(expiresAt) },
      ...{ offeredAt: null, takenOverFrom, onHold: world.lease?.onHold ?? false, version },
    };
  } else if (text.startsWith('UPDATE "CeremonyControl" SET "expiresAt"')) {
    world.lease!.expiresAt = iso(values[0]);
  } else if (text.startsWith('UPDATE "CeremonyControl" SET "offeredAt"')) {
    const lease = world.lease!;
    lease.offeredAt = values[0] === null ? null : iso(values[0]);
    lease.expiresAt = iso(values[1]);
    lease.version += 1;
  } else if (text.startsWith('UPDATE "CeremonyControl" SET "holder" = NULL')) {
    const { version } = world.lease!;
    world.lease = { ...world.lease!, holder: null, holderName: null, offeredAt: null, takenOverFrom: null };
    world.lease.version = version + 1;
  } else if (text.startsWith('UPDATE "ProgrammeItem" SET "cue" = \'NONE\' WHERE "id" = ANY')) {
    for (const deal of dealIds)
      if ((values[0] as string[]).includes(itemOf(deal))) world.deals[deal].cue = 'NONE';
  } else if (text.startsWith('UPDATE "ProgrammeItem" SET "cue" = ?::"Cue"')) {
    for (const deal of dealIds)
      if (values[1] === itemOf(deal)) world.deals[deal].cue = values[0] as DealState['cue'];
  } else if (!text.includes('"publicSince"')) {
    throw new Error(`The model does not know this statement: ${text}`);
  }
}
