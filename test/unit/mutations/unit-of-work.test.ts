/** The statements of one unit of work, as a Postgres that this test plays receives them. */
import { beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/database/sql.ts';
import {
  Forbidden,
  IdempotencyKeyReused,
  InvalidInput,
  Unauthenticated,
} from '../../../src/errors/user-errors.ts';
import type { Context } from '../../../src/graphql/context.ts';
import { hashInput } from '../../../src/mutations/input-hash.ts';
import { runUnitOfWork, type Work } from '../../../src/mutations/unit-of-work.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';
import { operator } from '../programme/loaded-rows.ts';

type Decision = ReturnType<Work<null, { done: boolean }>['decide']>;

interface Statement {
  text: string;
  values: unknown[];
}

let sent: Statement[];
/** What was stored under the key by an earlier request. */
let stored: { inputHash: string; result: object } | null;
let notified: unknown[];
let isTokenValid: boolean;
let now: (() => Date) | undefined;
let decision: Decision;
let decide: () => Decision;

const input = { deal: 'deal' };
/** The time of the database after the locks. */
const decidedAt = new Date('2030-05-06T09:00:00.003Z');
const announced = {
  streamId: 'stream',
  sequence: 8,
  epoch: 'an-epoch',
  announcedAt: new Date('2030-05-06T09:00:00.007Z'),
  totals: {},
  exhibitionSlug: 'fair',
};

beforeEach(() => {
  sent = [];
  stored = null;
  notified = [];
  isTokenValid = true;
  now = undefined;
  decision = {
    result: { done: true },
    writes: [sql`UPDATE "Deal"`],
    audit: [{ exhibition: 'exhibition', type: 'Deal', id: 'deal' }],
    announcement: {
      id: 'announcement',
      exhibitionId: 'exhibition',
      mode: 'LIVE',
      content: { kind: 'NOTICE', texts: [] },
      reportingCurrency: 'CNY',
      rates: [],
    },
  };
  decide = () => decision;
});

const client = {
  connection: { stream: { cork() {}, uncork() {} } },
  release() {},
  async query(statement: string | Statement) {
    const { text, values } = typeof statement === 'string' ? { text: statement, values: [] } : statement;
    sent.push({ text: text.replace(/\s+/g, ' ').trim(), values });
    return { rows: rowsOf(text), command: text };
  },
};

function rowsOf(text: string): object[] {
  if (text.includes('extract(epoch')) return [{ time: String(decidedAt.getTime() * 1_000) }];
  if (text.includes('INSERT INTO "IdempotencyKey"')) return stored ? [] : [{}];
  if (text.includes('FROM "IdempotencyKey"')) return [stored!];
  return text.includes('INSERT INTO "Announcement"') ? [announced] : [];
}

function run(work: Partial<Work<null, { done: boolean }>> = {}) {
  const context = {
    identity: operator,
    requestId: 'request',
    database: { writePool: { connect: async () => client } },
    streams: { notify: (...what: unknown[]) => notified.push(what) },
    deskPresence: { notifyProgrammeChanged: (exhibition: string) => notified.push(exhibition) },
    scheduler: new FakeScheduler(),
    requireValid() {
      if (!isTokenValid) throw new Unauthenticated();
    },
    ...(now && { now }),
  } as unknown as Context;
  return runUnitOfWork(context, {
    mutation: 'publishNotice',
    idempotency: { key: 'test-key-1', mutation: 'publishNotice', input },
    load: async (read) => {
      await read(sql`SELECT 1 FROM "Deal" FOR UPDATE`);
      return null;
    },
    decide: () => decide(),
    ...work,
  });
}

const kinds = () =>
  sent.map(
    ({ text }) => /extract\(epoch|BEGIN|COMMIT|ROLLBACK|(?:INSERT INTO|UPDATE|FROM) "\w+"/.exec(text)?.[0],
  );

describe('a unit of work', () => {
  it('claims its key, locks, reads the time, writes, audits with its result, announces last, and commits', async () => {
    expect(await run()).toMatchObject({ done: true, announced: { sequence: 8, id: 'announcement' } });
    expect(kinds()).toEqual([
      'BEGIN',
      'INSERT INTO "IdempotencyKey"',
      'FROM "Deal"',
      'extract(epoch',
      'UPDATE "Deal"',
      'INSERT INTO "AuditRecord"',
      'UPDATE "AnnouncementStream"',
      'COMMIT',
    ]);
    expect(sent.at(-3)!.text).toContain('UPDATE "IdempotencyKey"');
  });

  it('numbers an announcement at the time of the database, never before the previous one', async () => {
    await run();
    const { text, values } = sent.at(-2)!;
    const time = /greatest\(coalesce\(\$(\d+)::timestamptz, clock_timestamp\(\)\), "lastAnnouncedAt"\)/.exec(
      text,
    );
    expect(values[Number(time?.[1]) - 1]).toBeNull();
  });

  it('gives sample data the time that they are of', async () => {
    const at = new Date('2020-01-02T03:04:05Z');
    now = () => at;
    await run();
    expect(sent.at(-2)!.values).toContainEqual(at);
    expect(kinds()).not.toContain('extract(epoch');
  });

  it('decides and audits at the time of the database behind its locks', async () => {
    const times: unknown[] = [];
    await run({
      decide(_loaded, { at, newId }) {
        times.push(at, Number.parseInt(newId().replaceAll('-', '').slice(0, 12), 16));
        return decision;
      },
    });
    expect(times).toEqual([decidedAt, decidedAt.getTime()]);
    expect(sent.at(-3)!.values).toContainEqual(decidedAt);
  });

  it('notifies the stream and the desk of the exhibition once, after the commit', async () => {
    decision = { ...decision, audit: [decision.audit[0]!, decision.audit[0]!, { type: 'Person', id: 'x' }] };
    await run();
    // With the time at which it began.
    expect(notified).toEqual([['stream', 8, 0], 'exhibition']);
  });

  it('that announces nothing notifies the desk alone', async () => {
    const { announcement: _none, ...rest } = decision;
    decision = rest;
    expect(await run()).toEqual({ done: true });
    expect(notified).toEqual(['exhibition']);
    expect(kinds()).not.toContain('UPDATE "AnnouncementStream"');
  });

  it('without a key stores no result, and still audits', async () => {
    await run({ idempotency: null });
    expect(sent.some(({ text }) => text.includes('IdempotencyKey'))).toBe(false);
    expect(kinds()).toContain('INSERT INTO "AuditRecord"');
  });

  it('writes nothing and notifies nobody if its decision fails', async () => {
    decide = () => {
      throw InvalidInput.at(['input'], 'is wrong');
    };
    await expect(run()).rejects.toThrow('is wrong');
    expect(kinds().slice(4)).toEqual(['ROLLBACK']);
    expect(notified).toEqual([]);
  });

  it('does nothing for a token that was revoked while it waited for a lock', async () => {
    isTokenValid = false;
    await expect(run()).rejects.toThrow(Unauthenticated);
    expect(kinds().at(-1)).toBe('ROLLBACK');
    expect(notified).toEqual([]);
  });
});

describe('a key that was used before', () => {
  beforeEach(() => {
    stored = { inputHash: hashInput('publishNotice', input), result: { done: true } };
  });

  it('returns what is stored, and has no second effect', async () => {
    expect(await run()).toEqual({ done: true });
    expect(kinds().at(-1)).toBe('COMMIT');
    expect(kinds().filter((kind) => /^UPDATE|Audit/.test(kind ?? ''))).toEqual([]);
    expect(notified).toEqual([]);
  });

  it('returns it although the state has changed since', async () => {
    decide = () => {
      throw InvalidInput.at(['input'], 'is done already');
    };
    expect(await run()).toEqual({ done: true });
    expect(
      await run({ load: async () => Promise.reject(InvalidInput.at(['input'], 'does not exist')) }),
    ).toEqual({
      done: true,
    });
  });

  it('returns nothing to a caller who has lost the right', async () => {
    decide = () => {
      throw new Forbidden('Not yours.');
    };
    await expect(run()).rejects.toThrow('Not yours.');
  });

  it('is refused with another input, or another mutation', async () => {
    stored = { inputHash: hashInput('publishNotice', { deal: 'another' }), result: { done: true } };
    await expect(run()).rejects.toThrow(IdempotencyKeyReused);
    stored = { inputHash: hashInput('signDeal', input), result: { done: true } };
    await expect(run()).rejects.toThrow(IdempotencyKeyReused);
  });
});

it('inputs are equal whatever the order of their fields, and unequal by the order of a list', () => {
  const hash = (value: object) => hashInput('signDeal', value);
  expect(hash({ a: 1, b: { c: 2, d: [1, 2] } })).toBe(hash({ b: { d: [1, 2], c: 2 }, a: 1 }));
  expect(hash({ d: [1, 2] })).not.toBe(hash({ d: [2, 1] }));
  expect(hash({ a: null })).not.toBe(hash({}));
});
