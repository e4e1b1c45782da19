import { expect, it } from 'vitest';
import { startCeremony } from '../support/ceremony-command.ts';
import { freePort } from '../support/child-process.ts';
import { query } from '../support/http-client.ts';
import { tokenFor, usePavilion } from '../support/pavilion.ts';

it('rehearses repeatedly without publishing anything', async () => {
  const pavilion = await usePavilion();
  const token = await tokenFor(pavilion, 'operator', ['yancheng-2023']);
  for (let time = 0; time < 2; time++) {
    // The address as `npm start` prints it.
    const url = `${pavilion.url}/graphql`;
    const { code, output } = await startCeremony('--url', url, '--token', token, '--rehearsal').ended;
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
  const { code, output } = await startCeremony('--url', `${pavilion.url}/elsewhere`).ended;
  expect(code).toBe(1);
  expect(output).toContain('is not a Pavilion server. Check --url.');
  const nowhere = await startCeremony('--url', `http://127.0.0.1:${await freePort()}`).ended;
  expect(nowhere).toMatchObject({
    code: 1,
    output: expect.stringContaining('does not answer. Start the server, or check --url.'),
  });
}, 60_000);
