/** Load of many screens. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Cluster } from '../cluster.ts';
import type { FarHall } from '../screens/far-hall.ts';
import type { Fault } from './fault.ts';

const silentReaders = 50;

export const crowdFaults = (hall: FarHall): Fault<Cluster>[] => [
  {
    name: 'fifty readers that never read',
    async inject(cluster, { lastsMs }) {
      await hall.openSilentReaders(cluster.balancer.port, silentReaders);
      await wait(lastsMs);
    },
    mend: () => hall.closeSilentReaders(),
  },
  {
    name: 'all screens reconnecting together',
    async inject(cluster, { lastsMs }) {
      cluster.screensLink.cut();
      await wait(lastsMs);
    },
  },
];
