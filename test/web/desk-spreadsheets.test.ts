/** Spreadsheets at the desk: files and options that were chosen are never lost, and nothing is written before a check. */
import { readFile } from 'node:fs/promises';
import { expect, it, vi } from 'vitest';
import { deskWords } from '../../src/web/desk/words/words.ts';
import { query } from '../support/http-client.ts';
import { openPage, shows, takePicture, usePages } from '../support/pages.ts';
import { openStage } from '../support/stage.ts';

vi.setConfig({ testTimeout: 90_000 });

const visit = usePages();

it('imports chosen files after a check, and downloads what is there', async () => {
  await using stage = await openStage({ deals: 2 });
  const { url } = stage.nodes[0]!;
  const { context } = await visit();
  const address = `${url}/desk/${stage.slug}?lang=ko`;
  const { page: desk, problems } = await openPage(context, address, { token: stage.organizer });
  const { spreadsheets: words } = deskWords('ko');
  await shows(desk, 1);
  await desk.getByTestId('open-spreadsheets').click();
  const write = desk.getByTestId('write-import');
  const outcome = desk.getByTestId('import-outcome');
  const chosen = desk.getByTestId('chosen-files').locator('li');
  const companies = (country: string) => ({
    name: 'companies.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`key,name (ko),country\nwind,바람 에너지,BR\ntea,차 농장,${country}\n`),
  });
  await desk.getByTestId('choose-files').setInputFiles(companies('Atlantis'));
  await expect.poll(() => chosen.count()).toBe(1);
  expect(await write.isDisabled()).toBe(true);
  await desk.getByTestId('check-import').click();
  const cells = outcome.locator('tbody tr').first().locator('td');
  await expect.poll(() => cells.first().textContent()).toBe('companies');
  expect((await cells.allTextContents()).slice(0, 4)).toEqual(['companies', '3', 'country', 'Atlantis']);
  expect(await cells.nth(4).textContent()).toContain(words.codes.INVALID_VALUE);
  expect(await write.isDisabled()).toBe(true);
  await takePicture(desk, 'desk-spreadsheets');

  // The options and the file stay over a reload, and a check counts for them only.
  await desk.locator('dialog [name=skipInvalid]').check();
  await desk.locator('dialog [name=decimalSign]').selectOption('COMMA');
  await desk.reload();
  await shows(desk, 1);
  await desk.getByTestId('open-spreadsheets').click();
  expect(await chosen.first().textContent()).toContain('companies.csv');
  expect(await desk.locator('dialog [name=skipInvalid]').isChecked()).toBe(true);
  expect(await desk.locator('dialog [name=decimalSign]').inputValue()).toBe('COMMA');
  expect(await write.isDisabled()).toBe(true);

  await desk.getByTestId('choose-files').setInputFiles(companies('KE'));
  await desk.getByTestId('check-import').click();
  await expect.poll(() => outcome.textContent()).toContain(words.notWritten);
  // A closed dialog keeps the answer.
  await desk.keyboard.press('Escape');
  await desk.getByTestId('open-spreadsheets').click();
  await write.click();
  await expect.poll(() => outcome.textContent()).toContain(words.written);
  expect(await outcome.textContent()).toContain(
    words.counts({ created: 2, updated: 0, unchanged: 0, invalid: 0 }),
  );
  expect(await chosen.count()).toBe(0);
  const { companies: found } = await query(
    url,
    '{ companies(filter: { text: "바람" }) { nodes { country } } }',
    {},
    { token: stage.organizer },
  );
  expect(found.nodes).toEqual([{ country: 'BR' }]);

  const downloading = desk.waitForEvent('download');
  await desk.getByTestId('download-deals').click();
  const saved = await downloading;
  expect(saved.suggestedFilename()).toBe(`${stage.slug}-deals.csv`);
  expect(await readFile((await saved.path())!, 'utf8')).toContain('Signed at');
  expect(problems).toEqual([]);
});

it('says that it is for organizers, and keeps the file', async () => {
  await using stage = await openStage({ deals: 1 });
  const { url } = stage.nodes[0]!;
  const { context } = await visit();
  const { page: desk } = await openPage(context, `${url}/desk/${stage.slug}?lang=en`, {
    token: stage.operator,
  });
  await shows(desk, 1);
  await desk.getByTestId('open-spreadsheets').click();
  await desk.getByTestId('download-workbook').click();
  const { errors } = deskWords('en');
  await expect
    .poll(() => desk.getByTestId('download-problem').textContent())
    .toContain(errors.FORBIDDEN.problem);
  await desk.getByTestId('choose-files').setInputFiles({
    name: 'companies.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('key,name (en),country\nx,X,KE\n'),
  });
  await desk.getByTestId('check-import').click();
  await expect
    .poll(() => desk.getByTestId('import-outcome').textContent())
    .toContain(errors.FORBIDDEN.problem);
  expect(await desk.getByTestId('chosen-files').locator('li').count()).toBe(1);
});
