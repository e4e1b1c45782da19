/** The EventSource of a browser, when its connection breaks. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installBrowser, openBrowser } from '../support/browser.ts';
import { Link } from '../support/link.ts';
import { openStage, type Stage } from '../support/stage.ts';

let stage: Stage;
let link: Link;
beforeAll(async () => {
  installBrowser();
  stage = await openStage({ deals: 8 });
  link = await Link.open(() => Number(new URL(stage.nodes[0]!.url).port));
}, 300_000);
afterAll(async () => {
  await link.close();
  await stage[Symbol.asyncDispose]();
});

/** Each from the first to the last, once. */
const from = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

it('the EventSource of a browser connects again and misses nothing', async () => {
  const { page } = await openBrowser();
  await page.goto(`http://127.0.0.1:${link.port}/health/live`);
  const query = `subscription { announcements(exhibition: "${stage.slug}", last: 1) { sequence } }`;
  await page.evaluate(
    (address) => {
      const received: number[] = [];
      Object.assign(globalThis, { received });
      new EventSource(address).addEventListener('next', ({ data }) => {
        received.push(JSON.parse(data).data.announcements.sequence);
      });
    },
    `/graphql?query=${encodeURIComponent(query)}`,
  );
  const received = () => page.evaluate(() => (globalThis as unknown as { received: number[] }).received);
  await expect.poll(received).toHaveLength(1);
  const [first] = await received();
  let last = await stage.sign();
  await expect.poll(received).toEqual(from(first!, last));
  link.cut();
  await stage.sign();
  last = await stage.sign();
  await expect.poll(received).toEqual(from(first!, last));
  link.cut();
  last = await stage.sign();
  await expect.poll(received).toEqual(from(first!, last));
});
