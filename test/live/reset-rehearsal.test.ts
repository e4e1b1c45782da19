/** After a reset, everything is as before the rehearsal, for those who send the same commands again too. */
import { expect, it, onTestFinished } from 'vitest';
import { make, newKey } from '../support/build-exhibition.ts';
import { mutate } from '../support/http-client.ts';
import { tokenFor } from '../support/pavilion.ts';
import { openStage } from '../support/stage.ts';

it('rehearses again with the same idempotency keys and without a cue, and leaves those of the live ceremony', async () => {
  const stage = await openStage({ nodes: 2, deals: 2 });
  onTestFinished(() => stage[Symbol.asyncDispose]());
  const as = { token: stage.operator };
  const send = (node: number, name: string, input: object, selection: string) =>
    make(stage.nodes[node]!.url, name, input, selection, as);
  const run = async (text: string) => (await stage.nodes[0]!.database.pool.query(text)).rows;
  const live = { deal: stage.deals[0], mode: 'LIVE', idempotencyKey: newKey() };
  const signedLive = await send(0, 'signDeal', live, 'announcement { id }');

  const opening = { ceremony: stage.ceremony, mode: 'REHEARSAL', idempotencyKey: newKey() };
  const signing = { deal: stage.deals[1], mode: 'REHEARSAL', idempotencyKey: newKey() };
  const rehearse = async () => [
    (await send(0, 'openCeremony', opening, 'announcement { id sequence }')).announcement,
    (await send(1, 'signDeal', signing, 'announcement { id sequence }')).announcement,
  ];
  const first = await rehearse();
  expect(await rehearse()).toEqual(first);
  const [item] = await run(`SELECT "id" FROM "ProgrammeItem" ORDER BY "position" DESC LIMIT 1`);
  await run(`UPDATE "ProgrammeItem" SET "rehearsalCue" = 'CUED', "cue" = 'HELD' WHERE "id" = '${item.id}'`);

  await send(1, 'resetRehearsal', { exhibition: stage.exhibition }, '__typename');
  expect(await run(`SELECT DISTINCT "rehearsalCue" AS cue FROM "ProgrammeItem"`)).toEqual([{ cue: 'NONE' }]);
  expect(await run(`SELECT "cue" FROM "ProgrammeItem" WHERE "id" = '${item.id}'`)).toEqual([{ cue: 'HELD' }]);
  const again = await rehearse();
  expect(again.map(({ sequence }) => sequence)).toEqual([1, 2]);
  expect(again.map(({ id }) => id)).not.toEqual(first.map(({ id }) => id));
  expect(await send(1, 'signDeal', live, 'announcement { id }')).toEqual(signedLive);
  const reused = await mutate(
    stage.nodes[0]!.url,
    'signDeal',
    { ...live, deal: stage.deals[1] },
    '__typename',
    as,
  );
  expect(reused.__typename).toBe('IdempotencyKeyReused');
});

it('is left to the operator who has control of the rehearsal', async () => {
  const stage = await openStage({ deals: 1 });
  onTestFinished(() => stage[Symbol.asyncDispose]());
  const [node] = stage.nodes;
  const other = { token: await tokenFor(node!, 'operator', [stage.slug], { subject: 'other' }) };
  const send = (name: string, input: object, as: { token: string }) =>
    mutate(node!.url, name, { ...input }, '__typename', as);
  const control = { ceremony: stage.ceremony, mode: 'REHEARSAL' };
  await send('takeControl', control, other);
  const reset = { exhibition: stage.exhibition };
  expect((await send('resetRehearsal', reset, { token: stage.operator })).__typename).toBe('ControlHeld');
  expect((await send('resetRehearsal', reset, other)).__typename).toBe('ResetRehearsalSuccess');
  await send('releaseControl', control, other);
  expect((await send('resetRehearsal', reset, { token: stage.operator })).__typename).toBe(
    'ResetRehearsalSuccess',
  );
});
