import { describe, expect, it } from 'vitest';
import { textOf } from '../../../src/spreadsheets/cell.ts';
import { fileLimits } from '../../../src/spreadsheets/file-limits.ts';
import { escapeFormula, unescapeFormula } from '../../../src/spreadsheets/formula-escape.ts';
import { readFile } from '../../../src/spreadsheets/read-file.ts';
import { csvLine } from '../../../src/spreadsheets/write-csv.ts';
import { writeXlsx } from '../../../src/spreadsheets/write-xlsx.ts';
import { withoutPause } from '../../../src/stream/pause.ts';

const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', "'=1", "''=1", '＝1+1'];
const texts = [
  'plain',
  "it's",
  "'quoted'",
  'a=b',
  '<b>&amp;',
  '_x000D_',
  ' space ',
  'two\nlines',
  '😀 日本 ع',
];

async function written(rows: (string | null)[][]): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  await writeXlsx(
    [{ name: 'A & "B"', rows }],
    new WritableStream({ write: (chunk) => void chunks.push(chunk) }),
  );
  return Buffer.concat(chunks);
}

describe('a text that a spreadsheet program would evaluate', () => {
  it.each(formulas)('such as %j begins with an apostrophe, which the import removes', (text) => {
    expect(escapeFormula(text)).toBe(`'${text}`);
    expect(unescapeFormula(escapeFormula(text))).toBe(text);
  });

  it.each(texts)('is not %j, which stays as it is', (text) => {
    expect(escapeFormula(text)).toBe(text);
    expect(unescapeFormula(text)).toBe(text);
  });

  it('has its apostrophe in CSV and in XLSX', async () => {
    expect(csvLine(['=1', 'a'])).toBe('"\'=1",a\r\n');
    const [sheet] = await readFile({ name: 'x', bytes: await written([['=1']]) }, fileLimits, {
      pause: withoutPause,
    });
    expect(textOf(sheet!.rows[0]!.cells[0]!)).toBe("'=1");
  });
});

it('writes workbooks and CSV files that are read as they were', async () => {
  const rows = [
    ['h', 'x', ...Array.from({ length: 60 }, (_, index) => `c${index}`)],
    [...texts, null, 'end'],
  ];
  const [sheet] = await readFile({ name: 'x', bytes: await written(rows) }, fileLimits, {
    pause: withoutPause,
  });
  expect(sheet!.name).toBe('A & "B"');
  expect(sheet!.rows.map(({ cells }) => cells.map(textOf))).toEqual(rows);
  const csv = Buffer.from(rows.map(csvLine).join(''));
  const [table] = await readFile({ name: 'dir/deals.csv', bytes: csv }, fileLimits, { pause: withoutPause });
  expect(table!.name).toBe('deals');
  expect(table!.rows.map(({ cells }) => cells.map(textOf))).toEqual(rows);
});
