/** What operators type is never lost, and nothing goes public by accident. */
import { expect, it, vi } from 'vitest';
import { deskWords } from '../../src/web/desk/words/words.ts';
import { make, newKey } from '../support/build-exhibition.ts';
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
import { useShortInput } from '../support/short-input.ts';

vi.setConfig({ testTimeout: 90_000 });

const visit = usePages();
const words = deskWords('en');

it('what is typed stays through live updates and a reload, and is published as typed', async () => {
  const { desk, sign, act, announced, exhibition, deals, problems } = await useDesk(visit);
  await sign();
  await shows(desk, 2);
  await openForm(desk, 1, 'r');
  await field(desk, 'amount').fill('');
  // Between any two letters the desk gets an update.
  let head = 2;
  const updates = [
    async () => sign(),
    async () =>
      act('publishNotice', {
        exhibition,
        textTranslations: [{ language: 'de', text: 'Bitte Platz nehmen' }],
        idempotencyKey: newKey(),
      }),
    async () => sign(),
  ];
  for (const [index, letters] of ['700', '000', '000'].entries()) {
    await desk.keyboard.type(letters, { delay: 5 });
    await updates[index]!();
    await shows(desk, ++head);
  }
  await field(desk, 'reason de').pressSequentially('Falsch verlesen');
  await sign();
  await shows(desk, ++head);
  expect(await field(desk, 'amount').inputValue()).toBe('700000000');
  expect(await field(desk, 'reason de').inputValue()).toBe('Falsch verlesen');
  await desk.reload();
  await expect.poll(() => field(desk, 'amount').inputValue()).toBe('700000000');
  expect(await field(desk, 'reason de').inputValue()).toBe('Falsch verlesen');
  expect(await desk.getByTestId('restored').count()).toBe(1);
  await field(desk, 'reason ja').fill('読み違い');
  // The walls' words, in each language of the exhibition, with what stands.
  const preview = desk.getByTestId('preview');
  expect(await preview.locator('li[data-language=ja]').textContent()).toContain('読み違い');
  expect(await preview.locator('li[data-language=de] del').count()).toBe(1);
  await takePicture(desk, 'desk-correction');
  await holdPublish(desk);
  await shows(desk, ++head);
  expect(await announced(head)).toMatchObject({
    __typename: 'DealCorrected',
    deal: { amount: { amount: '700000000.00', currency: 'EUR' } },
    reasonTranslations: [
      { language: 'de', text: 'Falsch verlesen' },
      { language: 'ja', text: '読み違い' },
    ],
  });
  expect(deals).toHaveLength(6);
  // Nothing of it is left in the next form.
  await openForm(desk, 1, 'r');
  expect(await field(desk, 'reason de').inputValue()).toBe('');
  expect(await desk.getByTestId('restored').count()).toBe(0);
  expect(problems).toEqual([]);
});

it('corrects category, instrument, industry and parties, and shows before what the walls will say', async () => {
  const { desk, sign, announced, slug, url, organizer } = await useDesk(visit);
  const ports = { code: `${slug}-ports`, nameTranslations: [{ language: 'de', text: 'Häfen' }] };
  await make(url, 'createIndustry', ports, '__typename', { token: organizer });
  await sign();
  await shows(desk, 2);
  await openForm(desk, 1, 'r');
  await desk.locator('dialog summary').click();
  await field(desk, 'category').selectOption('COOPERATION');
  await field(desk, 'instrument').selectOption('LETTER_OF_INTENT');
  // An industry that no deal of the programme is in.
  await field(desk, 'industry').selectOption(`${slug}-ports`);
  await field(desk, 'organization 2').selectOption({ label: 'Stadt Hamburg' });
  const preview = desk.getByTestId('preview').locator('li[data-language=de]');
  await expect.poll(() => preview.textContent()).toContain('Letter of intent');
  expect(await preview.textContent()).toContain('Häfen');
  await field(desk, 'reason de').fill('Falsch verlesen');
  // An organization is a party once.
  await field(desk, 'organization 3').selectOption({ label: 'Stadt Hamburg' });
  await expect.poll(() => desk.locator('dialog .problem').count()).toBe(1);
  expect(await desk.getByTestId('publish').getAttribute('aria-disabled')).toBe('true');
  await field(desk, 'organization 3').selectOption('');
  await takePicture(desk, 'desk-correction-of-facts');
  await holdPublish(desk);
  await shows(desk, 3);
  const { deal } = await announced(3);
  expect(deal).toMatchObject({
    category: 'COOPERATION',
    instrument: 'LETTER_OF_INTENT',
    industry: { code: `${slug}-ports` },
  });
  expect(deal.parties).toHaveLength(3);
  expect(deal.parties[2].role).toBe('PARTNER');
  // What is corrected is what stands, and the next form starts from it.
  await openForm(desk, 1, 'r');
  expect(await field(desk, 'instrument').inputValue()).toBe('LETTER_OF_INTENT');
  expect(await field(desk, 'organization 2').inputValue()).toBe(deal.parties[2].organization.organizationId);
});

