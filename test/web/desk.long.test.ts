/** What an operator can rely on when a token expires. */
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { deskWords } from '../../src/web/desk/words/words.ts';
import { holdEnter, openPage, programmeItem, sentCommands, shows, usePages } from '../support/pages.ts';
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

it('asks for a new token when its own expires, and continues where it was', async () => {
  const stage = await useStage();
  const { context } = await visit();
  const address = `${stage.url}/desk/${stage.slug}`;
  const { page: rejected } = await openPage(context, address, { token: 'nonsense' });
  await expect
    .poll(() => rejected.locator('[role=alert]').textContent())
    .toBe(words.errors.UNAUTHENTICATED.problem);
  await rejected.close();
  // Long enough for a signing on a busy machine.
  const ending = await tokenFor(stage.nodes[0]!, 'operator', [stage.slug], { expires: '20s' });
  const { page: desk } = await openPage(context, address, { token: ending });
  await chooseDeal(desk, 1);
  await holdEnter(desk);
  await shows(desk, 2);
  await expect
    .poll(() => desk.locator('[role=alert]').textContent(), { timeout: 40_000 })
    .toBe(words.errors.UNAUTHENTICATED.problem);
  await desk.locator('input[name=token]').fill(stage.operator);
  await desk.keyboard.press('Enter');
  await shows(desk, 2);
  expect(await outcome(desk).textContent()).toBe(words.confirmedAs(2));
  expect(await desk.getByTestId('connection').getAttribute('class')).toContain('live');
}, 90_000);
