import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/spreadsheets/cell.ts';
import { fileLimits } from '../../../src/spreadsheets/file-limits.ts';
import { readFile } from '../../../src/spreadsheets/read-file.ts';
import { isDateFormat } from '../../../src/spreadsheets/read-xlsx.ts';
import { withoutPause } from '../../../src/stream/pause.ts';
import { workbook, workbookXml, zip } from './workbook.ts';

const read = (bytes: Uint8Array, limits = {}) =>
  readFile({ name: 'book.xlsx', bytes }, { ...fileLimits, ...limits }, { pause: withoutPause });
const cells = async (sheetData: string, parts = {}): Promise<Cell[]> =>
  (await read(await workbook(sheetData, parts)))[0]!.rows[0]!.cells;

describe('a workbook', () => {
  it('is read with its sheet names, row numbers and columns, without empty rows', async () => {
    const [sheet] = await read(
      await workbook(
        '<row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="C2"><v>7</v></c></row><row r="3"/><row r="9"><c r="B9" t="b"><v>1</v></c></row>',
      ),
    );
    expect(sheet!.name).toBe('deals');
    expect(sheet!.rows.map(({ number }) => number)).toEqual([2, 9]);
    expect(sheet!.rows[0]!.cells).toEqual([
      { kind: 'text', text: 'a' },
      { kind: 'empty' },
      { kind: 'number', text: '7', isDate: false },
    ]);
    expect(sheet!.rows[1]!.cells[1]).toEqual({ kind: 'boolean', value: true });
  });

  it('has shared strings without the reading of Japanese characters, and with escaped characters', async () => {
    const strings =
      '<sst><si><r><t>東</t></r><r><t>京</t></r><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><t>a_x000D_b &amp; c</t></si></sst>';
    const read = await cells('<row><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>', {
      'xl/sharedStrings.xml': strings,
    });
    expect(read).toEqual([
      { kind: 'text', text: '東京' },
      { kind: 'text', text: 'a\rb & c' },
    ]);
  });

  it('has numbers as decimal strings, without the error of binary fractions', async () => {
    const values = [
      '1.1000000000000001',
      '1.25E+3',
      '0.30000000000000004',
      '123456789012345',
      '-2.5',
      '1E-7',
    ];
    const row = values.map((value, index) => `<c r="${'ABCDEF'[index]}1"><v>${value}</v></c>`).join('');
    expect((await cells(`<row>${row}</row>`)).map((cell) => 'text' in cell && cell.text)).toEqual([
      '1.1',
      '1250',
      '0.3',
      '123456789012345',
      '-2.5',
      '0.0000001',
    ]);
  });

  it('distinguishes dates from numbers by their format, also by the formats of East Asia', async () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="#,##0 &quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>';
    const read = await cells(
      '<row><c r="A1" s="0"><v>1</v></c><c r="B1" s="1"><v>1</v></c><c r="C1" s="2"><v>1</v></c></row>',
      { 'xl/styles.xml': styles },
    );
    expect(read.map((cell) => cell.kind === 'number' && cell.isDate)).toEqual([false, true, false]);
    expect([isDateFormat('31', undefined), isDateFormat('4', undefined)]).toEqual([true, false]);
  });

  it('says whether its dates count from 1904', async () => {
    const book = await workbook('<row><c r="A1"><v>1</v></c></row>', {
      'xl/workbook.xml': workbookXml('<workbookPr date1904="1"/>'),
    });
    expect((await read(book))[0]!.isDate1904).toBe(true);
  });

  it('has the stored value of a formula, which is never evaluated', async () => {
    const read = await cells(
      '<row><c r="A1"><f>1+1</f><v>7</v></c><c r="B1"><f>WEBSERVICE("http://example.com")</f></c><c r="C1" t="e"><f>A1/0</f><v>#DIV/0!</v></c><c r="D1" t="str"><f>"a"</f><v>a</v></c></row>',
    );
    expect(read.map(({ kind }) => kind)).toEqual(['number', 'error', 'error', 'text']);
    expect(read[0]).toMatchObject({ text: '7' });
  });
});

const codeOf = async (bytes: Promise<Uint8Array> | Uint8Array, limits = {}) =>
  read(await bytes, limits).then(
    () => 'read',
    (error: { code: string }) => error.code,
  );

