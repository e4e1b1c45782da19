/** The walls obey the desk: all of them, one by its name, and those with a token in a rehearsal. */
import { expect, it } from 'vitest';
import { mutate } from '../support/http-client.ts';
import { usePages } from '../support/pages.ts';
import { tokenFor } from '../support/pavilion.ts';
import { openStage } from '../support/stage.ts';

const visit = usePages();

it('shows what the desk sets, on all walls or on one, and the rehearsal on walls with a token only', async () => {
  await using stage = await openStage({ deals: 2 });
  const { url } = stage.nodes[0]!;
  const screen = await tokenFor(stage.nodes[0]!, 'screen', [stage.slug]);
  const set = (input: object) =>
    mutate(url, 'setWallControl', { exhibition: stage.slug, ...input }, '__typename', {
      token: stage.operator,
    });
  await stage.sign();
  const notice = await stage.notice('Bitte Platz nehmen');
  const { context } = await visit();
  const open = async (query: string) => {
    const page = await context.newPage();
    await page.goto(`${url}/screen/${stage.slug}?${query}`);
    await page.locator('main[data-picture]').waitFor();
    return page;
  };
  const gate = await open('name=Gate&lang=de');
  const hall = await open(`name=Hall&lang=de&token=${screen}`);
  const pictureOf = (page: typeof gate) => page.locator('main').getAttribute('data-picture');
  const slow = { timeout: 10_000 };

  await expect.poll(() => gate.locator('.notice').count(), slow).toBe(1);
  await set({ hiddenNotice: { sequence: notice } });
  await expect.poll(() => gate.locator('.notice').count(), slow).toBe(0);

  await set({ picture: 'BLANK' });
  for (const page of [gate, hall]) await expect.poll(() => pictureOf(page), slow).toBe('BLANK');
  expect((await gate.locator('main').textContent())?.trim()).toBe('');
  await set({
    wall: 'Gate',
    picture: 'SLIDE',
    slideTextTranslations: [{ language: 'de', text: 'Wir beginnen gleich' }],
  });
  await expect.poll(() => gate.locator('.slide').textContent(), slow).toBe('Wir beginnen gleich');
  expect(await pictureOf(hall)).toBe('BLANK');

  // A wall that is opened now shows no programme before.
  await gate.reload();
  await gate.locator('main[data-sequence]').waitFor();
  expect(await pictureOf(gate)).toBe('SLIDE');

  await set({ picture: null, rehearsal: true });
  await expect.poll(() => hall.locator('[data-testid=mode]').count(), slow).toBe(1);
  expect(await hall.locator('main').getAttribute('data-sequence')).toBe('0');
  await set({ wall: 'Gate', picture: null, slideTextTranslations: null });
  await expect.poll(() => pictureOf(gate), slow).toBe('PROGRAMME');
  expect(await gate.locator('[data-testid=mode]').count()).toBe(0);
  await set({ rehearsal: null });
  await expect.poll(() => hall.locator('[data-testid=mode]').count(), slow).toBe(0);
  await expect.poll(() => hall.locator('main').getAttribute('data-sequence'), slow).toBe(String(notice));
});
