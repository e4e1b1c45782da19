/** RequestErrors ends a request before its operation is executed. The errors are not masked yet. */
export class RequestErrors extends Error {
  override name = 'RequestErrors';
  readonly errors: readonly unknown[];

  constructor(errors: readonly unknown[]) {
    super('the request cannot be executed');
    this.errors = errors;
  }
}
