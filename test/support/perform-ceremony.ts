/** A whole ceremony: one desk, three walls in three languages, a broken network and a deploy. */
import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { deskWords } from '../../src/web/desk/words/words.ts';
import { wallWords } from '../../src/web/wall/words/words.ts';
import { freePort } from './child-process.ts';
import { createTestDatabase } from './databases.ts';
import { query } from './http-client.ts';
import { Link } from './link.ts';
import {
  holdEnter,
  holdPublish,
  mainCommand,
  openPage,
  phone,
  sentCommands,
  shows,
  stageOverflow,
  takePicture,
  type Visitor,
  wall,
  watchSequences,
} from './pages.ts';
import { openPavilion, tokenFor } from './pavilion.ts';

/** Deals are counted from 0. */
export interface CeremonyPlan {
  signings: number;
  /** The deal that is signed while the network is cut. */
  cutAt: number;
  /** The deal that is signed while the server restarts. */
  deployAt: number;
}

const slug = 'yancheng-2023';
const words = deskWords('en');
const announcements = `query Announcements($slug: ID!) {
  exhibition(idOrSlug: $slug) {
    totals { deals byCategory { signingTotal { converted { money { amount } } } } }
    announcements(first: 100) {
      nodes { sequence __typename ... on DealSigned { deal { dealId } } totals { deals byCategory { signingTotal { converted { money { amount } } } } } }
    }
  }
}`;

/** A server that can restart at the same port with the same database. */
async function useServer() {
  const { url: databaseUrl, drop } = await createTestDatabase('seeded');
  const environment = { PORT: String(await freePort()) };
  const open = () => openPavilion({ databaseUrl, environment });
  let pavilion = await open();
  onTestFinished(async () => {
    await pavilion.stop();
    await drop();
  });
  return {
    pavilion,
    stop: () => pavilion.stop(),
    async start() {
      pavilion = await open();
    },
  };
}

