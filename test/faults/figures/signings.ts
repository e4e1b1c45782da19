import { setTimeout as wait } from 'node:timers/promises';
import { newIdempotencyKey, settle } from '../../../src/client/index.ts';
import type { ServerProcess } from '../server-process.ts';
import { createDeals } from '../venue.ts';
import { atLeast, atMost, type Figure } from './figure.ts';
import { withCluster } from './with-cluster.ts';

const callers = 16;
const deals = 2_400;
const creators = 8;
const document = `mutation Sign($input: SignDealInput!) {
  signDeal(input: $input) { __typename ... on SignDealSuccess { announcement { sequence } } }
}`;

export const signings: Figure = {
  name: 'signings',
  measure: () =>
    withCluster({ servers: 1, clients: 10, direct: true }, async ({ cluster, hall }) => {
      const batches = await Promise.all(
        Array.from({ length: creators }, () => createDeals(cluster, deals / creators)),
      );
      const planned = batches.flat();
      const headBefore = await cluster.announcements.head();
      const sequences: number[] = [];
      const half = planned.length / 2;
      const signAll = async (until: number) => {
        const sign = async () => {
          while (planned.length > until) sequences.push(await signOne(planned.shift()!));
        };
        await Promise.all(Array.from({ length: callers }, sign));
      };
      const signOne = async (deal: string) => {
        const [{ url }] = cluster.servers as [ServerProcess];
        const { data } = await settle<{ signDeal: { announcement?: { sequence: number } } }>(
          { query: document, variables: { input: { deal, idempotencyKey: newIdempotencyKey() } } },
          { url: `${url}/graphql`, token: () => cluster.operatorToken },
        );
        return data!.signDeal.announcement!.sequence;
      };
      const startedAt = Date.now();
      await signAll(half);
      const perSecond = (half * 1_000) / (Date.now() - startedAt);
      // The other half meets a Postgres that is killed in the middle.
      const rest = signAll(0);
      await wait(1_000);
      await cluster.postgres.stop('kill');
      await cluster.postgres.start();
      await rest;
      const published = await cluster.announcements.read(headBefore);
      const stored = new Set(published.announcements.map(({ sequence }) => sequence));
      const { behind } = await hall.caughtUp(published.head, 10_000);
      return [
        atLeast('signings a second on one exhibition', perSecond, 200),
        atMost(
          'signings that were confirmed and are not stored, after Postgres was killed',
          sequences.filter((sequence) => !stored.has(sequence)).length,
          0,
        ),
        atMost('deals that were signed twice or not at all', Math.abs(stored.size - deals), 0),
        atMost('screens that are behind', behind, 0),
      ];
    }),
};
