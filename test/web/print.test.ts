/** The papers of a ceremony, as a browser prints them: read back from the PDF. */
import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { make, newKey } from '../support/build-exhibition.ts';
import { findProgram, installPackage } from '../support/child-process.ts';
import { openPage, usePages } from '../support/pages.ts';
import { tokenFor, usePavilion } from '../support/pavilion.ts';
import { openStage } from '../support/stage.ts';

const visit = usePages();

beforeAll(() => {
  if (!findProgram('pdftotext')) installPackage('poppler-utils');
}, 120_000);

/** The text of each page of the PDF. */
async function pagesOf(page: Page): Promise<string[]> {
  await page.evaluate(() => document.fonts.ready);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' });
  return text.split('\f').slice(0, -1);
}

const count = (text: string, part: string) => text.split(part).length - 1;

async function open(url: string, slug: string, token: string, parameters: string) {
  const { context } = await visit();
  const { page, problems } = await openPage(context, `${url}/desk/${slug}/print?${parameters}`, { token });
  await page.locator('.choice').waitFor();
  return { page, problems, context };
}

it('prints running order and signing protocol in the chosen languages, each from a page of its own', async () => {
  const pavilion = await usePavilion();
  const operator = await tokenFor(pavilion, 'operator', ['yancheng-2023']);
  const parameters = 'sheets=order,protocol&lang=zh,ko';
  const { page, problems } = await open(pavilion.url, 'yancheng-2023', operator, parameters);
  expect(await page.locator('[data-sheet]').count()).toBe(4);
  const pages = await pagesOf(page);
  // The title is in the second line of a page, below the name of the exhibition.
  const first = ['议程', '진행표', '签约名册', '서명 명부'].map((title) =>
    pages.findIndex((text) =>
      new RegExp(`^${title.replace(' ', '\\s*')}\\s+·`).test(text.trim().split('\n')[1]!.trim()),
    ),
  );
  expect(first).not.toContain(-1);
  expect(first).toEqual([...new Set(first)].sort((one, other) => one - other));
  expect(first[0]).toBe(0);
  // The organizations, their sides, and lines for who signs.
  const protocol = pages.slice(first[2], first[3]).join('');
  for (const part of ['席位', '签约人', '职务', '签字', '投资方 · 韩国'])
    expect(protocol.replaceAll(/\s+/g, ' ')).toContain(part);
  // What is not printed.
  expect(pages.join('')).not.toContain('打印');
  expect(problems).toEqual([]);
});

it('keeps what belongs together on one page: each deal of the protocol, and the head of a table', async () => {
  const stage = await openStage({ deals: 14 });
  onTestFinished(() => stage[Symbol.asyncDispose]());
  const { url } = stage.nodes[0]!;
  const { page } = await open(url, stage.slug, stage.operator, 'sheets=protocol');
  const sides = await page.locator('.deal').first().locator('.to-sign').count();
  const roles = await page.locator('.deal').first().locator('.to-sign small').allTextContents();
  const pages = await pagesOf(page);
  expect(pages.length).toBeGreaterThan(2);
  const deals = pages.map((text) => count(text, 'Signature'));
  expect(deals.reduce((sum, each) => sum + each, 0)).toBe(14);
  // A deal that is cut off would leave one of its sides on the next page.
  for (const [index, text] of pages.entries())
    expect(
      roles.reduce((sum, role) => sum + count(text, role), 0),
      text,
    ).toBe(deals[index]! * sides);
});

it('prints the result sheet after the closing only: press text and table, with totals that are not added', async () => {
  const stage = await openStage({ deals: 3 });
  onTestFinished(() => stage[Symbol.asyncDispose]());
  const { url } = stage.nodes[0]!;
  await stage.sign();
  await stage.sign();
  const { page: before } = await open(url, stage.slug, stage.operator, 'sheets=result');
  expect(await before.locator('[data-sheet]').count()).toBe(0);
  expect(await before.getByRole('status').textContent()).toBe(
    'The result sheet is available after the closing.',
  );
  const close = { ceremony: stage.ceremony, idempotencyKey: newKey() };
  await make(url, 'closeCeremony', close, '__typename', { token: stage.operator });
  const { page } = await open(url, stage.slug, stage.operator, 'sheets=result');
  const [text, ...more] = await pagesOf(page);
  expect(more).toEqual([]);
  expect(text).toContain('2 deals were signed at the');
  expect(await page.locator('tbody tr').count()).toBe(2);
  expect(await page.locator('.press-text li').count()).toBe(1);
});

it('opens from the desk in a tab that is signed in, and keeps its choice in the address', async () => {
  const stage = await openStage({ deals: 2 });
  onTestFinished(() => stage[Symbol.asyncDispose]());
  const { url } = stage.nodes[0]!;
  const { context } = await visit();
  const { page: desk } = await openPage(context, `${url}/desk/${stage.slug}?lang=en`, {
    token: stage.operator,
  });
  const [page] = await Promise.all([context.waitForEvent('page'), desk.getByTestId('print').click()]);
  await page.locator('[data-sheet=order]').waitFor();
  await page.getByLabel('Running order').uncheck();
  expect(await page.locator('[data-sheet=order]').count()).toBe(0);
  await page.reload();
  await page.locator('[data-sheet=protocol]').waitFor();
  expect(await page.locator('[data-sheet=order]').count()).toBe(0);
  // Without a token, it asks for one.
  const { context: other } = await visit();
  const { page: visitor } = await openPage(other, `${url}/desk/${stage.slug}/print`);
  await visitor.locator('input[name=token]').fill(stage.operator);
  await visitor.locator('button[type=submit]').click();
  await visitor.locator('[data-sheet=order]').waitFor();
});
