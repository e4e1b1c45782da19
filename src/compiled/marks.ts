/**
 * Marks in the text that Postgres returns. JSON has no control characters, so neither mark can be part of a value, whatever is
 * stored in the database.
 */
import { gather, type Text } from './texts.ts';

/** Postgres met what graphql-js has to answer, such as a null that the schema does not allow. */
export const handOver = String.raw`E'\x01'`;
const handOverMark = '\x01';
const lateStart = '\x02';
const lateEnd = '\x03';

/** The SQL of a value that is left to the late field with this index. `row` is the JSON of its columns. */
export function lateSql(index: number, row: string): string {
  return String.raw`E'\x02${index}:' || (${row})::text || E'\x03'`;
}

export function isHandedOver(text: string): boolean {
  return text.includes(handOverMark);
}

interface LateMark {
  start: number;
  end: number;
  index: number;
  row: unknown;
}

/** Replaces each late field by its text. */
export function fillLate(text: string, write: (index: number, row: unknown) => Text): Text {
  const marks = lateMarks(text);
  if (marks.length === 0) return text;
  return gather({
    count: marks.length,
    make: (index) => write(marks[index]!.index, marks[index]!.row),
    before: (index) => text.slice(index === 0 ? 0 : marks[index - 1]!.end, marks[index]!.start),
    end: text.slice(marks.at(-1)!.end),
  });
}

function lateMarks(text: string): LateMark[] {
  const marks: LateMark[] = [];
  for (let start = text.indexOf(lateStart); start !== -1; ) {
    const colon = text.indexOf(':', start);
    const end = text.indexOf(lateEnd, colon);
    const index = Number(text.slice(start + 1, colon));
    marks.push({ start, end: end + 1, index, row: JSON.parse(text.slice(colon + 1, end)) });
    start = text.indexOf(lateStart, end);
  }
  return marks;
}
