import { describe, expect, it } from 'vitest';
import { type FileToImport, readWorkbook } from '../../../src/import/read-workbook.ts';
import { readRow } from '../../../src/sheets/read-cells.ts';
import { createNames } from '../../../src/sheets/read-words.ts';
import { fileLimits, requestFileLimits } from '../../../src/spreadsheets/file-limits.ts';
import { csvLine } from '../../../src/spreadsheets/write-csv.ts';
import { withoutPause } from '../../../src/stream/pause.ts';
import { workbook, workbookXml } from '../spreadsheets/workbook.ts';

const names = createNames();

async function read(file: FileToImport, limits = fileLimits) {
  const { sheets, issues } = await readWorkbook([file], limits, withoutPause);
  const rows = [...sheets.values()].flatMap(({ rows, columns, isDate1904 }) =>
    rows.map(({ cells }) => readRow(cells, columns, { names, isDate1904, timeZone: 'Asia/Seoul' })),
  );
  return { rows, issues, values: rows.map(({ values }) => values) };
}
const csv = (name: string, bytes: string | Uint8Array) => ({ name, bytes: Buffer.from(bytes) });
const xlsx = async (sheetData: string, parts: Record<string, string> = {}) => ({
  name: 'book.xlsx',
  bytes: await workbook(sheetData, parts),
});
const text = (reference: string, content: string) =>
  `<c r="${reference}" t="inlineStr"><is><t>${content}</t></is></c>`;
const header = `<row r="1">${text('A1', 'Key')}${text('B1', 'Amount')}${text('C1', 'Currency')}${text('D1', 'Title (ko)')}</row>`;

