import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { AnnouncementStreams } from '../../../src/announcements/announcement-streams.ts';
import type { Database } from '../../../src/database/database.ts';
import { LocalNotifier } from '../../../src/stream/notifier.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

let scheduler: FakeScheduler;
let queries: string[];
let rows: object[];
let isFailing: boolean;
let streams: AnnouncementStreams;
let notifier: LocalNotifier;

beforeEach(() => {
  scheduler = new FakeScheduler();
  queries = [];
  rows = [];
  isFailing = false;
  notifier = new LocalNotifier();
  const query = async ({ text }: { text: string }) => {
    queries.push(text);
    if (isFailing) throw new Error('the database is away');
    return { rows };
  };
  const database = {
    pool: { query },
    streamPool: { query },
    reads: { run: (read: () => unknown) => read() },
  };
  streams = new AnnouncementStreams(
    database as unknown as Database,
    notifier,
    { warn() {} } as never,
    scheduler,
  );
  onTestFinished(() => streams.close());
});

const location = {
  streamId: 'stream',
  exhibitionId: 'fair-id',
  slug: 'fair',
  series: { slug: 'fairs' },
  mode: 'LIVE',
};

describe('a stream', () => {
  it('is located once for each name and mode', async () => {
    rows = [location];
    for (let count = 0; count < 3; count++)
      expect(await streams.locate({ slug: 'fair' }, 'LIVE')).toEqual(location);
    expect(queries).toHaveLength(1);
    await streams.locate({ id: 'fair-id' }, 'LIVE');
    await streams.locate({ slug: 'fair' }, 'REHEARSAL');
    expect(queries).toHaveLength(3);
    expect([/"id" = \$1::uuid/.test(queries[1]!), /"slug" = \$1/.test(queries[0]!)]).toEqual([true, true]);
  });

  it('that does not exist is looked for again: its exhibition may be created meanwhile', async () => {
    expect(await streams.locate({ slug: 'fair' }, 'LIVE')).toBeNull();
    rows = [location];
    expect(await streams.locate({ slug: 'fair' }, 'LIVE')).toEqual(location);
  });

  it('is located again after a while: its exhibition may be deleted, and another one get its slug', async () => {
    rows = [location];
    await streams.locate({ slug: 'fair' }, 'LIVE');
    rows = [{ ...location, streamId: 'another' }];
    await scheduler.advance(10_000);
    expect(await streams.locate({ slug: 'fair' }, 'LIVE')).toMatchObject({ streamId: 'another' });
    rows = [];
    await scheduler.advance(10_000);
    expect(await streams.locate({ slug: 'fair' }, 'LIVE')).toBeNull();
  });

  it('is located once for all screens that come back together', async () => {
    rows = [location];
    await streams.locate({ slug: 'fair' }, 'LIVE');
    await scheduler.advance(60_000);
    await Promise.all(Array.from({ length: 100 }, () => streams.locate({ slug: 'fair' }, 'LIVE')));
    expect(queries).toHaveLength(2);
  });

  it('is located from memory while the database does not answer', async () => {
    rows = [location];
    await streams.locate({ slug: 'fair' }, 'LIVE');
    isFailing = true;
    await scheduler.advance(60_000);
    expect(await streams.locate({ slug: 'fair' }, 'LIVE')).toEqual(location);
    await expect(streams.locate({ slug: 'other' }, 'LIVE')).rejects.toThrow('away');
    // What was not read again is not taken for fresh.
    isFailing = false;
    rows = [{ ...location, streamId: 'another' }];
    expect(await streams.locate({ slug: 'fair' }, 'LIVE')).toMatchObject({ streamId: 'another' });
  });

  it('has a readable name once it was located', async () => {
    expect(streams.nameOf('stream')).toBe('stream');
    rows = [location];
    await streams.locate({ slug: 'fair' }, 'LIVE');
    expect([streams.nameOf('stream'), streams.nameOf('another')]).toEqual(['LIVE fair', 'another']);
  });

  it('is notified of with its head', () => {
    const heard: unknown[] = [];
    notifier.listen((...what) => heard.push(what));
    streams.notify('stream', 7);
    expect(heard).toEqual([['stream', 7]]);
  });
});

describe('the languages of an exhibition', () => {
  it('are read again after a while, for as long as the server runs', async () => {
    rows = [{ languages: ['zh'] }];
    expect(await streams.languagesOf('fair-id')).toEqual(['zh']);
    rows = [{ languages: ['zh', 'ko'] }];
    expect(await streams.languagesOf('fair-id')).toEqual(['zh']);
    await scheduler.advance(60 * 60_000);
    expect(await streams.languagesOf('fair-id')).toEqual(['zh', 'ko']);
    rows = [{ languages: ['en'] }];
    await scheduler.advance(60 * 60_000);
    expect(await streams.languagesOf('fair-id')).toEqual(['en']);
  });

  it('are none of an exhibition that does not exist', async () => {
    expect(await streams.languagesOf('gone')).toEqual([]);
  });
});
