/** What an operator can rely on. */
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { deskWords } from '../../src/web/desk/words/words.ts';
import { Link } from '../support/link.ts';
import {
  holdEnter,
  mainCommand,
  openPage,
  programmeItem,
  sentCommands,
  shows,
  takePicture,
  usePages,
} from '../support/pages.ts';
import { tokenFor } from '../support/pavilion.ts';
import { openStage } from '../support/stage.ts';

const visit = usePages();

async function useStage(deals = 4) {
  const stage = await openStage({ deals });
  onTestFinished(() => stage[Symbol.asyncDispose]());
  return { ...stage, url: stage.nodes[0]!.url };
}

const words = deskWords('en');
const outcome = (desk: Page) => sentCommands(desk, 'signDeal').first().getByTestId('outcome');
const ready = (desk: Page) => desk.locator('[data-testid=main-command][aria-disabled=false]').waitFor();

/** Selects a deal instead of the speech before it. */
async function chooseDeal(desk: Page, number: number): Promise<void> {
  await programmeItem(desk, number).getByRole('button').click();
  await ready(desk);
}

it('two operators who sign at the same time sign once, and the second one sees the result', async () => {
  const stage = await useStage();
  const { context } = await visit();
  const desks = await Promise.all(
    ['one', 'two'].map(async (subject) => {
      const token = await tokenFor(stage.nodes[0]!, 'operator', [stage.slug], { subject });
      return (await openPage(context, `${stage.url}/desk/${stage.slug}`, { token })).page;
    }),
  );
  for (const desk of desks) await chooseDeal(desk, 1);
  await expect.poll(() => desks[0]!.getByTestId('operators').locator('li').count()).toBe(2);
  await Promise.all(desks.map(holdEnter));
  for (const desk of desks) await shows(desk, 2);
  const outcomes = await Promise.all(desks.map((desk) => outcome(desk).textContent()));
  const { problem, remedy } = words.errors.DEAL_ALREADY_SIGNED;
  const expected = [words.confirmedAs(2), words.rejectedAs(problem!, 2) + remedy];
  expect(outcomes.sort()).toEqual(expected.sort());
});

it('signs by a long press only, and never twice', async () => {
  const stage = await useStage();
  const { context } = await visit();
  const { page: desk } = await openPage(context, `${stage.url}/desk/${stage.slug}`, {
    token: stage.operator,
  });
  await chooseDeal(desk, 1);
  const big = mainCommand(desk);
  await big.click();
  await big.dblclick();
  await desk.keyboard.press('Enter');
  expect(await sentCommands(desk, 'signDeal').count()).toBe(0);
  // A screen reader cannot hold a button: it clicks twice.
  await big.evaluate((button: HTMLElement) => button.click());
  expect(await big.textContent()).toBe(words.pressAgain);
  await big.evaluate((button: HTMLElement) => button.click());
  await shows(desk, 2);
  expect(await sentCommands(desk, 'signDeal').count()).toBe(1);
});

it('sends a pending command again after a reload, with the same key', async () => {
  const stage = await useStage();
  const link = await Link.open(() => Number(new URL(stage.url).port));
  onTestFinished(() => link.close());
  const { context } = await visit();
  const address = `http://127.0.0.1:${link.port}/desk/${stage.slug}`;
  const { page: desk } = await openPage(context, address, { token: stage.operator });
  await chooseDeal(desk, 1);
  // The request arrives and its response is lost: the worst moment to lose the page.
  await context.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes('mutation SignDeal')) {
      await route.fetch();
      return route.abort().catch(() => {});
    }
    return route.continue();
  });
  await holdEnter(desk);
  await expect.poll(() => outcome(desk).textContent()).toContain(words.doNotPressAgain);
  await takePicture(desk, 'desk-pending');
  await context.unroute('**/graphql');
  await desk.reload();
  await expect.poll(() => outcome(desk).textContent()).toBe(words.confirmedAs(2));
  await shows(desk, 2);
});

