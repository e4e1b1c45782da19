/**
 * Decodes a text file whose encoding is unknown. The rule, in this order:
 *
 * 1. An encoding that the caller names.
 * 2. A byte order mark: UTF-8, UTF-16LE, UTF-16BE.
 * 3. UTF-16 without a mark, if the zero bytes are at every second place.
 * 4. UTF-8, if all bytes are valid.
 * 5. EUC-KR, Shift_JIS, Big5 or GBK: the one that decodes without an error, and whose pairs of bytes are most often in
 *    the rows of its table that hold everyday characters.
 *
 * If two of the last come out alike, the header decides: `isKnownText` says whether a decoded text has known headers.
 * If it does not decide either, the encoding is unclear, and the caller has to name it.
 */
import { FileProblem } from './file-problem.ts';

export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'gbk',
  'big5',
  'euc-kr',
  'shift_jis',
  'windows-1252',
] as const;
export type Encoding = (typeof encodings)[number];

export interface DecodeOptions {
  encoding?: Encoding | undefined;
  isKnownText?: (text: string) => boolean;
}

export interface DecodedText {
  text: string;
  encoding: Encoding;
}

type DoubleByte = 'euc-kr' | 'shift_jis' | 'big5' | 'gbk';

interface Score extends DecodedText {
  encoding: DoubleByte;
  /** Between 0 and 1. */
  share: number;
}

const leastShare = 0.6;
const clearMargin = 0.1;
/** The statistics of fewer pairs decide nothing by themselves if two encodings fit. */
const sufficientPairs = 12;

export function decodeText(bytes: Uint8Array, { encoding, isKnownText }: DecodeOptions = {}): DecodedText {
  if (encoding) return { encoding, text: decodeAs(encoding, bytes) };
  const unicode = unicodeOf(bytes);
  if (unicode) return { encoding: unicode, text: decodeAs(unicode, bytes) };
  const utf8 = tryDecode('utf-8', bytes);
  if (utf8 !== null) return { encoding: 'utf-8', text: utf8 };
  return doubleByte(bytes, isKnownText ?? (() => false));
}

function decodeAs(encoding: Encoding, bytes: Uint8Array): string {
  const text = tryDecode(encoding, bytes);
  if (text !== null) return text;
  throw new FileProblem('FILE_UNREADABLE', `The file has bytes that are not ${encoding}. Name its encoding.`);
}

/** The decoder of "gbk" accepts gb18030 except its 4-byte forms; that of gb18030 accepts all. */
function tryDecode(encoding: Encoding, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding === 'gbk' ? 'gb18030' : encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function unicodeOf(bytes: Uint8Array): Encoding | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, 2_000);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2]!++;
  const pairs = sample.length / 2;
  // The separators and digits of a table are ASCII: every second byte of many characters is 0.
  if (zeros[1]! > pairs * 0.2 && zeros[0] === 0) return 'utf-16le';
  if (zeros[0]! > pairs * 0.2 && zeros[1] === 0) return 'utf-16be';
  return null;
}

function doubleByte(bytes: Uint8Array, isKnownText: (text: string) => boolean): DecodedText {
  const scores = (['euc-kr', 'shift_jis', 'big5', 'gbk'] as const)
    .flatMap((encoding) => scoreOf(encoding, bytes))
    .filter(({ share }) => share >= leastShare)
    .sort((one, other) => other.share - one.share);
  const [best] = scores;
  if (!best) throw unclear([]);
  const rivals = scores.filter(({ share }) => share > best.share - clearMargin);
  const known = rivals.filter(({ text }) => isKnownText(text));
  const clear = rivals.filter(
    ({ encoding }) => pairsOf(bytes) >= sufficientPairs && isTypical(encoding, bytes),
  );
  const [chosen] = [rivals, known, clear].find((fitting) => fitting.length === 1) ?? [];
  if (!chosen) throw unclear(rivals.map(({ encoding }) => encoding));
  return { encoding: chosen.encoding, text: chosen.text };
}

/** Korean in EUC-KR uses only the rows that frequent Chinese characters in GBK use too, and Chinese uses others as well. */
function isTypical(encoding: DoubleByte, bytes: Uint8Array): boolean {
  return encoding === 'euc-kr' && (scoreOf('euc-kr', bytes)[0]?.share ?? 0) > 0.97;
}

function pairsOf(bytes: Uint8Array): number {
  return bytes.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0) / 2;
}

function unclear(fitting: readonly string[]): FileProblem {
  const found = fitting.length > 0 ? ` ${fitting.join(' and ')} both fit.` : '';
  const message = `The encoding of the file is unclear.${found} Name it (${encodings.join(', ')}), or save the file as UTF-8.`;
  return new FileProblem('UNCLEAR_ENCODING', message);
}

function scoreOf(encoding: DoubleByte, bytes: Uint8Array): Score[] {
  const text = tryDecode(encoding, bytes);
  if (text === null) return [];
  let characters = 0;
  let sum = 0;
  for (let index = 0; index < bytes.length; index++) {
    const lead = bytes[index]!;
    if (lead < 0x80) continue;
    if (encoding === 'shift_jis' && lead >= 0xa1 && lead <= 0xdf) {
      // Half-width katakana, a byte each.
      characters += 0.5;
      continue;
    }
    characters++;
    sum += weights[encoding](lead, bytes[++index] ?? 0);
  }
  return characters === 0 ? [] : [{ encoding, text, share: sum / characters }];
}

/** Each is 1 for an everyday character, and less for a rare one. */
const weights: Readonly<Record<DoubleByte, (lead: number, trail: number) => number>> = {
  // Punctuation, and the syllables of KS X 1001.
  'euc-kr': (lead, trail) => (trail >= 0xa1 && (lead <= 0xa3 || (lead >= 0xb0 && lead <= 0xc8)) ? 1 : 0.2),
  // Punctuation, kana and the first level of kanji.
  shift_jis: (lead) => (lead >= 0x81 && lead <= 0x98 ? 1 : 0.2),
  // Punctuation and the first level.
  big5: (lead) => (lead >= 0xa1 && lead <= 0xc6 ? 1 : 0.3),
  // Punctuation and the first level of GB 2312.
  gbk: (lead, trail) => (trail >= 0xa1 && (lead <= 0xa3 || (lead >= 0xb0 && lead <= 0xd7)) ? 1 : 0.3),
};
