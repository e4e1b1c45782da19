import { describe, expect, it } from 'vitest';
import { type Cell, textOf } from '../../../src/spreadsheets/cell.ts';
import { decodeText, type Encoding } from '../../../src/spreadsheets/decode-text.ts';
import { fileLimits } from '../../../src/spreadsheets/file-limits.ts';
import { readCsv } from '../../../src/spreadsheets/read-csv.ts';
import { withoutPause } from '../../../src/stream/pause.ts';

/** Text as bytes of an encoding that Node only decodes: each pair of bytes is tried once. */
const tables = new Map<string, Map<string, number[]>>();
function encode(encoding: string, text: string): Uint8Array {
  const table = tables.get(encoding) ?? new Map<string, number[]>();
  if (table.size === 0) {
    const decoder = new TextDecoder(encoding, { fatal: true });
    for (let lead = 0x81; lead <= 0xfe; lead++)
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        try {
          const character = decoder.decode(Uint8Array.of(lead, trail));
          if ([...character].length === 1 && !table.has(character)) table.set(character, [lead, trail]);
        } catch {}
      }
    tables.set(encoding, table);
  }
  return Uint8Array.from(
    [...text].flatMap((each) => (each < '\x80' ? [each.charCodeAt(0)] : table.get(each)!)),
  );
}

const samples: [Encoding, string][] = [
  ['gbk', 'key,name (zh)\nc1,盐城经济技术开发区投资有限公司\nc2,江苏悦达集团有限公司，新能源汽车\n'],
  ['big5', 'key,name (zh-Hant)\nc1,臺灣積體電路製造股份有限公司\nc2,國際貿易與經濟合作發展中心\n'],
  ['euc-kr', 'key,name (ko)\nc1,현대자동차그룹 주식회사\nc2,한국무역협회 옌청 대표처\n'],
  ['shift_jis', 'key,name (ja)\nc1,トヨタ自動車株式会社\nc2,大阪の商工会議所について\n'],
];

describe('a text without a byte order mark', () => {
  it.each(samples)('in %s is recognized', (encoding, text) => {
    expect(decodeText(encode(encoding, text))).toEqual({ encoding, text });
  });

  it.each(samples)('in %s is read in the encoding that the caller names', (encoding, text) => {
    expect(decodeText(encode(encoding, text), { encoding }).text).toBe(text);
  });

  it('in UTF-8 is recognized, with any script', () => {
    const text = 'key;name\n1;Feira São Paulo · نيروبي · 盐城 · 옌청\n';
    expect(decodeText(new TextEncoder().encode(text))).toEqual({ encoding: 'utf-8', text });
  });

  it('in UTF-16 is recognized by its zero bytes', () => {
    const text = 'key;name\n1;盐城\n';
    const little = Buffer.from(text, 'utf16le');
    expect(decodeText(little)).toEqual({ encoding: 'utf-16le', text });
    expect(decodeText(Buffer.from(little).swap16())).toEqual({ encoding: 'utf-16be', text });
  });

  it('is refused if its encoding is unclear, with the remedy', () => {
    // Two characters that are frequent in Chinese and in Korean.
    const unclear = () => decodeText(encode('gbk', 'key,name\n1,日本\n'));
    expect(unclear).toThrow(expect.objectContaining({ code: 'UNCLEAR_ENCODING' }));
    expect(unclear).toThrow(/euc-kr and gbk both fit\. Name it/);
    // São Paulo in windows-1252.
    const latin = Buffer.from('key,name\n1,S\xe3o Paulo\n', 'latin1');
    expect(() => decodeText(latin)).toThrow(expect.objectContaining({ code: 'UNCLEAR_ENCODING' }));
    expect(decodeText(latin, { encoding: 'windows-1252' }).text).toContain('São Paulo');
  });

  it('whose statistics do not decide is read as the encoding in which its headers are known', () => {
    const bytes = encode('gbk', '日本\n1\n');
    const { encoding } = decodeText(bytes, { isKnownText: (text) => text.startsWith('日本') });
    expect(encoding).toBe('gbk');
  });

  it('is refused if it is not what the caller says', () => {
    expect(() => decodeText(Uint8Array.of(0x41, 0xff), { encoding: 'utf-8' })).toThrow(/not utf-8/);
  });
});

