/**
 * graphql-ws keeps an operation by its id alone. It forgets one that the client completes, although the operation may
 * still be starting or writing its last message: another operation with the same id would get the errors of the first,
 * and would be forgotten when the first ends. So the second one begins when the first has ended.
 */

/** An operation from its subscribe message until graphql-ws is done with it. */
interface Operation {
  /** The client has sent `complete`. */
  isCompleted: boolean;
  /** It waits for the previous operation with its id. */
  isWaiting: boolean;
  ended: Promise<void>;
}

export interface OperationOrderParts {
  receive: (data: string) => Promise<void>;
  /** Whether messages of the socket are still handled. */
  isOpen: () => boolean;
  /** Called for a third operation with one id: they would pile up. */
  onDuplicate: () => void;
}

export class OperationOrder {
  readonly #parts: OperationOrderParts;
  /** The newest operation of each id in use. */
  readonly #operations = new Map<string, Operation>();

  constructor(parts: OperationOrderParts) {
    this.#parts = parts;
  }

  /** Resolves when graphql-ws is done with the message, which for an operation is its end. */
  async handle(data: string): Promise<void> {
    const { type, id } = typeAndId(data);
    if (id === undefined) return await this.#parts.receive(data);
    const current = this.#operations.get(id);
    if (type === 'complete') return await this.#complete(data, current);
    if (type !== 'subscribe') return await this.#parts.receive(data);
    if (current?.isWaiting) return this.#parts.onDuplicate();
    // graphql-ws closes the socket for an id that is in use.
    if (current && !current.isCompleted) return await this.#parts.receive(data);
    return await this.#begin(data, id, current);
  }

  async #complete(data: string, operation: Operation | undefined): Promise<void> {
    if (operation) operation.isCompleted = true;
    if (!operation?.isWaiting) await this.#parts.receive(data);
  }

  async #begin(data: string, id: string, previous: Operation | undefined): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const operation: Operation = { isCompleted: false, isWaiting: previous !== undefined, ended: promise };
    this.#operations.set(id, operation);
    try {
      if (previous) await previous.ended;
      operation.isWaiting = false;
      // The socket may have closed meanwhile, or the token may have ended.
      if (!operation.isCompleted && this.#parts.isOpen()) await this.#parts.receive(data);
    } finally {
      if (this.#operations.get(id) === operation) this.#operations.delete(id);
      resolve();
    }
  }
}

/** graphql-ws closes the socket for a message that is malformed. */
function typeAndId(data: string): { type?: unknown; id?: string } {
  try {
    const { type, id } = JSON.parse(data);
    return typeof id === 'string' ? { type, id } : {};
  } catch {
    return {};
  }
}
