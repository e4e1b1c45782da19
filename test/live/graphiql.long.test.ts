import { beforeAll, expect, it } from 'vitest';
import { tabs } from '../../src/http/graphiql-tabs.ts';
import { installBrowser, openBrowser } from '../support/browser.ts';
import { query, send } from '../support/http-client.ts';
import { tokenFor, usePavilion } from '../support/pavilion.ts';

beforeAll(installBrowser, 300_000);

it('works offline, shows its tabs and the schema, and subscribes over WebSocket', async () => {
  const pavilion = await usePavilion();
  const { page, foreignRequests } = await openBrowser();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(`${pavilion.url}/graphql`);
  // It reads the schema before it can distinguish a query from a subscription.
  await page.waitForLoadState('networkidle');
  const names = page.getByRole('tab');
  await expect.poll(() => names.count(), { timeout: 45_000 }).toBe(tabs.length);

  const run = page.getByRole('button', { name: /execute/i });
  await run.click();
  // The editor writes its spaces as non-breaking ones.
  const result = async () => (await page.locator('.result-window').textContent())?.replaceAll('\u00a0', ' ');
  await expect.poll(result, { timeout: 45_000 }).toContain('Openness and cooperation');

  // By keyboard: the tabs are still moving into place.
  await page.locator('.graphiql-tab-button').nth(3).focus();
  await page.keyboard.press('Enter');
  await run.click();
  const token = await tokenFor(pavilion, 'operator', ['yancheng-2023']);
  const { exhibition } = await query(pavilion.url, '{ exhibition(idOrSlug: "yancheng-2023") { id } }');
  // Announced repeatedly, because the page does not show when it is subscribed.
  const notice = () =>
    send(
      pavilion.url,
      'mutation($input: PublishNoticeInput!) { publishNotice(input: $input) { __typename } }',
      {
        input: {
          exhibition: exhibition.id,
          textTranslations: [{ language: 'en', text: 'Listeners open at nine' }],
          idempotencyKey: `notice-${Math.random()}`,
        },
      },
      { token },
    );
  await expect
    .poll(
      async () => {
        // Right after a change of tabs it may look for the operation of the one before.
        if ((await result())?.includes('Cannot infer operation')) await run.click();
        await notice();
        return result();
      },
      { timeout: 45_000, interval: 500 },
    )
    .toContain('Listeners open at nine');

  await page
    .getByRole('button', { name: /documentation/i })
    .first()
    .click();
  await expect.poll(() => page.locator('.graphiql-doc-explorer').textContent()).toContain('Query');
  expect(foreignRequests).toEqual([]);
  expect(problems).toEqual([]);
});
