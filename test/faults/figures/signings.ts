import { setTimeout as wait } from 'node:timers/promises';
import { newIdempotencyKey, settle } from '../../../src/client/index.ts';
import type { ServerProcess } from '../server-process.ts';
import { createDeals } from '../venue.ts';
import { atLeast, atMost, type Figure } from './figure.ts';
import { withHouse } from './with-house.ts';

const callers = 16;
const deals = 2_400;
const creators = 8;
const document = `mutation Sign($input: SignDealInput!) {
  signDeal(input: $input) { __typename ... on SignDealSuccess { announcement { sequence } } }
}`;

export const signings: Figure = {
  name: 'signings',
  measure: () =>
    withHouse({ servers: 1, clients: 10, direct: true }, async ({ house, hall }) => {
      const batches = await Promise.all(
        Array.from({ length: creators }, () => createDeals(house, deals / creators)),
      );
      const planned = batches.flat();
      const headBefore = await house.record.head();
      const sequences: number[] = [];
      const half = planned.length / 2;
      const signAll = async (until: number) => {
        const sign = async () => {
          while (planned.length > until) sequences.push(await signOne(planned.shift()!));
        };
        await Promise.all(Array.from({ length: callers }, sign));
      };
      const signOne = async (deal: string) => {
        const [{ url }] = house.servers as [ServerProcess];
        const { data } = await settle<{ signDeal: { announcement?: { sequence: number } } }>(
          { query: document, variables: { input: { deal, idempotencyKey: newIdempotencyKey() } } },
          { url: `${url}/graphql`, token: () => house.operatorToken },
        );
        return data!.signDeal.announcement!.sequence;
      };
      const startedAt = Date.now();
      await signAll(half);
      const perSecond = (half * 1_000) / (Date.now() - startedAt);
      // The other half meets a Postgres that is killed in the middle.
      const rest = signAll(0);
      await wait(1_000);
      await house.postgres.stop('kill');
      await house.postgres.start();
      await rest;
      const record = await house.record.read(headBefore);
      const onRecord = new Set(record.announcements.map(({ sequence }) => sequence));
      const { behind } = await hall.caughtUp(record.head, 10_000);
      return [
        atLeast('signings a second on one exhibition', perSecond, 200),
        atMost(
          'signings that were answered and are not on record, Postgres having been killed',
          sequences.filter((sequence) => !onRecord.has(sequence)).length,
          0,
        ),
        atMost('deals that were signed twice or not at all', Math.abs(onRecord.size - deals), 0),
        atMost('screens that are behind', behind, 0),
      ];
    }),
};
