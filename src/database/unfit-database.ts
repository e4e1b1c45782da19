/** UnfitDatabase: the database answers, but what is read or written through this connection would be wrong. */
export class UnfitDatabase extends Error {
  override name = 'UnfitDatabase';
}
