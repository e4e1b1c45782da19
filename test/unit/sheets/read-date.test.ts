import { describe, expect, it } from 'vitest';
import { readDay, readInstant } from '../../../src/sheets/read-date.ts';
import type { Cell } from '../../../src/spreadsheets/cell.ts';

const text = (value: string): Cell => ({ kind: 'text', text: value });
const number = (value: string): Cell => ({ kind: 'number', text: value, isDate: true });
const shown = (result: { value: string } | { problem: { code: string; message: string } }) =>
  'value' in result ? result.value : result.problem;
const day = (cell: Cell, isDate1904 = false) => shown(readDay(cell, isDate1904));
const instant = (cell: Cell, zone = 'Asia/Shanghai', isDate1904 = false) =>
  shown(readInstant(cell, isDate1904, zone));

describe('a day', () => {
  it.each([
    '2026-05-08',
    '2026/5/8',
    '2026.5.8.',
    '2026年5月8日',
    '2026년 5월 8일',
    '20260508',
    '２０２６-０５-０８',
  ])('is read from %s', (value) => {
    expect(day(text(value))).toBe('2026-05-08');
  });

  it('is read with the day or the month first if only one of them is a day', () => {
    expect(day(text('25/12/2026'))).toBe('2026-12-25');
    expect(day(text('12/25/2026'))).toBe('2026-12-25');
    expect(day(text('05.05.2026'))).toBe('2026-05-05');
  });

  it('with two readings is refused with both', () => {
    expect(day(text('05/08/2026'))).toMatchObject({
      code: 'AMBIGUOUS_VALUE',
      message: expect.stringContaining('2026-08-05 or as 2026-05-08'),
    });
  });

  it.each([
    ['1', '1900-01-01'],
    ['59', '1900-02-28'],
    ['61', '1900-03-01'],
    ['46150', '2026-05-08'],
  ])('is read from the serial number %s of the 1900 system as %s', (serial, expected) => {
    expect(day(number(serial))).toBe(expected);
  });

  it('is read from the serial numbers of the 1904 system', () => {
    expect(day(number('44688'), true)).toBe('2026-05-08');
    expect(day(number('1'), true)).toBe('1904-01-02');
  });

  it('that never was is refused', () => {
    for (const cell of [number('60'), text('2026-02-30'), text('2026-13-01'), text('soon'), number('-1')])
      expect(day(cell)).toMatchObject({ code: 'INVALID_VALUE' });
  });

  it('is read from a number of eight digits as a date', () => {
    expect(day({ kind: 'number', text: '20260508', isDate: false })).toBe('2026-05-08');
  });
});

describe('a time', () => {
  it('without an offset is that of the clocks of the exhibition', () => {
    expect(instant(text('2026-05-08 09:30'))).toBe('2026-05-08T01:30:00.000Z');
    expect(instant(text('2026年5月8日 9:30:15'))).toBe('2026-05-08T01:30:15.000Z');
    expect(instant(text('2026-05-08 09:30'), 'America/Sao_Paulo')).toBe('2026-05-08T12:30:00.000Z');
    expect(instant(number('46150.395833333336'))).toBe('2026-05-08T01:30:00.000Z');
  });

  it('with an offset is that time', () => {
    expect(instant(text('2026-05-08T09:30:00+03:00'))).toBe('2026-05-08T06:30:00.000Z');
  });

  it('that the clocks skip or show twice is refused', () => {
    expect(instant(text('2026-03-29 02:30'), 'Europe/Berlin')).toMatchObject({ code: 'INVALID_VALUE' });
    expect(instant(text('2026-10-25 02:30'), 'Europe/Berlin')).toMatchObject({ code: 'AMBIGUOUS_VALUE' });
    expect(instant(text('2026-10-25 03:30'), 'Europe/Berlin')).toBe('2026-10-25T02:30:00.000Z');
  });

  it.each(['2026-05-08', '2026-05-08 25:00', '2026-05-08 09:60', 'noon'])('%s is refused', (value) => {
    expect(instant(text(value))).toMatchObject({ code: 'INVALID_VALUE' });
  });
});
