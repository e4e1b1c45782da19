/** A part of a query that the row reader cannot translate to SQL. Prisma's own engine answers such a query. */
export class UnsupportedQuery extends Error {
  override name = 'UnsupportedQuery';
  /** Names the construct, never a value: it labels a metric. */
  readonly reason: string;

  constructor(reason: string) {
    super(`the row reader does not support ${reason}`);
    this.reason = reason;
  }
}
