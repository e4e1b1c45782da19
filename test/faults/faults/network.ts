/** Faults of the network between any two parts. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Link, Weather } from '../../support/link.ts';
import type { Cluster } from '../cluster.ts';
import { again, hit } from '../plan.ts';
import type { Fault } from './fault.ts';

const cutEveryMs = 1_500;

interface Place {
  between: string;
  hits?: Fault<Cluster>['hits'];
  links(cluster: Cluster): readonly Link[];
}

const places: Place[] = [
  { between: 'screens and servers', links: (cluster) => [cluster.screensLink] },
  { between: 'the operator and a server', hits: 'link', links: (cluster) => cluster.operatorLinks },
  { between: 'a server and Postgres', hits: 'link', links: (cluster) => cluster.postgresLinks },
  { between: 'a server and Redis', hits: 'link', links: (cluster) => cluster.redisLinks },
];

export const networkFaults: Fault<Cluster>[] = places.flatMap(({ between, hits, links }) => {
  const withWeather = (weather: Weather, name: string): Fault<Cluster> => ({
    name: `${name} between ${between}`,
    hits,
    async inject(cluster, plan) {
      const link = hit(links(cluster), plan);
      link.set(weather);
      await wait(plan.lastsMs);
      link.set('clear');
    },
  });
  return [
    {
      name: `cuts between ${between}`,
      hits,
      inject: (cluster, plan) => again(plan, cutEveryMs, () => hit(links(cluster), plan).cut()),
    },
    withWeather('half-open', 'half-open connections'),
    withWeather('slow', 'a slow network'),
  ];
});
