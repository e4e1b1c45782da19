/** A wall that is on for three days, with announcements, lost connections and sleeps in each hour. */
import type { CDPSession } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { make, newKey } from '../support/build-exhibition.ts';
import { Link } from '../support/link.ts';
import { usePages } from '../support/pages.ts';
import { tokenFor } from '../support/pavilion.ts';
import { openStage } from '../support/stage.ts';

const visit = usePages();
const hours = 72;
/** By then the page has everything that it keeps: the last signings, the fonts, the offline cache. */
const settledHours = 24;
const signings = 10;

/** What the page holds after a garbage collection. */
async function measure(session: CDPSession) {
  for (let time = 0; time < 3; time++) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((each) => each.name === name)!.value;
  return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

it('has as many nodes and listeners, and as much memory, after three days as after one', async () => {
  const stage = await openStage({ deals: signings });
  onTestFinished(() => stage[Symbol.asyncDispose]());
  const node = stage.nodes[0]!;
  const link = await Link.open(() => Number(new URL(node.url).port));
  onTestFinished(() => link.close());
  const { context } = await visit();
  const page = await context.newPage();
  await page.clock.install();
  const token = await tokenFor(node, 'screen', [stage.slug]);
  await page.goto(`http://127.0.0.1:${link.port}/screen/${stage.slug}?lang=de,ja&name=Halle#token=${token}`);
  const isLive = page.locator('main[data-connection=live]');
  await isLive.waitFor();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');

  let sequence = 1;
  const shown = () =>
    expect
      .poll(
        async () => {
          await page.clock.runFor(2_000);
          return page.locator('main').getAttribute('data-sequence');
        },
        { interval: 0 },
      )
      .toBe(String(sequence));
  const correct = (hour: number) =>
    make(
      node.url,
      'correctDeal',
      {
        deal: stage.deals[hour % signings],
        amount: { amount: `${1_000 + hour}.50`, currency: 'EUR' },
        idempotencyKey: newKey(),
      },
      'announcement { sequence }',
      { token: stage.operator },
    );

  const measured: Awaited<ReturnType<typeof measure>>[] = [];
  for (let hour = 1; hour <= hours; hour++) {
    if (hour <= signings) sequence = await stage.sign();
    else sequence = (await correct(hour)).announcement.sequence;
    await shown();
    // The connection is lost, and something is announced meanwhile.
    link.set('refuse');
    sequence = await stage.notice(`Stunde ${hour}`);
    await page.locator('main[data-connection=offline]').waitFor();
    link.set('clear');
    await shown();
    // The machine sleeps for an hour: what was due runs once.
    await page.clock.fastForward(3_600_000);
    await page.clock.runFor(5_000);
    await shown();
    if (hour === settledHours || hour === hours) measured.push(await measure(session));
  }
  const [settled, last] = measured as [(typeof measured)[0], (typeof measured)[0]];
  console.log(JSON.stringify(measured));
  expect(last.nodes).toBeLessThanOrEqual(settled.nodes + 50);
  expect(last.listeners).toBeLessThanOrEqual(settled.listeners + 5);
  expect(last.heap).toBeLessThanOrEqual(settled.heap * 1.1);
}, 600_000);
