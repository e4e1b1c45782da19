/** A ceremony that walls and overlays show in one engine, compared with the record after each announcement. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { make, newKey } from '../build-exhibition.ts';
import { query } from '../http-client.ts';
import { pictures } from '../pages.ts';
import { tokenFor, usePavilion } from '../pavilion.ts';
import { formatOnEngine } from './amounts.ts';
import { DevTools, type EnginePage } from './devtools.ts';
import { type Engine, findEngine, flagsOf } from './engines.ts';
import {
  dealOnStage,
  lastAnnouncement,
  type ShownAnnouncement,
  totalsOnOverlay,
  totalsOnWall,
} from './expected.ts';
import * as shown from './reading.ts';

const slug = 'yancheng-2023';

/** Amounts that a floating-point number does not hold, and those at the edge of a scale. */
const amounts = [
  { amount: '9007199254740993.55', currency: 'CNY' },
  { amount: '999999999999', currency: 'KRW' },
  { amount: '123456789012345678.99', currency: 'USD' },
  { amount: '999999.99', currency: 'USD' },
  { amount: '0.01', currency: 'CNY' },
];

interface Wall {
  language: string;
  page: EnginePage;
}

interface PerformOptions {
  signings: number;
  /** The walls have one each, and all that a wall shows is compared. */
  languages: string[];
  /** Saves pictures of the states in test-results/pictures/engines. */
  withPictures?: boolean;
}