/** Opens the ceremony of the sample exhibition, signs deals, corrects and retracts the last one, and closes it. */
export async function performCeremony(
  visit: () => Promise<Visitor>,
  { signings: wanted, cutAt, deployAt }: CeremonyPlan,
): Promise<void> {
  const server = await useServer();
  const { pavilion } = server;
  const link = await Link.open(() => Number(new URL(pavilion.url).port));
  onTestFinished(() => link.close());
  const address = `http://127.0.0.1:${link.port}`;
  const operator = await tokenFor(pavilion, 'operator', [slug]);
  const screenToken = await tokenFor(pavilion, 'screen', [slug]);
  const { context, foreignRequests } = await visit();
  const problems: string[][] = [];
  const open = async (...[path, options]: [string, Parameters<typeof openPage>[2]]) => {
    const opened = await openPage(context, `${address}${path}`, options);
    problems.push(opened.problems);
    return opened.page;
  };
  const screen = (language: string, size = wall) =>
    open(`/screen/${slug}?lang=${language}&name=Wall+${language}`, { token: screenToken, size });
  const english = await screen('en');
  const chinese = await screen('zh');
  const korean = await screen('ko', phone);
  const screens = [english, chinese, korean];
  const logs = await Promise.all(screens.map(watchSequences));
  const desk = await open(`/desk/${slug}`, { token: operator });
  await mainCommand(desk).waitFor();
  for (const page of screens) await shows(page, 0);
  await takePicture(chinese, 'before-zh');

  const allShow = async (sequence: number) => {
    for (const page of [desk, ...screens]) await shows(page, sequence);
  };
  const big = mainCommand(desk);
  await expect.poll(() => english.textContent('body')).not.toContain('Kia electric vehicle');

  // Opened by a long press of the mouse.
  await desk.getByTestId('open-ceremony').click();
  await desk.getByTestId('publish').hover();
  await desk.mouse.down();
  await shows(desk, 1);
  await desk.mouse.up();
  await allShow(1);

  let sequence = 1;
  let signings = 0;
  const perform = async (during?: () => Promise<void>) => {
    await expect.poll(() => big.getAttribute('aria-disabled'), { timeout: 45_000 }).toBe('false');
    const isSigning = (await big.textContent()) === words.commands.signDeal;
    await holdEnter(desk);
    sequence++;
    if (isSigning) signings++;
    await during?.();
    await shows(desk, sequence);
    if (isSigning) await expect.poll(() => stageOverflow(english)).toBeLessThanOrEqual(1);
    return isSigning;
  };

  while (signings < wanted) {
    if (signings === Math.floor(wanted / 2)) {
      await allShow(sequence);
      await takePicture(chinese, 'live-zh');
    }
    if (signings === cutAt) {
      // The network is cut during a signing. The desk reports it, and sends the command when it is back.
      link.set('refuse');
      await perform(async () => {
        await expect.poll(() => sentCommands(desk).first().textContent()).toContain(words.doNotPressAgain);
        await desk.locator('.connection.offline').waitFor();
        // The desk does not show the last report of the screens as the current one.
        await expect
          .poll(() => desk.locator('.screens').textContent())
          .toContain(words.screensBeforeDisconnect);
        await expect
          .poll(() => english.locator('.connection-badge.offline').count(), { timeout: 45_000 })
          .toBe(1);
        await takePicture(english, 'offline-en');
        // The last announcement stays.
        expect(await english.locator('.signing .title').count()).toBe(1);
        link.set('clear');
      });
    } else if (signings === deployAt) {
      await server.stop();
      await perform(() => server.start());
    } else await perform();
  }
  await allShow(sequence);
  await takePicture(english, 'live-en');
  await takePicture(korean, 'live-ko-phone');
  await expect
    .poll(() => desk.getByTestId('screens').textContent(), { timeout: 45_000 })
    .toBe(words.allScreens(3, sequence));
  await takePicture(desk, 'desk');
  // The next operator uses Chinese.
  await desk.getByRole('button', { name: deskWords('zh').endonym }).click();
  await expect
    .poll(() => desk.locator('.running-order .done .state').last().textContent())
    .toContain(deskWords('zh').signed);
  await expect.poll(() => desk.locator('.selected .parties').textContent()).toMatch(/投资方|供应方|合作方/);
  await takePicture(desk, 'desk-live-zh');
  await desk.getByRole('button', { name: words.endonym }).click();

  await correctLast(desk, '1234.50');
  await allShow(++sequence);
  expect(await korean.locator('.kicker strong').textContent()).toBe(wallWords('ko').signingStatus.corrected);
  expect(await english.locator('.signing .previous').textContent()).toContain(wallWords('en').previously);
  for (const page of screens) expect(await stageOverflow(page)).toBeLessThanOrEqual(1);
  await takePicture(english, 'corrected-en');
  await retractLast(desk);
  await allShow(++sequence);
  expect(await chinese.locator('.kicker strong').textContent()).toBe(wallWords('zh').signingStatus.retracted);
  expect(await english.locator('.signing .title s').count()).toBe(1);
  for (const page of screens) expect(await stageOverflow(page)).toBeLessThanOrEqual(1);
  await takePicture(chinese, 'retracted-zh');

  await desk.getByTestId('close-ceremony').click();
  await holdPublish(desk);
  await allShow(++sequence);
  await takePicture(korean, 'after-ko-phone');
  await takePicture(english, 'after-en');

  const { exhibition } = await query(address, announcements, { slug });
  const { nodes } = exhibition.announcements;
  expect(nodes.map((node: { sequence: number }) => node.sequence)).toEqual(
    Array.from({ length: sequence }, (_, index) => index + 1),
  );
  const signed = nodes.filter((node: { __typename: string }) => node.__typename === 'DealSigned');
  expect(new Set(signed.map((node: { deal: { dealId: string } }) => node.deal.dealId)).size).toBe(wanted);
  for (const [index, log] of logs.entries()) {
    // Each screen has shown each of them, in order, once.
    expect(await log(), `screen ${index}`).toEqual(Array.from({ length: sequence + 1 }, (_, each) => each));
    const total = await screens[index]!.locator('[data-total]').getAttribute('data-total');
    expect(total).toBe(exhibition.totals.byCategory[0].signingTotal.converted.money.amount);
  }
  expect(exhibition.totals.deals).toBe(wanted - 1);
  expect(foreignRequests).toEqual([]);
  expect(problems.flat()).toEqual([]);
}

async function lastSigned(desk: Page): Promise<void> {
  await desk
    .locator('.running-order li.done', { has: desk.locator('.state', { hasText: words.signed }) })
    .last()
    .click();
}

async function correctLast(desk: Page, amount: string): Promise<void> {
  await lastSigned(desk);
  await desk.keyboard.press('r');
  await desk.locator('input[name=amount]').fill(amount);
  await desk.locator('input[name="reason en"]').fill('The amount was read out wrongly.');
  await desk.locator('input[name="reason ko"]').fill('금액이 잘못 발표되었습니다.');
  await holdPublish(desk);
}

async function retractLast(desk: Page): Promise<void> {
  await lastSigned(desk);
  await desk.keyboard.press('x');
  await desk.locator('input[name="reason en"]').fill('Not signed today.');
  await desk.locator('input[name="reason zh"]').fill('今日未签署。');
  await holdPublish(desk);
}