describe('a byte order mark', () => {
  it.each([
    ['utf-8', Buffer.from('\ufeffé')],
    ['utf-16le', Buffer.from('\ufeffé', 'utf16le')],
    ['utf-16be', Buffer.from('\ufeffé', 'utf16le').swap16()],
  ])('of %s names the encoding and is no part of the text', (encoding, bytes) => {
    expect(decodeText(bytes)).toEqual({ encoding, text: 'é' });
  });
});

const rows = (text: string, limits = {}) =>
  readCsv('deals', Buffer.from(text), { ...fileLimits, ...limits }, { pause: withoutPause }).then(
    ({ rows }) => rows,
  );
const texts = async (text: string) => (await rows(text)).map(({ cells }) => cells.map(textOf));

describe('a CSV file', () => {
  it.each([',', ';', '\t'])('is read with the separator %j of its header', async (separator) => {
    const text = ['key', 'a,b;c\td'].map((cell) => `"${cell}"`).join(separator);
    expect(await texts(`key${separator}name\r\n${text}\r\n`)).toEqual([
      ['key', 'name'],
      ['key', 'a,b;c\td'],
    ]);
  });

  it('is read with the separator that Excel states', async () => {
    expect(await texts('sep=;\nkey;a,b,c\n1;2\n')).toEqual([
      ['key', 'a,b,c'],
      ['1', '2'],
    ]);
  });

  it('has rows by the number that a spreadsheet program shows, without empty ones', async () => {
    const read = await rows('key,name\n\n1,"two\nlines"\n,\n2,x\n');
    expect(read.map(({ number }) => number)).toEqual([1, 3, 5]);
    expect(textOf(read[1]!.cells[1] as Cell)).toBe('two\nlines');
  });

  it.each([
    ['with a quote that is not closed', 'key,name\n1,"two\n', 'FILE_UNREADABLE', {}],
    ['with too many rows', 'a\n'.repeat(12), 'TOO_MANY_ROWS', { maxRows: 10 }],
    ['with too many columns', `a${',a'.repeat(250)}\n`, 'TOO_MANY_COLUMNS', {}],
    ['with a cell that is too long', `a\n${'x'.repeat(40_000)}\n`, 'CELL_TOO_LONG', {}],
    ['that is too large', 'a,b\n', 'FILE_TOO_LARGE', { maxFileBytes: 3 }],
    ['with binary content', 'a\0b', 'FILE_UNREADABLE', {}],
  ])('%s is refused', async (_name, text, code, limits) => {
    await expect(rows(text, limits)).rejects.toThrow(expect.objectContaining({ code }));
  });

  it('with a quote that is not closed is refused before the rest of the file is read', async () => {
    const text = `key\n"${'x\n'.repeat(600_000)}"\n`;
    await expect(rows(text)).rejects.toThrow(/near row 1 a quote is not closed within 1,000,000 characters/);
  });

  it('of many parts is the same as in one, with quoted line breaks at the seams, and reports the row of an error', async () => {
    const lines = Array.from({ length: 4_000 }, (_, index) => `${index},"a\n""${index}"" 华\r\nb"\r\n`);
    const read = await texts(`key,name\r\n${lines.join('')}`);
    expect(read).toHaveLength(4_001);
    expect(read.at(-1)).toEqual(['3999', 'a\n"3999" 华\r\nb']);
    await expect(rows(`key,name\n${'1,x\n'.repeat(9_000)}2,x"y\n`)).rejects.toThrow(
      expect.objectContaining({ code: 'FILE_UNREADABLE', row: 9_002 }),
    );
  });
});
