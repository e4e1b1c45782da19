/** What happens to the network between any two parts. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Link, Weather } from '../../support/link.ts';
import type { House } from '../house.ts';
import type { Fault } from './fault.ts';

const cutEveryMs = 1_500;

const places: Record<string, (house: House) => Link> = {
  'screens and servers': (house) => house.screensLink,
  'the operator and a server': (house) => house.operatorLinks[0]!,
  'a server and Postgres': (house) => house.postgresLinks[0]!,
  'a server and Redis': (house) => house.redisLinks[0]!,
};

export const networkFaults: Fault<House>[] = Object.entries(places).flatMap(([place, linkOf]) => {
  const withWeather = (weather: Weather, name: string): Fault<House> => ({
    name: `${name} between ${place}`,
    async strike(house, forMs) {
      linkOf(house).set(weather);
      await wait(forMs);
      linkOf(house).set('clear');
    },
  });
  return [
    {
      name: `cuts between ${place}`,
      async strike(house, forMs) {
        for (const until = Date.now() + forMs; Date.now() < until; await wait(cutEveryMs))
          linkOf(house).cut();
      },
    },
    withWeather('half-open', 'half-open connections'),
    withWeather('slow', 'a slow network'),
  ];
});
