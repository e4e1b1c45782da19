/** A rolling restart of two servers behind deploy/nginx.conf and deploy/haproxy.cfg. */
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { followAnnouncements, overWebSocket } from '../../src/client/index.ts';
import { useServersBehind } from '../support/behind-proxy.ts';
import { newKey } from '../support/build-exhibition.ts';

const maxAttempts = 50;

describe.each(['nginx', 'haproxy'] as const)('through %s', (name) => {
  const behind = useServersBehind(name);

  it('loses no press, each published once, and no announcement while both servers restart one after the other', async () => {
    const snapshot = await behind.post(
      `{ exhibition(idOrSlug: "${behind.stage.slug}") { stream { cursor sequence } } }`,
      {},
    );
    const { cursor, sequence } = JSON.parse(snapshot.body).data.exhibition.stream;
    const shown: number[] = [];
    const follower = followAnnouncements<{ sequence: number; cursor: string }>(
      overWebSocket({
        url: `wss://127.0.0.1:${behind.proxy.port}/graphql`,
        webSocketImpl: behind.TrustingWebSocket,
        backoff: { firstMs: 50, maxMs: 300 },
      } as never),
      {
        query: `subscription($after: String) { announcements(exhibition: "${behind.stage.slug}", after: $after) { sequence cursor } }`,
        after: cursor,
        onAnnouncement: (announcement) => void shown.push(announcement.sequence),
        onCursorLost: () => cursor,
      },
    );
    onTestFinished(() => follower.stop());
    const lost: string[] = [];
    let presses = 0;
    let isRestarting = true;
    const pressing = (async () => {
      while (isRestarting) {
        const key = newKey();
        let isPublished = false;
        // As the desk and the client library do: the same command with the same key, until it is answered. nginx does not
        // repeat a POST that a server which shuts down has answered with 503.
        for (let attempt = 1; attempt <= maxAttempts && !isPublished; attempt++) {
          isPublished = (await behind.publish(key)).body.includes('sequence');
          if (!isPublished) await wait(100);
        }
        presses++;
        if (!isPublished) lost.push(key);
        await wait(20);
      }
    })();
    for (const [index, server] of behind.servers.entries()) {
      const { port } = new URL(server.url);
      await server.stop('drain');
      behind.servers[index] = await behind.start(port);
      // As deploy/nginx.conf says: it tries a server again after three seconds at most.
      await wait(4_000);
    }
    isRestarting = false;
    await pressing;
    expect(lost).toEqual([]);
    const expected = Array.from({ length: presses }, (_, index) => sequence + index + 1);
    await expect.poll(() => shown.length).toBe(expected.length);
    expect(shown).toEqual(expected);
  }, 120_000);
});
