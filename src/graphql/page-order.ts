import type { Sql } from '../database/sql.ts';

/** The order of a list: by one column that is never null, then by id. */
export interface PageOrder {
  /** Part of each cursor: a cursor is valid only for the order that issued it. */
  name: string;
  /** Over the alias `item`. */
  column: Sql;
  /** The column's Postgres type, to which a cursor's text is cast. */
  type: 'timestamptz' | 'date' | 'numeric' | 'text' | 'uuid' | 'int';
  descending: boolean;
}

/** The position of a row in an order, which an opaque cursor encodes. */
export interface PagePosition {
  key: string;
  id: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Whether Postgres can cast the text: if not, its error would reach the caller as an internal one. */
const isReadable: Record<PageOrder['type'], (key: string) => boolean> = {
  timestamptz: (key) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/.test(key) && isMoment(key),
  date: (key) => /^\d{4}-\d\d-\d\d$/.test(key) && isMoment(key),
  // The column with the most digits is numeric(40,4).
  numeric: (key) => key === 'Infinity' || /^-?\d{1,36}(\.\d{1,12})?$/.test(key),
  text: (key) => !key.includes('\0') && key.isWellFormed(),
  uuid: (key) => uuid.test(key),
  int: (key) => /^-?\d{1,9}$/.test(key),
};

/** Date accepts the 31st of February as a day of March; Postgres does not. */
function isMoment(key: string): boolean {
  const text = key.slice(0, 19).replace(' ', 'T');
  const date = new Date(key.length > 10 ? `${text}Z` : key);
  return date.getUTCFullYear() > 0 && date.toISOString().startsWith(text);
}

export function encodePageCursor(order: PageOrder, { key, id }: PagePosition): string {
  return Buffer.from(JSON.stringify([order.name, key, id])).toString('base64url');
}

/** Null for a text that is no cursor of this order. */
export function decodePageCursor(order: PageOrder, cursor: string): PagePosition | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(parts) || parts.length !== 3) return null;
    const [name, key, id] = parts;
    if (name !== order.name || typeof key !== 'string' || typeof id !== 'string') return null;
    return uuid.test(id) && isReadable[order.type](key) ? { key, id } : null;
  } catch {
    return null;
  }
}
