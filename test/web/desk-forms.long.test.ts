/** What operators type is never lost, and nothing goes public by accident: what desk-forms.test.ts leaves out. */
import { expect, it, vi } from 'vitest';
import { deskWords } from '../../src/web/desk/words/words.ts';
import { field, openForm, useDesk } from '../support/desk-page.ts';
import {
  holdEnter,
  holdPublish,
  sentCommands,
  sequenceShown,
  shows,
  takePicture,
  usePages,
} from '../support/pages.ts';

vi.setConfig({ testTimeout: 90_000 });

const visit = usePages();
const words = deskWords('en');

it('keeps what was typed while no response arrives, also if the form is closed and the page reloaded', async () => {
  const { desk, context } = await useDesk(visit);
  await desk.keyboard.press('n');
  await field(desk, 'text ja').fill('ご着席ください');
  await context.route('**/graphql', (route) =>
    route.request().postData()?.includes('mutation PublishNotice') ? route.abort() : route.continue(),
  );
  await desk.getByTestId('publish').focus();
  await holdEnter(desk);
  await expect.poll(() => desk.getByTestId('form-outcome').textContent()).toContain(words.doNotPressAgain);
  await desk.keyboard.press('Escape');
  await desk.reload();
  await desk.locator('.running-order').waitFor();
  await desk.keyboard.press('n');
  await expect.poll(() => field(desk, 'text ja').inputValue()).toBe('ご着席ください');
  // It is on its way: nothing to edit, and no second one.
  expect(await field(desk, 'text ja').isDisabled()).toBe(true);
  await context.unroute('**/graphql');
  await desk.locator('dialog').waitFor({ state: 'detached' });
  await shows(desk, 2);
  await desk.keyboard.press('n');
  expect(await field(desk, 'text ja').inputValue()).toBe('');
});

it('refuses an amount with two readings, and shows both', async () => {
  const { desk, sign } = await useDesk(visit);
  await sign();
  await shows(desk, 2);
  await openForm(desk, 1, 'r');
  await field(desk, 'reason de').fill('Falsch verlesen');
  await field(desk, 'amount').fill('1250,50');
  const alert = desk.locator('dialog [role=alert]');
  await expect.poll(() => alert.textContent()).toContain('1,250.50 EUR');
  expect(await alert.textContent()).toContain('125,050 EUR');
  expect(await desk.getByTestId('publish').getAttribute('aria-disabled')).toBe('true');
  await takePicture(desk, 'desk-ambiguous-amount');
  await field(desk, 'amount').fill('１２５０．５０');
  await expect.poll(() => desk.getByTestId('preview').textContent()).toContain('1.250,50 Euro');
  expect(await alert.count()).toBe(0);
});

it('opens and closes a ceremony from a form that shows what the walls will say', async () => {
  const { desk } = await useDesk(visit);
  await desk.getByTestId('close-ceremony').click();
  expect(await desk.getByTestId('not-done').locator('li').count()).toBeGreaterThan(5);
  expect(await desk.getByTestId('preview').locator('li').count()).toBe(2);
  await takePicture(desk, 'desk-closing');
  await desk.keyboard.press('Escape');
  await desk.locator('dialog').waitFor({ state: 'detached' });
  expect(await sequenceShown(desk)).toBe(1);
  await desk.getByTestId('close-ceremony').click();
  await holdPublish(desk);
  await shows(desk, 2);
});

it('has the same keys on every layout, selects by number and name, and shows them all', async () => {
  const { desk } = await useDesk(visit);
  const selected = () => desk.locator('.running-order li:has([aria-current])').getAttribute('data-item');
  const press = (key: string, code: string) =>
    desk.evaluate(
      ([pressed, place]) => {
        const init = { key: pressed!, code: place!, bubbles: true, cancelable: true };
        for (const type of ['keydown', 'keyup']) document.body.dispatchEvent(new KeyboardEvent(type, init));
      },
      [key, code],
    );
  for (const [key, code] of [
    ['N', 'KeyN'],
    ['ㅜ', 'KeyN'],
    ['т', 'KeyN'],
    ['Process', 'KeyN'],
  ] as const) {
    await press(key, code);
    await desk.locator('dialog[data-form=notice]').waitFor();
    await desk.keyboard.press('Escape');
    await desk.locator('dialog').waitFor({ state: 'detached' });
  }
  await desk.keyboard.press('End');
  const last = await desk.locator('.running-order li').last().getAttribute('data-item');
  await expect.poll(selected).toBe(last);
  await desk.keyboard.press('Home');
  await expect.poll(selected).toBe('0');
  await desk.keyboard.press('3');
  await expect.poll(selected).toBe('2');
  await desk.keyboard.press('/');
  await desk.keyboard.type('契約4');
  await expect.poll(selected).not.toBe('2');
  await desk.keyboard.press('Enter');
  await expect.poll(() => desk.locator('input[name=find]').inputValue()).toBe('');
  expect(await sentCommands(desk).count()).toBe(0);
  await desk.keyboard.press('?');
  await desk.getByTestId('help').waitFor();
  await desk.keyboard.press('n');
  expect(await desk.locator('dialog').count()).toBe(1);
  await desk.keyboard.press('Escape');
  await desk.getByTestId('help').waitFor({ state: 'detached' });
});
