/** UnsupportedQuery names a construct that the row reader cannot translate to SQL. Prisma's engine executes the query. */
export class UnsupportedQuery extends Error {
  override name = 'UnsupportedQuery';
  /** The construct, without values: it is the label of a metric. */
  readonly reason: string;

  constructor(reason: string) {
    super(`the row reader does not support ${reason}`);
    this.reason = reason;
  }
}
