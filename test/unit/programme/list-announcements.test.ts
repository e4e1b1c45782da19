import { describe, expect, it } from 'vitest';
import type { Context } from '../../../src/graphql/context.ts';
import type { PageArguments } from '../../../src/graphql/page.ts';
import { listAnnouncements } from '../../../src/programme/announcements/list-announcements.ts';
import { decodeCursor, encodeCursor } from '../../../src/stream/cursor.ts';

const epoch = 'epoch-one';
const cursor = (sequence: number, of = epoch) => encodeCursor({ epoch: of, sequence });

/** A stream with the sequences from 1 to `head`, which answers in the order that the statement asks for. */
async function list(args: PageArguments, head = 10) {
  const query = async ({ text, values }: { text: string; values: unknown[] }) => {
    if (text.includes('"StreamEpoch"')) return { rows: [{ id: 'stream', head, epoch, afterSequence: 0 }] };
    const [streamId, from, to] = values as [string, number, number];
    expect(streamId).toBe('stream');
    const rows = Array.from({ length: head }, (_, index) => ({ sequence: index + 1, epoch })).filter(
      ({ sequence }) => sequence >= from && sequence <= to,
    );
    return { rows: /ORDER BY announcement."sequence"$/.test(text.trim()) ? rows : rows.reverse() };
  };
  const database = { pool: { query }, reads: { run: (read: () => unknown) => read() } };
  const { edges, pageInfo, totalCount } = await listAnnouncements(
    { database } as unknown as Context,
    'stream',
    args,
  );
  const at = (edge: string | null) => edge && decodeCursor(edge)?.sequence;
  return {
    sequences: edges.map(({ node }) => node.sequence),
    cursors: edges.map((edge) => at(edge.cursor)),
    pageInfo: { ...pageInfo, startCursor: at(pageInfo.startCursor), endCursor: at(pageInfo.endCursor) },
    total: await totalCount(),
  };
}

describe('the announcements of a stream', () => {
  it('begin with the first one, each with its own cursor', async () => {
    expect(await list({ first: 3 })).toEqual({
      sequences: [1, 2, 3],
      cursors: [1, 2, 3],
      pageInfo: { hasPreviousPage: false, hasNextPage: true, startCursor: 1, endCursor: 3 },
      total: 10,
    });
  });

  it.each<[string, PageArguments, number[], [boolean, boolean]]>([
    ['the last ones, the oldest of them first', { last: 3 }, [8, 9, 10], [true, false]],
    ['those after a cursor', { first: 2, after: cursor(3) }, [4, 5], [true, true]],
    ['those before a cursor', { last: 2, before: cursor(4) }, [2, 3], [true, true]],
    ['the first ones before a cursor', { first: 2, before: cursor(4) }, [1, 2], [false, true]],
    ['the last ones after a cursor', { last: 2, after: cursor(3) }, [9, 10], [true, false]],
    ['what is between two cursors', { first: 5, after: cursor(3), before: cursor(6) }, [4, 5], [true, true]],
    ['as many as there are', { first: 50 }, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [false, false]],
    ['the rest, at the end', { first: 5, after: cursor(8) }, [9, 10], [true, false]],
    ['the rest, at the beginning', { last: 5, before: cursor(3) }, [1, 2], [false, true]],
    ['the only one before the second', { last: 1, before: cursor(2) }, [1], [false, true]],
    ['none after the newest', { first: 5, after: cursor(10) }, [], [true, false]],
    ['none of none', { first: 0 }, [], [false, true]],
  ])('are %s for %s', async (_what, args, sequences, [hasPreviousPage, hasNextPage]) => {
    const page = await list(args);
    expect(page.sequences).toEqual(sequences);
    expect(page.pageInfo).toMatchObject({ hasPreviousPage, hasNextPage });
    expect([page.pageInfo.startCursor, page.pageInfo.endCursor]).toEqual([
      sequences.at(0) ?? null,
      sequences.at(-1) ?? null,
    ]);
  });

  it('of an empty stream are none', async () => {
    expect(await list({ last: 5 }, 0)).toMatchObject({
      sequences: [],
      pageInfo: { hasPreviousPage: false, hasNextPage: false, startCursor: null, endCursor: null },
      total: 0,
    });
  });

  it.each([
    ['CURSOR_INVALID', { first: 1, after: 'no cursor' }, 'after'],
    ['CURSOR_AHEAD', { first: 1, after: cursor(11) }, 'after'],
    ['CURSOR_EXPIRED', { last: 1, before: cursor(3, 'epoch-lost') }, 'before'],
  ])('are refused with %s, which names the argument', async (code, args, argument) => {
    await expect(list(args)).rejects.toMatchObject({ code, extensions: { argument } });
  });
});
