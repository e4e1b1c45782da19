import { describe, expect, it } from 'vitest';
import { encodings } from '../../../src/spreadsheets/decode-text.ts';
import { requestFileLimits } from '../../../src/spreadsheets/file-limits.ts';
import {
  emptyDraft,
  encodingsOfFiles,
  ImportDrafts,
  inputOf,
  maxChosenBytes,
  withFiles,
  withoutFile,
} from '../../../src/web/desk/spreadsheets/import-draft.ts';
import { deskLanguages, deskWords } from '../../../src/web/desk/words/words.ts';
import { memoryStorage } from '../../../src/web/page-storage.ts';

const file = (name: string, contentBase64 = 'a2V5') => ({ name, bytes: 3, contentBase64 });

describe('what was chosen for an import', () => {
  it('stays over a reload, with its options, until nothing is chosen any more', () => {
    const storage = memoryStorage();
    const draft = {
      ...withFiles(emptyDraft, [file('deals.csv')]),
      decimalSign: 'COMMA' as const,
      skipInvalid: true,
    };
    new ImportDrafts('expo', storage).write(draft);
    expect(new ImportDrafts('expo', storage).read()).toEqual(draft);
    expect(new ImportDrafts('another', storage).read()).toEqual(emptyDraft);
    new ImportDrafts('expo', storage).write(withoutFile(draft, 'deals.csv'));
    expect(storage.keys('import of')).toEqual([]);
  });

  it('is empty if another release has stored what this one cannot read', () => {
    const storage = memoryStorage();
    storage.set('import of expo', '{');
    expect(new ImportDrafts('expo', storage).read()).toEqual(emptyDraft);
  });

  it('has a file once: one that was edited and chosen again takes the place of the first', () => {
    const draft = withFiles(withFiles(emptyDraft, [file('a.csv'), file('b.csv')]), [file('a.csv', 'bmV3')]);
    expect(draft.files.map(({ name, contentBase64 }) => [name, contentBase64])).toEqual([
      ['b.csv', 'a2V5'],
      ['a.csv', 'bmV3'],
    ]);
  });

  it('is sent as the mutation expects it: what is not chosen is null', () => {
    expect(inputOf('expo', withFiles(emptyDraft, [file('a.csv')]), true)).toEqual({
      exhibition: 'expo',
      files: [{ name: 'a.csv', contentBase64: 'a2V5', encoding: null }],
      decimalSign: null,
      skipInvalid: false,
      validateOnly: true,
    });
  });

  it('has the encodings of the server, and fits into a request', () => {
    expect([...encodingsOfFiles].sort()).toEqual([...encodings].sort());
    expect(Math.ceil(maxChosenBytes / 3) * 4).toBeLessThan(256_000);
    expect(maxChosenBytes).toBeLessThan(requestFileLimits.maxFileBytes);
  });
});

it('explains every issue of an import in every language of the desk', async () => {
  const { readFile } = await import('node:fs/promises');
  const [, table = ''] = (await readFile('docs/import.md', 'utf8')).split('## Codes of issues');
  const codes = [...table.matchAll(/`([A-Z_]{5,})`/g)].map(([, code]) => code!);
  expect(codes.length).toBeGreaterThan(20);
  for (const language of deskLanguages)
    expect(Object.keys(deskWords(language).spreadsheets.codes), language).toEqual(
      expect.arrayContaining(codes),
    );
});
