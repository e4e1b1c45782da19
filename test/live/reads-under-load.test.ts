/** Reads never delay a signing or an announcement, and are the first to be refused under load. */
import { expect, it, onTestFinished } from 'vitest';
import { query, send } from '../support/http-client.ts';
import { openStage } from '../support/stage.ts';
import { subscribe } from '../support/subscriber.ts';

it('signs and delivers while every connection for reads is busy', async () => {
  const stage = await openStage({ deals: 2 });
  onTestFinished(() => stage[Symbol.asyncDispose]());
  const { url, database, config } = stage.nodes[0]!;
  const watcher = subscribe(url, { exhibition: stage.slug, last: 10 });
  // The opening of the ceremony.
  await watcher.count(1);
  const { poolMax } = config.database as { poolMax: number };
  const held = await Promise.all(Array.from({ length: poolMax }, () => database.pool.connect()));
  const waiting = send(url, '{ deals { totalCount } }');
  try {
    await stage.notice('Beginn');
    await stage.sign();
    await watcher.count(3);
    expect(watcher.sequences).toEqual([1, 2, 3]);
  } finally {
    for (const client of held) client.release();
  }
  expect((await waiting).errors).toBeUndefined();
});

it('rejects a read that waited too long while every statement hangs, with an error that allows a retry', async () => {
  const stage = await openStage({ deals: 1 });
  onTestFinished(() => stage[Symbol.asyncDispose]());
  const { url, database } = stage.nodes[0]!;
  const hold = Promise.withResolvers<void>();
  const { poolMax } = stage.nodes[0]!.config.database as { poolMax: number };
  const held = Array.from({ length: poolMax }, () => database.reads.run(() => hold.promise));
  const waiting = send(url, '{ deals { totalCount } }');
  await expect.poll(() => database.reads.waiting).toBe(1);
  const { errors } = await waiting;
  hold.resolve();
  await Promise.all(held);
  expect(errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE', retry: 'SAME_REQUEST' } }]);
  expect(database.reads.rejected.public).toBe(1);
  expect(await query(url, '{ viewer { role } }')).toEqual({ viewer: { role: 'PUBLIC' } });
});