export async function performOnEngine(
  engine: Engine,
  { signings, languages, withPictures = false }: PerformOptions,
): Promise<void> {
  const { url, config } = await usePavilion();
  const token = await tokenFor({ config }, 'organizer');
  const { deals, speeches, ceremony } = await prepare(url, token, signings);
  const devtools = await DevTools.launch(await findEngine(engine), flagsOf(engine));
  onTestFinished(() => devtools.close());
  for (const [language, { here, there, digits, given }] of Object.entries(await formatOnEngine(devtools))) {
    expect(there, language).toEqual(here);
    expect(digits, language).toEqual(given);
  }
  const overlay = (graphic: string, language: string) =>
    devtools.openPage(`${url}/overlay/${slug}?graphic=${graphic}&lang=${language}&hold=0`);
  const walls: Wall[] = [];
  for (const language of languages)
    walls.push({
      language,
      page: await devtools.openPage(`${url}/screen/${slug}?lang=${language}&name=Wall`),
    });
  const [lowerThird, total, ticker, countdown] = [
    await overlay('lower-third', 'zh'),
    await overlay('total', 'ko'),
    await overlay('ticker', 'en'),
    await overlay('countdown', 'ja'),
  ];
  const pages = [...walls.map(({ page }) => page), lowerThird, total, ticker, countdown];
  const pictureOf = async (page: EnginePage, state: string) => {
    if (!withPictures) return;
    mkdirSync(join(pictures, 'engines'), { recursive: true });
    await page.evaluate('document.fonts.ready.then(function () {})');
    await page.takePicture(
      join(pictures, 'engines', `${engine.name.replace(/\W+/g, '-').toLowerCase()}-${state}.png`),
    );
  };

  for (const page of pages) await page.becomes(shown.sequenceShown, 0);
  await countdown.becomes(shown.graphicName, 'graphic countdown');
  await pictureOf(walls[0]!.page, 'before');

  let sequence = 0;
  const announced = async (mutation: string, input: object, count = 1): Promise<void> => {
    const selection = mutation === 'signDeals' ? '__typename' : 'announcement { sequence }';
    await make(url, mutation, { ...input, idempotencyKey: newKey() }, selection, { token });
    sequence += count;
    for (const page of pages) await page.becomes(shown.sequenceShown, sequence);
  };
  /** Compares each wall in its language. */
  const compare = async (isOnStage: (record: ShownAnnouncement, wall: Wall) => Promise<void>) => {
    for (const wall of walls) {
      const record = await lastAnnouncement(url, slug, wall.language);
      expect(record.sequence).toBe(sequence);
      await isOnStage(record, wall);
      if (record.totals.deals > 0)
        await wall.page.becomes(shown.totalsOnWall, totalsOnWall(record, wall.language));
      expect(await wall.page.evaluate(shown.beyondThePicture), wall.language).toEqual([]);
      expect(await wall.page.evaluate(shown.stageOverflow), wall.language).toBeLessThanOrEqual(1);
    }
    const korean = await lastAnnouncement(url, slug, 'ko');
    if (korean.totals.deals > 0) await total.becomes(shown.totalsOnOverlay, totalsOnOverlay(korean, 'ko'));
  };
  const compareDeal = async (onTicker = true) => {
    await compare(async (record, { language, page }) => {
      await page.becomes(shown.dealOnStage, dealOnStage(record, language));
    });
    for (const [page, language] of [
      [lowerThird, 'zh'],
      [ticker, 'en'],
    ] as const) {
      const record = await lastAnnouncement(url, slug, language);
      const { deal, kicker, title, amount } = dealOnStage(record, language);
      const isRetracted = record.__typename === 'DealRetracted';
      const hidden = !record.deal?.amount || isRetracted;
      // The ticker shows the newest first, and no deal that was retracted.
      if (page === lowerThird || onTicker)
        await page.becomes(shown.dealOnOverlay, {
          deal,
          kicker: kicker[0],
          title,
          amount: hidden ? null : amount,
        });
    }
  };

  await announced('openCeremony', { ceremony });
  await countdown.becomes(shown.graphicName, null);
  await announced('startSpeech', { speech: speeches[0] });
  await compare(async ({ speech }, { page }) => {
    await page.becomes(shown.speechOnStage, { name: speech!.speaker.name, office: speech!.office });
  });
  const { speech } = await lastAnnouncement(url, slug, 'zh');
  await lowerThird.becomes(shown.speechOnOverlay, { name: speech!.speaker.name, office: speech!.office });
  await announced('finishSpeech', { speech: speeches[0] });

  for (const [index, deal] of deals.entries()) {
    await announced('signDeal', { deal });
    await compareDeal(index === 0);
    if (index === 0) {
      for (const { page, language } of walls) await pictureOf(page, `signed-${language}`);
      await pictureOf(lowerThird, 'lower-third-zh');
      await pictureOf(total, 'total-ko');
      await pictureOf(ticker, 'ticker-en');
    }
  }
  await announced('correctDeal', {
    deal: deals.at(-1),
    amount: { amount: '35000000000', currency: 'KRW' },
    reasonTranslations: [
      { language: 'en', text: 'Read out wrongly.' },
      { language: 'ko', text: '잘못 발표되었습니다.' },
    ],
  });
  await compareDeal(false);
  await announced('publishNotice', {
    exhibition: slug,
    textTranslations: [
      { language: 'en', text: 'Lunch is at 12:30.' },
      { language: 'zh', text: '午餐时间为12:30。' },
    ],
  });
  await compare(async ({ text }, { page }) => page.becomes(shown.noticeOnWall, text));
  for (const { page, language } of walls) await pictureOf(page, `corrected-${language}`);
  await announced('retractDeal', {
    deal: deals.at(-1),
    reasonTranslations: [{ language: 'en', text: 'Not signed.' }],
  });
  await compareDeal(false);
  await announced('closeCeremony', { ceremony });
  await compare(async () => {});
  for (const { page, language } of walls) await pictureOf(page, `after-${language}`);
  for (const page of pages) expect(page.problems).toEqual([]);
}

interface Plan {
  ceremony: string;
  deals: string[];
  speeches: string[];
}

/** Gives the first deals of the ceremony the amounts above; the one after them discloses none. */
async function prepare(url: string, token: string, signings: number): Promise<Plan> {
  const { exhibition } = await query(
    url,
    `query Plan($slug: ID!) {
      exhibition(idOrSlug: $slug) {
        ceremonies { id status programme { deal { id } speech { id } } }
      }
    }`,
    { slug },
    { token },
  );
  interface Planned {
    id: string;
    status: string;
    programme: { deal: { id: string } | null; speech: { id: string } | null }[];
  }
  const { id, programme } = exhibition.ceremonies.find(
    ({ status }: Planned) => status === 'PLANNED',
  ) as Planned;
  const deals = programme.flatMap(({ deal }) => deal?.id ?? []).slice(0, signings);
  for (const [index, deal] of deals.entries()) {
    if (index <= amounts.length)
      await make(url, 'updateDeal', { deal, amount: amounts[index] ?? null }, 'deal { id }', { token });
  }
  return { ceremony: id, deals, speeches: programme.flatMap(({ speech }) => speech?.id ?? []) };
}
