/** The commands of the operators: real verbs, with what they load from the world and the locks that they really take. */
import type { Sql } from '../../src/database/sql.ts';
import type { Deciding, Decision } from '../../src/mutations/decision.ts';
import { closeCeremony } from '../../src/programme/ceremonies/close-ceremony.ts';
import { cueProgrammeItem } from '../../src/programme/ceremonies/cue-programme-item.ts';
import { acceptControl } from '../../src/programme/control/accept-control.ts';
import { holdCeremony } from '../../src/programme/control/hold-ceremony.ts';
import { offerControl } from '../../src/programme/control/offer-control.ts';
import { releaseControl } from '../../src/programme/control/release-control.ts';
import { renewControl } from '../../src/programme/control/renew-control.ts';
import { takeControl } from '../../src/programme/control/take-control.ts';
import { dealSnapshot } from '../../src/programme/deals/load-deal.ts';
import { retractDeal } from '../../src/programme/deals/retract-deal.ts';
import { signDeal } from '../../src/programme/deals/sign-deal.ts';
import { signDeals } from '../../src/programme/deals/sign-deals.ts';
import { loadedCeremony, loadedDeal, openCeremony } from '../unit/programme/loaded-rows.ts';
import { ceremonyId, type DealId, dealIds, itemOf, type World } from './world.ts';

export type LockStrength = 'SHARE' | 'UPDATE';
export type Locks = Record<string, LockStrength>;

export interface Command {
  name: string;
  verb: string;
  input: Record<string, unknown>;
  /** What the verb reads behind its locks. */
  load(world: World): unknown;
}

interface Verb {
  load(read: never, input: never): Promise<unknown>;
  decide(loaded: never, input: never, deciding: Deciding): Decision<object>;
}

const verbs: Record<string, Verb> = {
  ...{ signDeal, signDeals, retractDeal, closeCeremony, cueProgrammeItem },
  ...{ takeControl, renewControl, offerControl, acceptControl, releaseControl, holdCeremony },
} as never;

export const verbOf = ({ verb }: Command): Verb => verbs[verb]!;

const mode = 'LIVE' as const;
const idempotencyKey = 'a key of the model';

const dealRow = (world: World, id: DealId) => {
  const { cue: _, ...state } = world.deals[id];
  return loadedDeal({ id, ...state });
};

const stageOf = (world: World) =>
  world.status === 'OPEN'
    ? [
        openCeremony({
          lease: world.lease,
          isPlannedThere: true,
          items: dealIds.map((deal) => ({ id: itemOf(deal), subject: deal, cue: world.deals[deal].cue })),
        }),
      ]
    : [];

const signDealCommand = (deal: DealId, again: boolean): Command => ({
  name: `${again ? 'sign again' : 'sign'} ${deal}`,
  verb: 'signDeal',
  input: { deal, again, mode, idempotencyKey },
  load: (world) => ({ ceremonies: stageOf(world), deal: dealRow(world, deal) }),
});

const control = (name: string, verb: string, input: object = {}): Command => ({
  name,
  verb,
  input: { ceremony: ceremonyId, mode, ...input },
  load: ({ lease }) => ({ id: ceremonyId, exhibitionId: 'exhibition', slug: 'fair', lease }),
});

export const commands = {
  sign: (deal: DealId) => signDealCommand(deal, false),
  signAgain: (deal: DealId) => signDealCommand(deal, true),
  signGroup: (): Command => ({
    name: 'sign group',
    verb: 'signDeals',
    input: { deals: dealIds.map((deal) => ({ deal })), mode, idempotencyKey },
    load: (world) => ({ ceremonies: stageOf(world), deals: dealIds.map((deal) => dealRow(world, deal)) }),
  }),
  retract: (deal: DealId): Command => ({
    name: `retract ${deal}`,
    verb: 'retractDeal',
    input: { deal, mode, idempotencyKey },
    load: (world) => ({
      lease: world.lease,
      deal: dealRow(world, deal),
      latest: { deal: { ...dealSnapshot(dealRow(world, deal)), id: deal }, sequence: 1 },
    }),
  }),
  hold: (deal: DealId): Command => ({
    name: `hold ${deal}`,
    verb: 'cueProgrammeItem',
    input: { item: itemOf(deal), mode, cue: 'HELD', evenIfIncomplete: true },
    load: (world) => ({
      ...{ id: itemOf(deal), ceremonyId, exhibitionId: 'exhibition', slug: 'fair', languages: ['en'] },
      ...{
        texts: [],
        titled: false,
        done: world.deals[deal].status === 'SIGNED',
        cue: world.deals[deal].cue,
      },
      cuedItem: null,
    }),
  }),
  close: (): Command => ({
    name: 'close',
    verb: 'closeCeremony',
    input: { ceremony: ceremonyId, mode, idempotencyKey },
    load: ({ status, lease, rounds }) => ({
      ceremony: loadedCeremony({ status, lease, rounds }),
      unfinished: [],
      target: null,
    }),
  }),
  take: () => control('take', 'takeControl', { takeOver: false }),
  takeOver: () => control('take over', 'takeControl', { takeOver: true }),
  renew: () => control('renew', 'renewControl'),
  offer: () => control('offer', 'offerControl', { offered: true }),
  accept: () => control('accept', 'acceptControl'),
  release: () => control('release', 'releaseControl'),
  holdAll: () => control('hold the ceremony', 'holdCeremony', { onHold: true }),
  endHold: () => control('end the hold', 'holdCeremony', { onHold: false }),
};

/** The locks that the verb takes, from the statements of its own `load`: by table, and by row for deals. */
export async function locksOf(command: Command): Promise<Locks> {
  const locks: Locks = {};
  const read = async ({ sql, values }: Sql) => {
    const strength = /FOR (SHARE|NO KEY UPDATE)\s*$/.exec(sql)?.[1];
    if (!strength) return [];
    const table = /FROM "(\w+)"/.exec(sql)![1]!;
    const found = dealIds.filter((deal) =>
      values.flat().some((value) => value === deal || value === itemOf(deal)),
    );
    for (const row of table === 'Deal' ? found : [table])
      locks[row] = strength === 'SHARE' && locks[row] !== 'UPDATE' ? 'SHARE' : 'UPDATE';
    return [];
  };
  await verbOf(command)
    .load(read as never, command.input as never)
    .catch(() => {});
  return locks;
}
