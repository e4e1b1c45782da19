/** What a verb says while it works, kept until the work is done: its audit entries and its announcement. */
import { randomUUID } from 'node:crypto';
import type { Announced, Announcing, PreparedAnnouncing } from '../announcements/announce.ts';
import type { Context } from '../graphql/context.ts';

export interface AuditEntry {
  exhibition?: string;
  type: string;
  id: string;
  before?: object | null;
  after?: object | null;
}

export class UnitOfWork {
  readonly #context: Context;
  readonly at: Date;
  readonly entries: AuditEntry[] = [];
  announcement: PreparedAnnouncing | null = null;

  constructor(context: Context) {
    this.#context = context;
    this.at = context.now?.() ?? new Date();
  }

  readonly audit = (entry: AuditEntry): void => {
    this.entries.push(entry);
  };

  readonly announce = (announcing: Announcing): { id: string } => {
    const id = randomUUID();
    this.announcement = { ...announcing, id, at: this.#context.now ? this.at : null };
    return { id };
  };

  /** After the commit. Whoever made the change has its answer already: nobody waits for it. */
  tell(announced: Announced | undefined): void {
    const { streams, deskPresence } = this.#context;
    if (announced) streams.notify(announced.streamId, announced.sequence);
    for (const exhibition of new Set(this.entries.map((entry) => entry.exhibition)))
      if (exhibition) deskPresence.touch(exhibition);
  }
}
