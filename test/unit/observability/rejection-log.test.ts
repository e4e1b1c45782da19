import { expect, it } from 'vitest';
import { RejectionLog } from '../../../src/observability/rejection-log.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

it('logs sixty refused requests a minute, and then how many it has left out', async () => {
  const lines: object[] = [];
  const scheduler = new FakeScheduler();
  const log = new RejectionLog({ warn: (line: object) => lines.push(line) } as never, scheduler);
  const rejection = { status: 403, reason: 'origin', requestId: 'request', address: '::1' };
  for (let count = 0; count < 75; count++) log.log(rejection);
  expect(lines).toHaveLength(60);
  await scheduler.advance(60_000);
  log.log(rejection);
  expect(lines.slice(60)).toEqual([{ omitted: 15 }, rejection]);
});