it('shows what was, what is and what was typed, if the deal changed meanwhile', async () => {
  const { desk, sign, act, announced, deals } = await useDesk(visit);
  await sign();
  await shows(desk, 2);
  await openForm(desk, 1, 'r');
  const before = await field(desk, 'amount').inputValue();
  await field(desk, 'amount').fill('700000000');
  await field(desk, 'reason de').fill('Falsch verlesen');
  await act('correctDeal', {
    deal: deals[0],
    amount: { amount: '250.00', currency: 'EUR' },
    titleTranslations: [{ language: 'de', text: 'Anderer Titel' }],
    reasonTranslations: [{ language: 'de', text: 'Vom zweiten Pult' }],
    idempotencyKey: newKey(),
  });
  await shows(desk, 3);
  const changed = desk.getByTestId('changed-meanwhile');
  await changed.waitFor();
  const cells = changed.locator('tr[data-field=amount] td');
  expect(await cells.allTextContents()).toEqual([before, '250.00', '700000000']);
  expect(await changed.locator('tr[data-field="title de"] td').nth(1).textContent()).toBe('Anderer Titel');
  expect(await desk.getByTestId('publish').getAttribute('aria-disabled')).toBe('true');
  await takePicture(desk, 'desk-changed-meanwhile');
  await changed.getByRole('button', { name: words.keepTyped }).click();
  await holdPublish(desk);
  await shows(desk, 4);
  const correction = await announced(4);
  expect(correction.deal.amount).toEqual({ amount: '700000000.00', currency: 'EUR' });
  // What the other desk corrected stays.
  expect(correction.deal.titleTranslations).toEqual([{ language: 'de', text: 'Anderer Titel' }]);
});

it('keeps what was typed if the server refuses it, and sends it again by another long press', async () => {
  const { desk, context, announced } = await useDesk(visit);
  await desk.keyboard.press('n');
  await field(desk, 'text de').fill('Bitte Platz nehmen');
  await context.route('**/graphql', (route) =>
    route.request().postData()?.includes('mutation PublishNotice')
      ? route.fulfill({ json: { data: { result: { code: 'RATE_LIMITED', message: 'Too many.' } } } })
      : route.continue(),
  );
  await desk.getByTestId('publish').focus();
  await holdEnter(desk);
  const outcome = desk.getByTestId('form-outcome');
  await expect.poll(() => outcome.textContent()).toContain(words.errors.RATE_LIMITED.problem);
  expect(await field(desk, 'text de').inputValue()).toBe('Bitte Platz nehmen');
  // Also after the form was closed: the log leads back to it.
  await desk.keyboard.press('Escape');
  await sentCommands(desk, 'publishNotice').getByRole('button', { name: words.editAgain }).click();
  expect(await field(desk, 'text de').inputValue()).toBe('Bitte Platz nehmen');
  await context.unroute('**/graphql');
  await holdPublish(desk);
  await shows(desk, 2);
  expect((await announced(2)).textTranslations).toEqual([{ language: 'de', text: 'Bitte Platz nehmen' }]);
});

it('publishes nothing by Enter in a field, a click or a short press', async () => {
  const { desk, sign, announced } = await useDesk(visit);
  const press = await useShortInput(desk);
  await sign();
  await shows(desk, 2);
  for (const [key, name] of [
    ['x', 'reason de'],
    ['r', 'reason de'],
    ['n', 'text de'],
  ] as const) {
    await openForm(desk, 1, key);
    if (key === 'r') await field(desk, 'amount').fill('5');
    await field(desk, name).fill('Noch nicht fertig');
    await field(desk, name).press('Enter');
    await field(desk, name).press('Control+Enter');
    await desk.keyboard.down('Enter');
    await desk.waitForTimeout(700);
    await desk.keyboard.up('Enter');
    const publish = desk.getByTestId('publish');
    await publish.focus();
    await press.click(publish);
    await press.click(publish);
    await press.enter();
    expect(await sentCommands(desk).count(), key).toBe(0);
    await desk.keyboard.press('Escape');
    await desk.locator('dialog').waitFor({ state: 'detached' });
  }
  expect(await sequenceShown(desk)).toBe(2);
  // A finger that stays.
  await desk.keyboard.press('n');
  expect(await field(desk, 'text de').inputValue()).toBe('Noch nicht fertig');
  const publish = desk.getByTestId('publish');
  await press.tap(publish);
  expect(await sentCommands(desk).count()).toBe(0);
  const lift = await press.touch(publish);
  await shows(desk, 3);
  await lift();
  expect((await announced(3)).__typename).toBe('Notice');
});
