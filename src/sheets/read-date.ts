/** Reads days and times: as text, or as the serial numbers of Excel. */
import type { Cell } from '../spreadsheets/cell.ts';
import { ambiguous, invalid, type Reading, toAscii } from './reading.ts';

const dayMs = 86_400_000;
const noDay = 'is not a day, such as 2026-05-08';
const noTime = 'is not a time, such as 2026-05-08 09:30';

/** YYYY-MM-DD. */
export function readDay(cell: Cell, isDate1904: boolean): Reading<string> {
  if (cell.kind === 'number' && !/^\d{8}$/.test(cell.text)) {
    const serial = readSerial(cell.text, isDate1904);
    return 'problem' in serial ? serial : { value: serial.value.toISOString().slice(0, 10) };
  }
  if (cell.kind !== 'text' && cell.kind !== 'number') return invalid(noDay);
  return readDayText(cell.text);
}

function readDayText(typed: string): Reading<string> {
  const text = toAscii(typed);
  const parts =
    /^(\d{4})[-/.] ?(\d{1,2})[-/.] ?(\d{1,2})\.?$/.exec(text) ??
    /^(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]$/.exec(text) ??
    /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (parts) return dayOf(parts[1]!, parts[2]!, parts[3]!);
  const [, first, second, year] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text) ?? [];
  if (!first || !second || !year) return invalid(noDay);
  const dayFirst = dayOf(year, second, first);
  const monthFirst = dayOf(year, first, second);
  if ('problem' in dayFirst) return monthFirst;
  if ('problem' in monthFirst || monthFirst.value === dayFirst.value) return dayFirst;
  return ambiguous(typed, [dayFirst.value, monthFirst.value], 'write it as year-month-day');
}

function dayOf(year: string, month: string, day: string): Reading<string> {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  return exists ? { value: text } : invalid(noDay);
}

/**
 * Serial 1 is 1 January 1900, or 2 January 1904. Excel counts 29 February 1900, which did not exist: serial 60.
 */
function readSerial(text: string, isDate1904: boolean): Reading<Date> {
  const serial = Number(text);
  if (!(serial >= 1 && serial < 2_958_466)) return invalid(`${text} is not the number of a day`);
  if (isDate1904) return { value: new Date(Date.UTC(1904, 0, 1) + roundedMs(serial)) };
  if (serial >= 60 && serial < 61) return invalid('is 29 February 1900, which did not exist');
  return { value: new Date(Date.UTC(1899, 11, serial < 60 ? 31 : 30) + roundedMs(serial)) };
}

/** To the second: a fraction of a day is stored as a binary fraction. */
function roundedMs(serial: number): number {
  return Math.round((serial * dayMs) / 1_000) * 1_000;
}

/** ISO 8601 in UTC. A time without an offset is that of the clocks in `timeZone`. */
export function readInstant(cell: Cell, isDate1904: boolean, timeZone: string): Reading<string> {
  if (cell.kind === 'number') {
    const serial = readSerial(cell.text, isDate1904);
    return 'problem' in serial ? serial : fromLocal(serial.value.toISOString().slice(0, 19), timeZone);
  }
  if (cell.kind !== 'text') return invalid(noTime);
  const text = toAscii(cell.text);
  if (/^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/.test(text)) {
    const date = new Date(text);
    return Number.isNaN(date.getTime()) ? invalid(noTime) : { value: date.toISOString() };
  }
  const [, day, hour, minute, second = '00'] =
    /^(.+?)[ T](\d{1,2}):(\d\d)(?::(\d\d)(?:\.0+)?)?$/.exec(text) ?? [];
  if (!day || !hour || !minute || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return invalid(noTime);
  const read = readDayText(day);
  return 'problem' in read
    ? read
    : fromLocal(`${read.value}T${hour.padStart(2, '0')}:${minute}:${second}`, timeZone);
}

function fromLocal(local: string, timeZone: string): Reading<string> {
  const asUtc = new Date(`${local}Z`).getTime();
  // The offsets a day before and after include the one in force, also on a day on which the clocks change.
  const offsets = new Set([-dayMs, dayMs].map((shift) => offsetMs(asUtc + shift, timeZone)));
  const times = [...offsets]
    .map((offset) => asUtc - offset)
    .filter((time) => offsetMs(time, timeZone) === asUtc - time);
  const readings = [...new Set(times)].map((time) => new Date(time).toISOString());
  const [only, other] = readings;
  if (!only) return invalid(`does not exist in ${timeZone}: the clocks are set forward`);
  return other ? ambiguous(local, readings, 'add the offset, such as +08:00') : { value: only };
}

function offsetMs(time: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const parts = Object.fromEntries(
    format.formatToParts(time).map(({ type, value }) => [type, Number(value)]),
  );
  const { year, month, day, hour, minute, second } = parts as Record<string, number>;
  return Date.UTC(year!, month! - 1, day, hour, minute, second) - time;
}
