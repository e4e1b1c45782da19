/** ReadsOverloaded rejects a read because too many others wait for the database. The same request may succeed later. */
export class ReadsOverloaded extends Error {
  override name = 'ReadsOverloaded';

  constructor() {
    super('too many reads wait for the database');
  }
}
