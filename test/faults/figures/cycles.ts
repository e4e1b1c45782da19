import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import WebSocket from 'ws';
import { watchDocument } from '../screens/follow.ts';
import { atMost, type Figure } from './figure.ts';
import { withCluster } from './with-cluster.ts';

const cycles = 50_000;
const warmUp = 5_000;
const atOnce = 40;

/** Clients that connect, subscribe and drop the connection without closing it. */
export const abortedClients: Figure = {
  name: 'connect, subscribe, abort',
  measure: () =>
    withCluster({ servers: 1, clients: 1, nodeFlags: ['--expose-gc'] }, async ({ cluster, hall }) => {
      const [server] = cluster.servers;
      await hall.close();
      const { slug } = cluster.exhibition;
      const census = async () => {
        await wait(3_000);
        return server!.ask('census');
      };
      await abort(server!.port, slug, warmUp);
      const before = await census();
      await abort(server!.port, slug, cycles);
      const after = await census();
      const grown = ((after.heapBytes - before.heapBytes) / before.heapBytes) * 100;
      return [
        atMost('subscribers left', after.subscribers, 0),
        atMost('listeners (members of audiences) left', after.members, 0),
        atMost('iterators left', after.iterators, 0),
        atMost('writers left', after.writers, 0),
        atMost('timers more than before', after.timers - before.timers, 0),
        atMost(`percent of heap more than after ${warmUp} cycles`, Math.round(grown), 5),
      ];
    }),
};

async function abort(port: number, exhibition: string, count: number): Promise<void> {
  let left = count;
  const payload = { query: watchDocument('sequence'), variables: { exhibition } };
  const one = async () => {
    while (left-- > 0) {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
      await once(socket, 'open');
      socket.send('{"type":"connection_init"}');
      await once(socket, 'message');
      socket.send(JSON.stringify({ type: 'subscribe', id: 'a', payload }));
      // Some leave before the subscription starts, some while it starts, some afterwards.
      if (left % 3 > 0) await wait((left % 3) * 2);
      socket.terminate();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}
