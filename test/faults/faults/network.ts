/** What happens to the network between any two parts. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Link, Weather } from '../../support/link.ts';
import type { House } from '../cluster.ts';
import { again, hit } from '../plan.ts';
import type { Fault } from './fault.ts';

const cutEveryMs = 1_500;

interface Place {
  between: string;
  hits?: Fault<House>['hits'];
  links(house: House): readonly Link[];
}

const places: Place[] = [
  { between: 'screens and servers', links: (house) => [house.screensLink] },
  { between: 'the operator and a server', hits: 'link', links: (house) => house.operatorLinks },
  { between: 'a server and Postgres', hits: 'link', links: (house) => house.postgresLinks },
  { between: 'a server and Redis', hits: 'link', links: (house) => house.redisLinks },
];

export const networkFaults: Fault<House>[] = places.flatMap(({ between, hits, links }) => {
  const withWeather = (weather: Weather, name: string): Fault<House> => ({
    name: `${name} between ${between}`,
    hits,
    async strike(house, plan) {
      const link = hit(links(house), plan);
      link.set(weather);
      await wait(plan.lastsMs);
      link.set('clear');
    },
  });
  return [
    {
      name: `cuts between ${between}`,
      hits,
      strike: (house, plan) => again(plan, cutEveryMs, () => hit(links(house), plan).cut()),
    },
    withWeather('half-open', 'half-open connections'),
    withWeather('slow', 'a slow network'),
  ];
});
