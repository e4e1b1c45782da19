import { expect, it } from 'vitest';
import { DeliveryTraces } from '../../../src/tracing/delivery-traces.ts';
import { summaryOf } from '../../../src/tracing/trace-pools.ts';
import type { Tracing } from '../../../src/tracing/tracing.ts';

const place = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

function traced() {
  const recorded: unknown[] = [];
  const time = { ms: 0 };
  const tracing = {
    isActive: true,
    current: () => place,
    now: () => time.ms,
    record: (_name: string, { parent, startedMs, attributes }: Parameters<Tracing['record']>[1]) =>
      void recorded.push([attributes['pavilion.sequence'], startedMs, parent]),
  } as unknown as Tracing;
  return { traces: new DeliveryTraces(tracing), recorded, time };
}

it('an announcement has one span for each audience that has it, from its first notification on', () => {
  const { traces, recorded, time } = traced();
  expect(traces.publishing('stream', 4)).toBe(place);
  time.ms = 5;
  // Redis returns the own notification.
  traces.begin('stream', 4, place);
  traces.delivered('another', 0, 9);
  traces.delivered('stream', 4, 9);
  traces.delivered('stream', 3, 4);
  traces.delivered('stream', 0, 9);
  expect(recorded).toEqual([
    [4, 0, place],
    [4, 0, place],
  ]);
});

it('spans of an announcement, announcements and their age are bounded', () => {
  const { traces, recorded, time } = traced();
  traces.begin('stream', 1, place);
  for (let audience = 0; audience < 40; audience++) traces.delivered('stream', 0, 1);
  expect(recorded).toHaveLength(16);
  for (let sequence = 2; sequence <= 1_002; sequence++) traces.begin('stream', sequence, place);
  recorded.length = 0;
  traces.delivered('stream', 0, 5_000);
  expect(recorded).toHaveLength(1_000);
  expect(recorded[0]).toEqual([3, 0, place]);
  time.ms = 30_001;
  traces.begin('stream', 2_000, place);
  recorded.length = 0;
  traces.delivered('stream', 0, 5_000);
  expect(recorded).toEqual([[2_000, 30_001, place]]);
});

it.each([
  ['BEGIN', 'BEGIN'],
  ['  SELECT 1', 'SELECT'],
  ['UPDATE "Deal" SET "title" = $1', 'UPDATE Deal'],
  ['INSERT INTO "AuditRecord" VALUES ($1)', 'INSERT AuditRecord'],
  ['SELECT * FROM "Deal" WHERE "title" = \'a secret\' FOR UPDATE OF "Deal"', 'SELECT Deal'],
])('a statement is named by its verb and its first table, and never by a value: %s', (text, summary) => {
  expect(summaryOf(text)).toBe(summary);
});
