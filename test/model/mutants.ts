/** Faults that are planted into the verbs. Each has to be found by a scenario. */
import type { Lease } from '../../src/programme/lease/lease.ts';
import type { Command } from './commands.ts';
import type { Mutant } from './explore.ts';

const without = (row: string, ...verbs: string[]): Mutant => ({
  name: `${verbs.join(', ')} without the lock of ${row}`,
  locks: (locks, { verb }) => (verbs.includes(verb) ? { ...locks, [row]: undefined as never } : locks),
});

/** The verb decides by another lease than the one that is there. */
const withLease = (
  name: string,
  verbs: readonly string[],
  change: (lease: Lease | null, operator: string) => Lease | null,
): Mutant => ({
  name,
  loaded: (loaded: Loaded, { verb }: Command, operator: string) => {
    if (!verbs.includes(verb)) return loaded;
    if (loaded.lease !== undefined) return { ...loaded, lease: change(loaded.lease, operator) };
    if (loaded.ceremony)
      return { ...loaded, ceremony: { ...loaded.ceremony, lease: change(loaded.ceremony.lease, operator) } };
    return {
      ...loaded,
      ceremonies: loaded.ceremonies!.map((each) => ({ ...each, lease: change(each.lease, operator) })),
    };
  },
});

/** What the verbs load, as far as the faults change it. */
interface Loaded {
  lease?: Lease | null;
  ceremony?: { lease: Lease | null };
  ceremonies?: { lease: Lease | null; items: { cue: string }[] }[];
}

const noLease = () => null;

export const mutants: readonly Mutant[] = [
  without('Ceremony', 'signDeal'),
  without('Ceremony', 'signDeals'),
  without('Ceremony', 'takeControl', 'acceptControl'),
  without('Ceremony', 'closeCeremony'),
  {
    name: 'cueProgrammeItem without locks',
    // That of the deal alone would keep a signing out as well.
    locks: (locks, { verb }) => (verb === 'cueProgrammeItem' ? {} : locks),
  },
  without('deal-a', 'signDeal'),
  without('deal-a', 'signDeals'),
  withLease('signDeal without control', ['signDeal'], noLease),
  withLease('signDeals without control', ['signDeals'], noLease),
  withLease('retractDeal without control', ['retractDeal'], noLease),
  withLease('closeCeremony without control', ['closeCeremony'], noLease),
  withLease(
    'renewControl by anyone',
    ['renewControl'],
    (lease, operator) => lease && { ...lease, holder: operator },
  ),
  withLease(
    'acceptControl without an offer',
    ['acceptControl'],
    (lease) => lease && { ...lease, offeredAt: lease.acquiredAt },
  ),
  withLease('takeControl of a lease that is held', ['takeControl'], (lease) =>
    lease ? { ...lease, expiresAt: lease.acquiredAt } : null,
  ),
  without('Ceremony', 'holdCeremony'),
  withLease(
    'signing at a ceremony on hold',
    ['signDeal', 'signDeals'],
    (lease) => lease && { ...lease, onHold: false },
  ),
  withLease('closing a ceremony on hold', ['closeCeremony'], (lease) => lease && { ...lease, onHold: false }),
  withLease('holdCeremony without control', ['holdCeremony'], noLease),
  {
    name: 'signing what is on hold',
    loaded: (loaded: Loaded) =>
      loaded.ceremonies
        ? {
            ...loaded,
            ceremonies: loaded.ceremonies.map((each) => ({
              ...each,
              items: each.items.map((item) => ({ ...item, cue: 'NONE' })),
            })),
          }
        : loaded,
  },
];
