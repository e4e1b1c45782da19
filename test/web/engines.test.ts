/** The oldest engine in which walls and overlays work. `npm run test:walls` plays the ceremony in later ones too. */
import { beforeAll, it } from 'vitest';
import { bundlePages, pagesFolder } from '../../src/web/bundle.ts';
import { chromium80, findEngine } from '../support/engines/engines.ts';
import { performOnEngine } from '../support/engines/perform.ts';

beforeAll(async () => {
  await bundlePages(pagesFolder);
  await findEngine(chromium80);
}, 300_000);

it('Chromium 80 shows a ceremony on walls and overlays as the record has it, amounts character by character', () =>
  performOnEngine(chromium80, { signings: 2, languages: ['zh', 'ko'] }));
