import { expect, it } from 'vitest';
import { startCeremony } from '../support/ceremony-command.ts';
import { query } from '../support/http-client.ts';
import { tokenFor, usePavilion } from '../support/pavilion.ts';
import { subscribe } from '../support/subscriber.ts';

it('runs the ceremony of the sample exhibition, continues after an interruption, and exits when it is over', async () => {
  const pavilion = await usePavilion();
  const slug = 'yancheng-2023';
  const token = await tokenFor(pavilion, 'operator', [slug]);
  const flags = ['--url', pavilion.url, '--token', token, '--exhibition', slug];
  const watcher = subscribe(pavilion.url, { exhibition: slug, last: 0 });

  // A subscription with "last: 0" begins where the stream is when the server reads it.
  await expect
    .poll(() => [...pavilion.streams.hub.streams.values()].map((stream) => stream.subscribers))
    .toEqual([1]);
  const first = startCeremony(...flags);
  await watcher.count(8);
  first.kill();
  await first.ended;
  const second = await startCeremony(...flags).ended;
  expect(second).toMatchObject({ code: 0, output: expect.stringContaining('The ceremony is closed') });

  const { exhibition } = await query(
    pavilion.url,
    `{ exhibition(idOrSlug: "${slug}") { stream { sequence } totals { deals } deals(filter: { status: [SIGNED, RETRACTED] }) { totalCount } } }`,
  );
  const received = await watcher.count(exhibition.stream.sequence);
  expect(watcher.sequences).toEqual(received.map((_, index) => index + 1));
  const kinds = Map.groupBy(received, (each) => each.__typename);
  expect(kinds.get('CeremonyOpened')).toHaveLength(1);
  expect(kinds.get('SpeechFinished')).toHaveLength(2);
  expect(kinds.get('SpeechTextReleased')).toHaveLength(2);
  expect(kinds.get('DealSigned')!.length).toBeGreaterThanOrEqual(24);
  expect(kinds.get('DealCorrected')).toHaveLength(1);
  expect(kinds.get('DealRetracted')).toHaveLength(1);
  expect(kinds.get('CeremonyClosed')).toHaveLength(1);
  expect(exhibition.totals.deals).toBe(exhibition.deals.totalCount - 1);

  const third = await startCeremony(...flags).ended;
  expect(third).toMatchObject({ code: 0, output: expect.stringContaining('nothing left to perform') });
}, 60_000);
