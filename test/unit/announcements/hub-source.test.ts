import type pg from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import { AnnouncementSource } from '../../../src/announcements/announcement-source.ts';
import { HubSource } from '../../../src/announcements/hub-source.ts';
import { unsetWallControl, wallControlStreamId } from '../../../src/announcements/wall-control.ts';
import { WallControlSource } from '../../../src/announcements/wall-control-source.ts';

const fair = wallControlStreamId('fair-id');
let asked: { name: string; values: unknown[] }[];
let version: number;
let source: HubSource;

beforeEach(() => {
  asked = [];
  version = 4;
  const answers: Record<string, () => object[]> = {
    stream_states: () => [{ id: 'live', head: 9, epoch: 'announced', afterSequence: 0 }],
    stream_entries: () => [{ sequence: 9, epoch: 'announced', content: {}, totals: {} }],
    wall_control_states: () => [{ exhibitionId: 'fair-id', version, epoch: 'set' }],
    wall_control: () => [{ version, epoch: 'set', settings: unsetWallControl, slug: 'fair' }],
  };
  const pool = {
    query: async ({ name, values }: { name: string; values: unknown[] }) => {
      asked.push({ name, values });
      return { rows: answers[name]!() };
    },
  } as unknown as pg.Pool;
  source = new HubSource(new AnnouncementSource(pool), new WallControlSource(pool));
});

describe('the source of the hub', () => {
  it('asks for the states of streams with one statement, and with one more where walls are subscribed', async () => {
    await source.readStates(['live']);
    expect(asked.map(({ name }) => name)).toEqual(['stream_states']);
    const states = await source.readStates(['live', fair]);
    expect(asked.slice(1)).toEqual([
      { name: 'stream_states', values: [['live']] },
      { name: 'wall_control_states', values: [['fair-id']] },
    ]);
    expect(states.get('live')?.head).toBe(9);
    expect(states.get(fair)).toEqual({ head: 4, epochs: [{ epoch: 'set', afterSequence: 0 }] });
    await source.readStates([fair]);
    expect(asked.slice(3).map(({ name }) => name)).toEqual(['wall_control_states']);
  });

  it('reads each stream from its own table', async () => {
    expect((await source.readAfter('live', 8, 10)).map(({ sequence }) => sequence)).toEqual([9]);
    await source.readAfter(fair, 3, 10);
    expect(asked.map(({ name }) => name)).toEqual(['stream_entries', 'wall_control']);
  });

  it('has the newest settings for every version that was missed, without a gap', async () => {
    version = 6;
    const rows = await source.readAfter(fair, 3, 2);
    expect(rows.map(({ sequence, epoch }) => [sequence, epoch])).toEqual([
      [4, 'set'],
      [5, 'set'],
    ]);
    expect(rows[0]).toMatchObject({ exhibitionSlug: 'fair', settings: unsetWallControl });
    expect(source.bytesOf(rows[0]!)).toBeGreaterThan(500);
  });
});