describe('a hostile workbook', () => {
  it('with a DOCTYPE is refused, so that there are no entities', async () => {
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>';
    for (const part of [
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
      'xl/sharedStrings.xml',
      'xl/styles.xml',
    ])
      expect(
        await codeOf(workbook('<row/>', { [part]: `<?xml version="1.0"?>${bomb}<x>&b;&f;</x>` })),
        part,
      ).toBe('FORBIDDEN_XML');
  });

  it('with an entity that nobody declared is refused', async () => {
    const sheet = '<row><c r="A1" t="inlineStr"><is><t>&nbsp;</t></is></c></row>';
    expect(await codeOf(workbook(sheet))).toBe('FILE_UNREADABLE');
  });

  it('that is huge when it is unpacked is refused before it is', async () => {
    const bomb = `<worksheet><sheetData>${' '.repeat(4_000_000)}</sheetData></worksheet>`;
    const book = await workbook('', { 'xl/worksheets/sheet1.xml': bomb });
    expect(book.length).toBeLessThan(20_000);
    expect(await codeOf(book, { maxInflatedBytes: 1_000_000 })).toBe('FILE_TOO_LARGE');
  });

  it('that declares a false size is refused while it is unpacked', async () => {
    const bomb = `<worksheet><sheetData>${' '.repeat(4_000_000)}</sheetData></worksheet>`;
    const book = Buffer.from(await workbook('', { 'xl/worksheets/sheet1.xml': bomb }));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(bomb.length);
    const small = Buffer.alloc(4);
    small.writeUInt32LE(100);
    for (let at = book.indexOf(size); at !== -1; at = book.indexOf(size, at)) small.copy(book, at);
    expect(['FILE_TOO_LARGE', 'FILE_UNREADABLE']).toContain(
      await codeOf(book, { maxInflatedBytes: 1_000_000 }),
    );
  });

  it('that names one part as many sheets is refused when they are too large together', async () => {
    const rows = `<worksheet><sheetData>${'<row/>'.repeat(60_000)}</sheetData></worksheet>`;
    const sheets = Array.from(
      { length: 20 },
      (_, index) => `<sheet name="s${index}" sheetId="${index}" r:id="rId1"/>`,
    );
    const book = await workbook('', {
      'xl/worksheets/sheet1.xml': rows,
      'xl/workbook.xml': `<workbook xmlns:r="x"><sheets>${sheets.join('')}</sheets></workbook>`,
    });
    expect(await codeOf(book, { maxInflatedBytes: 1_000_000 })).toBe('FILE_TOO_LARGE');
  });

  it('with too many parts, rows, columns or characters is refused', async () => {
    const parts = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`x${index}`, 'x']));
    expect(await codeOf(zip(parts), { maxEntries: 10 })).toBe('FILE_TOO_LARGE');
    const rows = '<row><c><v>1</v></c></row>'.repeat(11);
    expect(await codeOf(workbook(rows), { maxRows: 10 })).toBe('TOO_MANY_ROWS');
    expect(await codeOf(workbook('<row r="1"><c r="XFD1"><v>1</v></c></row>'))).toBe('TOO_MANY_COLUMNS');
    expect(await codeOf(workbook('<row r="1"><c r="!1"><v>1</v></c></row>'))).toBe('TOO_MANY_COLUMNS');
    const long = `<row><c t="inlineStr"><is><t>${'a'.repeat(101)}</t></is></c></row>`;
    expect(await codeOf(workbook(long), { maxCellCharacters: 100 })).toBe('CELL_TOO_LONG');
  });

  it('that is no workbook, or an encrypted or old one, is refused', async () => {
    expect(await codeOf(Buffer.from('PK\x03\x04 garbage'))).toBe('FILE_UNREADABLE');
    expect(await codeOf(zip({ 'word/document.xml': '<x/>' }))).toBe('FILE_UNREADABLE');
    expect(await codeOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))).toBe('FILE_UNREADABLE');
    expect(await codeOf(new Uint8Array())).toBe('FILE_UNREADABLE');
    expect(await codeOf(workbook('<row><c>'))).toBe('FILE_UNREADABLE');
    expect(await codeOf(workbook('<row/>'), { maxFileBytes: 10 })).toBe('FILE_TOO_LARGE');
  });
});
