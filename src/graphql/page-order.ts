import type { Sql } from '../database/sql.ts';

/** A list's order: one column that is never null, then the id. */
export interface PageOrder {
  /** Stands in the cursor: a cursor is only good for the order that issued it. */
  name: string;
  /** Over the alias `item`. */
  column: Sql;
  /** The column's Postgres type, to which a cursor's text is cast. */
  type: 'timestamptz' | 'date' | 'numeric' | 'text' | 'uuid' | 'int';
  descending: boolean;
}

/** The position of one row in one order, as the opaque cursor holds it. */
export interface PagePosition {
  key: string;
  id: string;
}

const uuid = /^[0-9a-f-]{36}$/;
const readable: Record<PageOrder['type'], RegExp> = {
  timestamptz: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d$/,
  date: /^\d{4}-\d\d-\d\d$/,
  numeric: /^-?\d{1,20}(\.\d{1,12})?$/,
  text: /^[^\0]*$/u,
  uuid,
  int: /^-?\d{1,9}$/,
};

export function encodePageCursor(order: PageOrder, { key, id }: PagePosition): string {
  return Buffer.from(JSON.stringify([order.name, key, id])).toString('base64url');
}

/** Null for a cursor that this order did not issue. */
export function decodePageCursor(order: PageOrder, cursor: string): PagePosition | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(parts) || parts.length !== 3) return null;
    const [name, key, id] = parts;
    if (name !== order.name || typeof key !== 'string' || typeof id !== 'string') return null;
    return uuid.test(id) && readable[order.type].test(key) ? { key, id } : null;
  } catch {
    return null;
  }
}
