import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { freePort } from '../support/child-process.ts';
import { query } from '../support/http-client.ts';
import { tokenFor, usePavilion } from '../support/pavilion.ts';
import { subscribe } from '../support/subscriber.ts';

const root = new URL('../../', import.meta.url).pathname;

/** npm run ceremony, as described in the README. */
function ceremony(...flags: string[]) {
  const child = spawn('npm', ['run', '--silent', 'ceremony', '--', '--pace', '0', ...flags], {
    cwd: root,
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return {
    output: () => output,
    ended: once(child, 'exit').then(([code]) => ({ code: code as number, output })),
    kill: () => process.kill(-child.pid!, 'SIGKILL'),
  };
}

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
  const first = ceremony(...flags);
  await watcher.count(8);
  first.kill();
  await first.ended;
  const second = await ceremony(...flags).ended;
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
  expect(kinds.get('DealSigned')!.length).toBeGreaterThanOrEqual(24);
  expect(kinds.get('DealCorrected')).toHaveLength(1);
  expect(kinds.get('DealRetracted')).toHaveLength(1);
  expect(kinds.get('CeremonyClosed')).toHaveLength(1);
  expect(exhibition.totals.deals).toBe(exhibition.deals.totalCount - 1);

  const third = await ceremony(...flags).ended;
  expect(third).toMatchObject({ code: 0, output: expect.stringContaining('nothing left to perform') });
}, 60_000);

it('rehearses repeatedly without publishing anything', async () => {
  const pavilion = await usePavilion();
  const token = await tokenFor(pavilion, 'operator', ['yancheng-2023']);
  for (let time = 0; time < 2; time++) {
    // The address as `npm start` prints it.
    const url = `${pavilion.url}/graphql`;
    const { code, output } = await ceremony('--url', url, '--token', token, '--rehearsal').ended;
    expect(output).toContain('REHEARSAL');
    expect(code).toBe(0);
  }
  const { exhibition } = await query(
    pavilion.url,
    '{ exhibition(idOrSlug: "yancheng-2023") { stream { sequence } totals { deals } } }',
  );
  expect(exhibition).toEqual({ stream: { sequence: 0 }, totals: { deals: 0 } });
}, 60_000);

it('reports a server that is not Pavilion, and stops waiting for one that does not start', async () => {
  const pavilion = await usePavilion();
  const { code, output } = await ceremony('--url', `${pavilion.url}/elsewhere`).ended;
  expect(code).toBe(1);
  expect(output).toContain('is not a Pavilion server. Check --url.');
  const nowhere = await ceremony('--url', `http://127.0.0.1:${await freePort()}`).ended;
  expect(nowhere).toMatchObject({
    code: 1,
    output: expect.stringContaining('does not answer. Start the server, or check --url.'),
  });
}, 60_000);
