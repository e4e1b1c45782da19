/** Intercepts every statement on its way to Postgres, for patches that observe, change or delay it. */
import pg from 'pg';

export interface Statement {
  client: AnnouncingClient;
  text: string;
  /** Sent in place of the text. */
  rewrite(text: string): void;
}

export type AnnouncingClient = pg.Client & {
  /** Whether the transaction under way has written an announcement. */
  hasAnnounced?: boolean;
};

type Send = () => unknown;
type Patch = (send: Send, statement: Statement) => unknown;

export const isCommit = (text: string): boolean => text === 'COMMIT';
export const writesAnnouncement = (text: string): boolean => text.includes('INSERT INTO "Announcement"\n');

/** Later patches wrap earlier ones. */
export function patchQueries(patch: Patch): void {
  const query = pg.Client.prototype.query as (...parameters: unknown[]) => unknown;
  function patched(this: AnnouncingClient, ...parameters: unknown[]): unknown {
    const [first, ...rest] = parameters as [string | { text: string; name?: string }, ...unknown[]];
    const text = typeof first === 'string' ? first : first?.text;
    if (typeof text !== 'string') return query.apply(this, parameters);
    let sent = first;
    const statement = {
      client: this,
      text,
      rewrite(other: string) {
        // A prepared statement keeps its text: the replacement must not use its name.
        sent =
          typeof first === 'string' ? other : Object.assign(Object.create(first), { text: other, name: '' });
      },
    };
    const result = patch(() => query.call(this, sent, ...rest), statement);
    if (writesAnnouncement(text)) this.hasAnnounced = true;
    if (isCommit(text) || text === 'ROLLBACK') this.hasAnnounced = false;
    return result;
  }
  pg.Client.prototype.query = patched as typeof pg.Client.prototype.query;
}
