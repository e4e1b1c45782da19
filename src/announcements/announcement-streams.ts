/** AnnouncementStreams finds the stream of an exhibition and a mode. Its hub delivers the announcements. */
import { createBoundedCache } from '../cache/bounded-cache.ts';
import { SingleFlight } from '../cache/single-flight.ts';
import type { Database } from '../database/database.ts';
import { querySql, sql } from '../database/sql.ts';
import type { DeliveryTimes } from '../stream/delivery-times.ts';
import { Hub } from '../stream/hub.ts';
import type { Notifier } from '../stream/notifier.ts';
import { type Scheduler, systemScheduler } from '../stream/scheduler.ts';
import type { StreamLog } from '../stream/source.ts';
import { AnnouncementSource } from './announcement-source.ts';
import type { StreamMode } from './content.ts';
import { type HubRow, HubSource } from './hub-source.ts';
import { exhibitionOfWallControl } from './wall-control.ts';
import { WallControlSource } from './wall-control-source.ts';

export interface StreamLocation {
  streamId: string;
  exhibitionId: string;
  slug: string;
  /** The series of the exhibition. */
  series: { slug: string };
  mode: StreamMode;
}

const maxCachedBytes = 1024 * 1024;
const locationMaxAgeMs = 10_000;
/** The languages of an exhibition are cached for this time. Later subscriptions use a new language. */
const languagesMaxAgeMs = 10_000;

export class AnnouncementStreams {
  readonly hub: Hub<HubRow>;
  readonly #notifier: Notifier;
  readonly #deliveryTimes: Pick<DeliveryTimes, 'begin' | 'delivered'> | null;
  readonly #database: Database;
  /**
   * Keyed by mode and slug ("LIVE yancheng-2023") or mode and id. Slugs and streams do not change, but an exhibition
   * without announcements can be deleted, and another one be created with its slug.
   */
  readonly #locations = createBoundedCache<string, { location: StreamLocation; readAtMs: number }>({
    maxBytes: maxCachedBytes,
    bytesOf: ({ location: { streamId, exhibitionId, slug, series } }, key) =>
      2 * (streamId.length + exhibitionId.length + slug.length + series.slug.length + key.length),
  });

  readonly #locating = new SingleFlight<string, StreamLocation | null>();
  readonly #scheduler: Scheduler;
  readonly #languages = createBoundedCache<string, { languages: readonly string[]; readAtMs: number }>({
    maxBytes: maxCachedBytes,
    bytesOf: ({ languages }, key) => 2 * (languages.join('').length + key.length),
  });

  constructor(
    database: Database,
    notifier: Notifier,
    log: StreamLog,
    scheduler: Scheduler = systemScheduler,
    deliveryTimes: Pick<DeliveryTimes, 'begin' | 'delivered'> | null = null,
  ) {
    this.#deliveryTimes = deliveryTimes;
    this.#database = database;
    this.#scheduler = scheduler;
    this.#notifier = notifier;
    const { streamPool } = database;
    const source = new HubSource(new AnnouncementSource(streamPool), new WallControlSource(streamPool));
    this.hub = new Hub({ source, notifier, log, scheduler, delivered: deliveryTimes?.delivered });
  }

  /** Null if the exhibition does not exist. */
  async locate(
    exhibition: { id: string } | { slug: string },
    mode: StreamMode,
  ): Promise<StreamLocation | null> {
    const key = `${mode} ${'id' in exhibition ? exhibition.id : exhibition.slug}`;
    const known = this.#locations.get(key);
    const nowMs = this.#scheduler.monotonicMs();
    if (known && nowMs - known.readAtMs < locationMaxAgeMs) return known.location;
    // Once for all screens that come back together.
    const reading = this.#locating.run(key, async () => {
      const location = await this.#readLocation(exhibition, mode);
      if (location) this.#locations.set(key, { location, readAtMs: nowMs });
      else this.#locations.delete(key);
      return location;
    });
    // A screen that returns while the database does not answer is served from memory.
    return known ? reading.catch(() => known.location) : reading;
  }

  async #readLocation(
    exhibition: { id: string } | { slug: string },
    mode: StreamMode,
  ): Promise<StreamLocation | null> {
    const isExhibition =
      'id' in exhibition
        ? sql`exhibition."id" = ${exhibition.id}::uuid`
        : sql`exhibition."slug" = ${exhibition.slug}`;
    const [row] = await querySql<StreamLocation>(
      this.#database,
      sql`SELECT stream."id" AS "streamId", exhibition."id" AS "exhibitionId", exhibition."slug",
                 jsonb_build_object('slug', series."slug") AS series, stream."mode"
          FROM "AnnouncementStream" AS stream
          JOIN "Exhibition" AS exhibition ON exhibition."id" = stream."exhibitionId"
          JOIN "ExhibitionSeries" AS series ON series."id" = exhibition."seriesId"
          WHERE ${isExhibition} AND stream."mode" = ${mode}::"StreamMode"`,
    );
    return row ?? null;
  }

  /** The languages of the exhibition, in its order. */
  async languagesOf(exhibitionId: string): Promise<readonly string[]> {
    const nowMs = this.#scheduler.monotonicMs();
    const known = this.#languages.get(exhibitionId);
    if (known && nowMs - known.readAtMs < languagesMaxAgeMs) return known.languages;
    const [row] = await querySql<{ languages: string[] }>(
      this.#database,
      sql`SELECT "languages" FROM "Exhibition" WHERE "id" = ${exhibitionId}::uuid`,
    );
    const languages = row?.languages ?? [];
    this.#languages.set(exhibitionId, { languages, readAtMs: nowMs });
    return languages;
  }

  /** A readable name such as "LIVE yancheng-2023" or "WALLS yancheng-2023". The id if the name is not cached. */
  readonly nameOf = (streamId: string): string => {
    const exhibitionId = exhibitionOfWallControl(streamId);
    for (const [, { location }] of this.#locations.entries()) {
      if (location.streamId === streamId) return `${location.mode} ${location.slug}`;
      if (location.exhibitionId === exhibitionId) return `WALLS ${location.slug}`;
    }
    return streamId;
  };

  /** `startedMs`: when the mutation began that announced the entry, by the monotonic clock. */
  notify(streamId: string, head: number, startedMs?: number): void {
    if (startedMs !== undefined) this.#deliveryTimes?.begin({ streamId, sequence: head, startedMs });
    this.#notifier.publish(streamId, head);
  }

  close(): void {
    this.hub.close();
  }
}
