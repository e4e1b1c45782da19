/** A rehearsal takes the same path as the ceremony and changes nothing that is live. */
import { expect, it } from 'vitest';
import { deskWords } from '../../src/web/desk/words/words.ts';
import { wallWords } from '../../src/web/wall/words/words.ts';
import { query } from '../support/http-client.ts';
import {
  holdEnter,
  holdPublish,
  mainCommand,
  openPage,
  programmeItem,
  shows,
  takePicture,
  usePages,
} from '../support/pages.ts';
import { tokenFor, usePavilion } from '../support/pavilion.ts';

const visit = usePages();

const slug = 'yancheng-2023';

it('a rehearsal reaches its own walls only, and can be repeated after a reset', async () => {
  const pavilion = await usePavilion();
  const operator = await tokenFor(pavilion, 'operator', [slug]);
  const screenToken = await tokenFor(pavilion, 'screen', [slug]);
  const { context } = await visit();
  const open = async (path: string, token?: string) =>
    (await openPage(context, pavilion.url + path, token ? { token } : {})).page;
  const live = await open(`/screen/${slug}?lang=en`);
  const publicWall = await open(`/screen/${slug}?lang=en&mode=rehearsal`);
  const rehearsing = await open(`/screen/${slug}?lang=en&mode=rehearsal`, screenToken);
  const desk = await open(`/desk/${slug}?mode=rehearsal`, operator);
  await shows(live, 0);
  await shows(rehearsing, 0);

  const rehearse = async () => {
    await desk.getByTestId('open-ceremony').click();
    await holdPublish(desk);
    await shows(rehearsing, 1);
    await programmeItem(desk, 1).getByRole('button').focus();
    await programmeItem(desk, 1).getByRole('button').click();
    await expect.poll(() => mainCommand(desk).getAttribute('aria-disabled')).toBe('false');
    await holdEnter(desk);
    await shows(rehearsing, 2);
  };
  await rehearse();
  expect(await rehearsing.getByTestId('mode').textContent()).toBe(wallWords('en').rehearsal);
  expect(await rehearsing.locator('[data-deals]').getAttribute('data-deals')).toBe('1');
  expect(await desk.getByTestId('mode').textContent()).toBe(deskWords('en').rehearsal);
  await takePicture(rehearsing, 'rehearsal-en');
  await takePicture(desk, 'rehearsal-desk');
  await expect.poll(() => publicWall.getByTestId('connection').textContent()).toBe(wallWords('en').rejected);

  // After the reset the cursor of the wall has expired: it starts again from the snapshot.
  await desk.getByTestId('reset-rehearsal').focus();
  await holdEnter(desk);
  await shows(rehearsing, 0);
  await expect.poll(() => rehearsing.locator('main').getAttribute('class')).toContain('before');
  await shows(desk, 0);
  await rehearse();

  await shows(live, 0);
  expect(await live.locator('main').getAttribute('class')).toContain('before');
  const { exhibition } = await query(
    pavilion.url,
    `{ exhibition(idOrSlug: "${slug}") { stream { sequence } totals { deals } } }`,
  );
  expect(exhibition).toEqual({ stream: { sequence: 0 }, totals: { deals: 0 } });
});
