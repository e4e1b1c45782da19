/** What the rest of Pavilion knows of the streams: which exhibition's, which mode, and that they can be followed. */

import type { Database } from '../database/database.ts';
import { querySql, sql } from '../database/sql.ts';
import { Hub } from '../stream/hub.ts';
import type { Notifier } from '../stream/notifier.ts';
import type { StreamLog } from '../stream/source.ts';
import { type AnnouncementRow, AnnouncementSource } from './announcement-source.ts';
import type { StreamMode } from './content.ts';

export class AnnouncementStreams {
  readonly hub: Hub<AnnouncementRow>;
  readonly #notifier: Notifier;
  readonly #database: Database;
  readonly #streamIds = new Map<string, string>();

  constructor(database: Database, notifier: Notifier, log: StreamLog) {
    this.#database = database;
    this.#notifier = notifier;
    this.hub = new Hub(new AnnouncementSource(database.streamPool), notifier, log);
  }

  /** Null where there is no such exhibition. A stream is never deleted, so an id once known stays right. */
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

  /** For people: "LIVE yancheng-2023". */
  readonly nameOf = (streamId: string): string => {
    for (const [name, id] of this.#streamIds) if (id === streamId) return name;
    return streamId;
  };

  notify(streamId: string, head: number): void {
    this.#notifier.publish(streamId, head);
  }

  close(): void {
    this.hub.close();
  }
}
