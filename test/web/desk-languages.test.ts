/** Each operator chooses the language of the desk. */
import { expect, it, onTestFinished } from 'vitest';
import type { DeskWords } from '../../src/web/desk/words/desk-words.ts';
import { deskLanguages, deskWords, firstAvailable } from '../../src/web/desk/words/words.ts';
import { holdEnter, openPage, programmeItem, shows, usePages } from '../support/pages.ts';
import { usePavilion } from '../support/pavilion.ts';
import { openStage } from '../support/stage.ts';

const visit = usePages();

it('takes the first available of the wanted languages, in any region, else English', () => {
  expect(firstAvailable(['ko-KR', 'en-US'])).toBe('ko');
  expect(firstAvailable(['', 'de-DE', 'zh-Hans-CN', 'ko'])).toBe('zh');
  expect(firstAvailable(['ja-JP'])).toBe('ja');
  expect(firstAvailable(['fr'])).toBe('en');
});

/** All words by path; functions are called with the same values for each language. */
function said(words: DeskWords): Map<string, string> {
  const found = new Map<string, string>();
  const look = (value: unknown, path: string) => {
    if (typeof value === 'string') found.set(path, value);
    else if (typeof value === 'function') found.set(path, value(7, 8, 9));
    else if (value !== null)
      for (const [key, each] of Object.entries(value as object)) look(each, `${path}.${key}`);
  };
  look(words, '');
  return found;
}

const scripts = {
  zh: /\p{sc=Han}/u,
  ko: /\p{sc=Hangul}/u,
  ja: /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u,
  en: /./,
};

it('has every word in its own language', () => {
  const english = said(deskWords('en'));
  for (const language of deskLanguages.filter((each) => each !== 'en')) {
    const others = said(deskWords(language));
    for (const [path, word] of others) {
      expect(word, `${language}${path}`).not.toBe(english.get(path));
      expect(word, `${language}${path}`).toMatch(scripts[language]);
    }
  }
});

it('uses the language of the address, else the last choice on this machine, else that of the browser', async () => {
  const { url } = await usePavilion();
  const { context } = await visit();
  await context.addInitScript(() =>
    Object.defineProperty(navigator, 'languages', { value: ['ko-KR', 'en'] }),
  );
  const { page: desk } = await openPage(context, `${url}/desk/yancheng-2023`);
  const submit = desk.locator('button[type=submit]');
  await expect.poll(() => submit.textContent()).toBe(deskWords('ko').signIn);
  await desk.goto(`${url}/desk/yancheng-2023?lang=en`);
  await expect.poll(() => submit.textContent()).toBe(deskWords('en').signIn);
  await desk.getByRole('button', { name: deskWords('zh').endonym }).click();
  await expect.poll(() => submit.textContent()).toBe(deskWords('zh').signIn);
  await desk.reload();
  await expect.poll(() => submit.textContent()).toBe(deskWords('zh').signIn);
  expect(await desk.evaluate(() => document.documentElement.lang)).toBe('zh');
});

it('changes the words immediately, and keeps the selection and the sent commands', async () => {
  const stage = await openStage({ deals: 4 });
  onTestFinished(() => stage[Symbol.asyncDispose]());
  const { context } = await visit();
  const address = `${stage.nodes[0]!.url}/desk/${stage.slug}?lang=zh`;
  const { page: desk, problems } = await openPage(context, address, { token: stage.operator });
  // The switch to the rehearsal and back keeps the language of the address.
  await desk.getByRole('link', { name: deskWords('zh').startRehearsal }).click();
  await desk.getByRole('link', { name: deskWords('zh').leaveRehearsal }).click();
  await desk.getByRole('link', { name: deskWords('zh').startRehearsal }).waitFor();
  await programmeItem(desk, 3).getByRole('button').click();
  const big = desk.locator('[data-testid=main-command][aria-disabled=false]');
  await expect.poll(() => big.textContent()).toBe(deskWords('zh').commands.signDeal);
  await holdEnter(desk);
  await shows(desk, 2);
  const outcome = desk.getByTestId('outcome').first();
  await expect.poll(() => outcome.textContent()).toBe(deskWords('zh').confirmedAs(2));
  await programmeItem(desk, 3).getByRole('button').click();
  await desk.getByRole('button', { name: deskWords('ko').endonym }).click();
  await expect.poll(() => outcome.textContent()).toBe(deskWords('ko').confirmedAs(2));
  expect(await desk.locator('[aria-current]').locator('xpath=..').getAttribute('data-item')).toBe('3');
  // After a click on a language, Enter belongs to the main command again.
  await programmeItem(desk, 4).getByRole('button').click();
  await desk.getByRole('button', { name: deskWords('en').endonym }).click();
  await expect
    .poll(() => desk.locator('[data-testid=main-command][aria-disabled=false]').textContent())
    .toBe(deskWords('en').commands.signDeal);
  await holdEnter(desk);
  await shows(desk, 3);
  // The new connection delivers what comes next.
  await stage.notice('안내');
  await shows(desk, 4);
  expect(problems).toEqual([]);
});