it('names missing texts before a deal is cued, and cues it without them only by a long press', async () => {
  const stage = await useStage();
  const { context } = await visit();
  const { page: desk } = await openPage(context, `${stage.url}/desk/${stage.slug}`, {
    token: stage.operator,
  });
  const { make } = await import('../support/build-exhibition.ts');
  const titleTranslations = [{ language: 'de', text: 'Vertrag ohne Japanisch' }];
  await make(stage.url, 'updateDeal', { deal: stage.deals[1], titleTranslations }, '__typename', {
    token: stage.operator,
  });
  const nameTranslations = [{ language: 'de', text: 'Reederei ohne Japanisch' }];
  await make(stage.url, 'updateCompany', { company: stage.companies[1], nameTranslations }, '__typename', {
    token: stage.organizer,
  });
  // The speaker has a German name alone.
  await expect
    .poll(() => desk.locator('li[data-item="0"]').getByTestId('missing-names').textContent())
    .toContain('ja');
  await chooseDeal(desk, 2);
  await expect.poll(() => desk.locator('.selected .parties .missing').textContent()).toContain('ja');
  await expect.poll(() => desk.locator('.titles .missing').textContent()).toContain('ja');
  await desk.keyboard.press('c');
  await expect
    .poll(() => sentCommands(desk, 'cueProgrammeItem').first().textContent())
    .toContain(words.errors.TEXTS_INCOMPLETE.remedy);
  await desk.getByTestId('cue-incomplete').focus();
  await holdEnter(desk);
  await expect.poll(() => desk.locator('.running-order li.cued').getAttribute('data-item')).toBe('2');
  // A deal on hold cannot be signed.
  await desk.keyboard.press('h');
  await expect.poll(() => mainCommand(desk).getAttribute('aria-disabled')).toBe('true');
  await desk.keyboard.press('h');
  await ready(desk);
});

it('names the screens that lag, and since when', async () => {
  const stage = await useStage();
  const link = await Link.open(() => Number(new URL(stage.url).port));
  onTestFinished(() => link.close());
  const token = await tokenFor(stage.nodes[0]!, 'screen', [stage.slug]);
  const { context } = await visit();
  const screens = [
    `${stage.url}/screen/${stage.slug}?name=Left`,
    `http://127.0.0.1:${link.port}/screen/${stage.slug}?name=Right`,
  ];
  for (const address of screens) await shows((await openPage(context, address, { token })).page, 1);
  const { page: desk } = await openPage(context, `${stage.url}/desk/${stage.slug}`, {
    token: stage.operator,
  });
  const status = () => desk.getByTestId('screens').textContent();
  await expect.poll(status, { timeout: 45_000 }).toBe(words.allScreens(2, 1));
  link.set('refuse');
  await stage.sign();
  await expect.poll(status, { timeout: 45_000 }).toBe(words.someScreens(1, 2, 2));
  expect(await desk.locator('.screens > ul > li').textContent()).toMatch(
    /^Right: at 1, behind since \d\d:\d\d:\d\d$/,
  );
  link.set('clear');
  await expect.poll(status, { timeout: 45_000 }).toBe(words.allScreens(2, 2));
});

it('takes a token out of the address, and says why the server rejects it', async () => {
  const stage = await useStage();
  const { context } = await visit();
  const foreignToken = await tokenFor(stage.nodes[0]!, 'operator', ['elsewhere']);
  const { page: desk } = await openPage(context, `${stage.url}/desk/${stage.slug}`, { token: foreignToken });
  await expect.poll(() => desk.locator('[role=alert]').textContent(), { timeout: 45_000 }).toBeTruthy();
  await takePicture(desk, 'desk-sign-in');
  await desk.locator('input[name=token]').fill(stage.operator);
  await desk.keyboard.press('Enter');
  await shows(desk, 1);
  expect(desk.url()).toBe(`${stage.url}/desk/${stage.slug}`);
});
