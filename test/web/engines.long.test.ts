/** Walls and overlays in engines of several years, and the plain page of one in which they do not work. */
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { bundlePages, pagesFolder } from '../../src/web/bundle.ts';
import { DevTools } from '../support/engines/devtools.ts';
import { chromium80, findEngine, flagsOf, laterEngines, tooOld } from '../support/engines/engines.ts';
import { performOnEngine } from '../support/engines/perform.ts';
import { usePavilion } from '../support/pavilion.ts';

beforeAll(() => bundlePages(pagesFolder), 300_000);

it.each([chromium80, ...laterEngines])(
  '$name shows a whole ceremony on walls and overlays as the record has it, amounts character by character',
  (engine) => {
    const languages = ['en', 'zh', 'ko', 'ja', 'de', 'ar'];
    return performOnEngine(engine, { signings: 7, languages, withPictures: true });
  },
  600_000,
);

it.each(['screen', 'overlay', 'desk'])(
  'an older engine names what the %s needs',
  async (page) => {
    const { url } = await usePavilion();
    const devtools = await DevTools.launch(await findEngine(tooOld), flagsOf(tooOld));
    onTestFinished(() => devtools.close());
    const opened = await devtools.openPage(`${url}/${page}/yancheng-2023`);
    await opened.becomes("document.querySelectorAll('.too-old').length", 5);
    const text = await opened.evaluate<string>('document.body.innerText');
    for (const words of [
      'Chromium 80, Firefox 115, Safari 16.4 or later',
      '浏览器',
      '브라우저',
      'ブラウザー',
      'Chrome/78',
    ])
      expect(text).toContain(words);
    // But for the page itself, nothing fails.
    expect(opened.problems.filter((problem) => !/SyntaxError/.test(problem))).toEqual([]);
  },
  300_000,
);
