import type { Sql } from '../database/sql.ts';

/** PageOrder is the order of a list: one column that is never null, then the id. */
export interface PageOrder {
  /** Part of each cursor, because a cursor is valid only for one order. */
  name: string;
  /** Over the alias `item`. */
  column: Sql;
  /** The Postgres type of the column, to which the value in a cursor is cast. */
  type: 'timestamptz' | 'date' | 'numeric' | 'text' | 'uuid' | 'int';
  descending: boolean;
}

/** PagePosition is the position of a row in an order. An opaque cursor encodes it. */
export interface PagePosition {
  key: string;
  id: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Whether Postgres can cast the text. Otherwise the caller would get an internal error. */
const isReadable: Record<PageOrder['type'], (key: string) => boolean> = {
  timestamptz: (key) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/.test(key) && isMoment(key),
  date: (key) => /^\d{4}-\d\d-\d\d$/.test(key) && isMoment(key),
  // The longest numeric column is numeric(40,4).
  numeric: (key) => key === 'Infinity' || /^-?\d{1,36}(\.\d{1,12})?$/.test(key),
  text: (key) => !key.includes('\0') && key.isWellFormed(),
  uuid: (key) => uuid.test(key),
  int: (key) => /^-?\d{1,9}$/.test(key),
};

/** Date accepts February 31 as a day in March, but Postgres does not. */
function isMoment(key: string): boolean {
  const text = key.slice(0, 19).replace(' ', 'T');
  const date = new Date(key.length > 10 ? `${text}Z` : key);
  return date.getUTCFullYear() > 0 && date.toISOString().startsWith(text);
}

export function encodePageCursor(order: PageOrder, { key, id }: PagePosition): string {
  return Buffer.from(JSON.stringify([order.name, key, id])).toString('base64url');
}

/** The longest key is a folded name of 300 characters, each of which was folded to 18. */
const maxCursorCharacters = 32_000;

/** Null if the text is not a cursor of this order. */
export function decodePageCursor(order: PageOrder, cursor: string): PagePosition | null {
  if (cursor.length > maxCursorCharacters) return null;
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