describe('a sheet', () => {
  it('with merged cells is refused with each of them, because only the first one has the content', async () => {
    const parts = {
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${header}<row r="2">${text('A2', 'd1')}${text('C2', 'KRW')}</row><row r="3">${text('A3', 'd2')}</row></sheetData><mergeCells count="3"><mergeCell ref="C2:C3"/><mergeCell ref="H1:H2"/><mergeCell ref="B900:B901"/></mergeCells></worksheet>`,
    };
    const { issues } = await read(await xlsx('', parts));
    expect(
      issues.map(({ row, column, code, message }) => [row, column, code, message.split(' ')[0]]),
    ).toEqual([[2, 'Currency', 'MERGED_CELLS', 'C2:C3']]);
  });

  it('with a header that is there twice, in two languages too, is refused', async () => {
    const { issues } = await read(csv('deals.csv', '번호,Amount,金额,key,Title (zh),名称(zh-CN)\n'));
    expect(issues.map(({ column, code }) => [column, code])).toEqual([
      ['金额', 'DUPLICATE_COLUMN'],
      ['key', 'DUPLICATE_COLUMN'],
      ['名称(zh-CN)', 'UNKNOWN_COLUMN'],
    ]);
  });

  it.each([
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffkey,금액,통화\nd1,"1,250.50",KRW\n')],
    ['UTF-16LE with a byte order mark', Buffer.from('\ufeffkey,금액,통화\nd1,"1,250.50",KRW\n', 'utf16le')],
    [
      'UTF-16LE with tabs, as Excel saves "Unicode text"',
      Buffer.from('\ufeffkey\t금액\t통화\nd1\t1,250.50\tKRW\n', 'utf16le'),
    ],
    // "금액" and "통화" in EUC-KR.
    [
      'EUC-KR',
      Buffer.concat([
        ...[
          Buffer.from('key,'),
          Buffer.of(0xb1, 0xdd, 0xbe, 0xd7),
          Buffer.from(','),
          Buffer.of(0xc5, 0xeb, 0xc8, 0xad),
        ],
        Buffer.from('\nd1,"1,250.50",KRW\n'),
      ]),
    ],
  ])('in %s has the same values', async (_name, bytes) => {
    const { issues, values } = await read({ name: 'deals.csv', bytes });
    expect(issues).toEqual([]);
    expect(values).toEqual(
      [{ key: 'd1', amount: '1250.50', currency: 'KRW' }].map((each) => ({ ...each, amount: '1250.5' })),
    );
  });

  it('in GB18030 has its four-byte characters', async () => {
    // 䶮 is the bytes 82 35 87 38... in GB18030, 金额 and 币种 are in GB 2312.
    const title = Buffer.of(0xd1, 0xce, 0xb3, 0xc7, 0x81, 0x30, 0x81, 0x30);
    const bytes = Buffer.concat([
      ...[
        Buffer.from('key,'),
        Buffer.of(0xcf, 0xee, 0xc4, 0xbf, 0xc3, 0xfb, 0xb3, 0xc6),
        Buffer.from(' (zh)\nd1,'),
      ],
      ...[title, Buffer.from('\n')],
    ]);
    const { issues, values } = await read({ name: 'deals.csv', bytes, encoding: 'gbk' });
    expect(issues).toEqual([]);
    expect(values).toEqual([{ key: 'd1', titleTranslations: { zh: '盐城\u0080' } }]);
  });

  it('in another encoding than the caller names is refused, and imports no wrong character', async () => {
    const bytes = Buffer.of(0x6b, 0x65, 0x79, 0x0a, 0xb1, 0xdd, 0xff, 0x0a);
    for (const encoding of ['utf-8', 'euc-kr', 'utf-16le'] as const) {
      const { issues } = await read({ name: 'deals.csv', bytes, encoding });
      expect(issues.length, encoding).toBeGreaterThan(0);
    }
  });
});

describe('a line', () => {
  it.each(['\n', '\r\n', '\r'])('ends with %j, mixed with others too', async (end) => {
    const { issues, values } = await read(
      csv('deals.csv', `key,title (en)\nd1,"a"${end}d2,"b${end}c"\r\nd3,d`),
    );
    expect(issues).toEqual([]);
    expect(values.map(({ key }) => key)).toEqual(['d1', 'd2', 'd3']);
    expect(values[1]!.titleTranslations).toEqual({ en: `b${end}c` });
  });
});

describe('a cell', () => {
  it.each([
    ['"1,250.50"', '1250.5', null],
    ['1250.50', '1250.5', null],
    ['"1.250,50"', '1250.5', null],
    ['"1250,50"', null, 'AMBIGUOUS_VALUE'],
    ['1.250', null, 'AMBIGUOUS_VALUE'],
    ["'1250.50", null, 'INVALID_VALUE'],
  ])('of the amount %s is %s, or %s with the value that is there', async (typed, amount, code) => {
    const { rows } = await read(csv('deals.csv', `key,amount,currency\nd1,${typed},KRW\n`));
    expect(rows[0]!.values.amount).toBe(amount);
    const shown = typed.replaceAll('"', '');
    expect(rows[0]!.issues).toEqual(
      code === null ? [] : [expect.objectContaining({ column: 'amount', value: shown, code })],
    );
  });

  it('that is a number is the same as one that is text, as an amount, a key and a title', async () => {
    const row = (cells: string) => `<row r="2">${cells}</row>`;
    const number = row(
      '<c r="A2"><v>1001</v></c><c r="B2"><v>1250.5</v></c><c r="C2" t="inlineStr"><is><t>KRW</t></is></c><c r="D2"><v>2031</v></c>',
    );
    const asText = row(text('A2', '1001') + text('B2', '1250.5') + text('C2', 'KRW') + text('D2', '2031'));
    const expected = [{ key: '1001', amount: '1250.5', currency: 'KRW', titleTranslations: { ko: '2031' } }];
    for (const sheet of [number, asText])
      expect((await read(await xlsx(header + sheet))).values).toEqual(expected);
  });

  it('keeps all digits of a whole number that another program than Excel wrote', async () => {
    const sheet = `${header}<row r="2">${text('A2', 'd1')}<c r="B2"><v>12345678901234567</v></c>${text('C2', 'KRW')}</row>`;
    expect((await read(await xlsx(sheet))).values[0]).toMatchObject({ amount: '12345678901234567' });
  });

  it.each([
    ['1900', '', '48341', '2032-05-07'],
    ['1904', '<workbookPr date1904="1"/>', '46879', '2032-05-07'],
  ])('with a serial date that counts from %s is its day', async (_system, extra, serial, day) => {
    const sheet = `<row r="1">${text('A1', 'Slug')}${text('B1', 'Starts on')}${text('C1', 'Ends on')}</row><row r="2">${text('A2', 'expo')}<c r="B2" s="1"><v>${serial}</v></c><c r="C2" t="d"><v>${day}T00:00:00</v></c></row>`;
    const { values } = await read(
      await xlsx(sheet, {
        'xl/workbook.xml': workbookXml(extra).replace('name="deals"', 'name="Exhibition"'),
        'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
      }),
    );
    expect(values).toEqual([{ slug: 'expo', startsOn: day, endsOn: day }]);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', "'=1", '＝HYPERLINK("http://x")', '\r\n=1', '-'])(
    'with the text %j is written so that no program evaluates it, and is read back unchanged',
    async (title) => {
      const line = csvLine(['d1', title]);
      expect(line).toMatch(/^d1,"?'/);
      const { values } = await read(csv('deals.csv', `key,title (en)\n${line}`));
      expect(values).toEqual([{ key: 'd1', titleTranslations: { en: title.trim() } }]);
    },
  );
});

describe('a hostile file', () => {
  const codes = async (file: FileToImport) =>
    (await read(file, requestFileLimits)).issues.map(({ code }) => code);

  it('with ten times as many empty rows as its limit is read', async () => {
    const lines = `key,amount\n${'\n'.repeat(20_000)}d1,5\n${',,\r\n'.repeat(10_000)}`;
    const table = await read(csv('deals.csv', lines), requestFileLimits);
    expect([table.issues, table.values]).toEqual([[], [{ key: 'd1', amount: '5' }]]);
    const rows = Array.from({ length: 20_000 }, (_, index) => `<row r="${index + 3}"/>`).join('');
    const book = await read(await xlsx(`${header}<row r="2">${text('A2', 'd1')}</row>${rows}`), fileLimits);
    expect([book.issues, book.rows.length]).toEqual([[], 1]);
  });

  it('with more different texts than its cells can need is refused', async () => {
    const strings = `<sst>${'<si/>'.repeat(100_001)}</sst>`;
    expect(await codes(await xlsx(header, { 'xl/sharedStrings.xml': strings }))).toEqual(['FILE_TOO_LARGE']);
  });

  it('with external entities in its shared texts is refused, and nothing is read from elsewhere', async () => {
    for (const dtd of [
      '<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
      '<!DOCTYPE sst SYSTEM "http://127.0.0.1:1/x.dtd">',
    ])
      expect(
        await codes(await xlsx(header, { 'xl/sharedStrings.xml': `${dtd}<sst><si><t>&x;</t></si></sst>` })),
      ).toEqual(['FORBIDDEN_XML']);
  });

  it('with a row number that is none has the number after the row before it', async () => {
    const sheet = `${header}<row r="x">${text('A2', 'd1')}</row><row r="1e9">${text('A3', 'd2')}</row>`;
    const { sheets } = await readWorkbook([await xlsx(sheet)], fileLimits, withoutPause);
    expect([...sheets.values()][0]!.rows.map(({ number }) => number)).toEqual([2, 3]);
  });
});
