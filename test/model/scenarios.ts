/** What three operators do at the same time. Short enough that every interleaving is explored. */
import { commands } from './commands.ts';
import type { Scenario } from './explore.ts';

const { sign, signAgain, signGroup, retract, hold, close } = commands;
const { take, takeOver, renew, offer, accept, release, holdAll, endHold } = commands;

export const scenarios: readonly Scenario[] = [
  {
    name: 'three sign the same deals, one as a group',
    operators: { ann: [sign('deal-a'), sign('deal-b')], bo: [signGroup()], cho: [sign('deal-a')] },
    expiries: 0,
  },
  {
    name: 'a deal is retracted and signed again',
    operators: {
      ann: [sign('deal-a'), retract('deal-a')],
      bo: [signAgain('deal-a'), signAgain('deal-a')],
      cho: [retract('deal-a'), signAgain('deal-a')],
    },
    expiries: 0,
  },
  {
    name: 'control is taken by all, and each signs',
    operators: {
      ann: [take(), sign('deal-a'), retract('deal-a')],
      bo: [take(), sign('deal-a'), close()],
      cho: [take(), signGroup()],
    },
    expiries: 2,
  },
  {
    name: 'control is offered, accepted and taken over',
    operators: {
      ann: [take(), offer(), sign('deal-a')],
      bo: [accept(), sign('deal-b'), renew()],
      cho: [takeOver(), sign('deal-a')],
    },
    expiries: 2,
  },
  {
    name: 'a lease expires, is renewed, released and taken',
    operators: {
      ann: [take(), renew(), sign('deal-a')],
      bo: [take(), renew(), release()],
      cho: [renew(), accept(), sign('deal-a')],
    },
    expiries: 4,
  },
  {
    name: 'a deal is put on hold, and the ceremony is closed',
    operators: {
      ann: [sign('deal-a'), signGroup()],
      bo: [hold('deal-a'), hold('deal-b')],
      cho: [close(), sign('deal-b')],
    },
    expiries: 0,
  },
  {
    name: 'the ceremony is put on hold, and the hold ends',
    operators: {
      ann: [holdAll(), sign('deal-a')],
      bo: [take(), endHold(), sign('deal-b')],
      cho: [signGroup(), close()],
    },
    expiries: 1,
  },
];
