/** AnnouncementStreams finds the stream of an exhibition and a mode, and holds the hub that delivers them. */
import { createBoundedCache } from '../cache/bounded-cache.ts';
import type { Database } from '../database/database.ts';
import { querySql, sql } from '../database/sql.ts';
import { Hub } from '../stream/hub.ts';
import type { Notifier } from '../stream/notifier.ts';
import type { Scheduler } from '../stream/scheduler.ts';
import type { StreamLog } from '../stream/source.ts';
import { type AnnouncementRow, AnnouncementSource } from './announcement-source.ts';
import type { StreamMode } from './content.ts';

const maxCachedBytes = 1024 * 1024;

export class AnnouncementStreams {
  readonly hub: Hub<AnnouncementRow>;
  readonly #notifier: Notifier;
  readonly #database: Database;
  /** By "LIVE yancheng-2023". Only of exhibitions that exist; an exhibition keeps its slug and its streams. */
  readonly #streamIds = createBoundedCache<string, string>({
    maxBytes: maxCachedBytes,
    bytesOf: (id, key) => 2 * (id.length + key.length),
  });

  constructor(database: Database, notifier: Notifier, log: StreamLog, scheduler?: Scheduler) {
    this.#database = database;
    this.#notifier = notifier;
    const source = new AnnouncementSource(database.streamPool);
    this.hub = new Hub({ source, notifier, log, ...(scheduler && { scheduler }) });
  }

  /** Null if the exhibition does not exist. */
  async streamId(slug: string, mode: StreamMode): Promise<string | null> {
    const key = `${mode} ${slug}`;
    const known = this.#streamIds.get(key);
    if (known) return known;
    const [row] = await querySql<{ id: string }>(
      this.#database,
      sql`SELECT stream."id" FROM "AnnouncementStream" AS stream
          JOIN "Exhibition" AS exhibition ON exhibition."id" = stream."exhibitionId"
          WHERE exhibition."slug" = ${slug} AND stream."mode" = ${mode}::"StreamMode"`,
    );
    if (row) this.#streamIds.set(key, row.id);
    return row?.id ?? null;
  }

  /** A readable name such as "LIVE yancheng-2023", else the id. */
  readonly nameOf = (streamId: string): string => {
    for (const [name, id] of this.#streamIds.entries()) if (id === streamId) return name;
    return streamId;
  };

  notify(streamId: string, head: number): void {
    this.#notifier.publish(streamId, head);
  }

  close(): void {
    this.hub.close();
  }
}
