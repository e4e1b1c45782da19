/**
 * Delivers to one subscription on a WebSocket. graphql-ws handles the protocol except `next` messages, which are
 * written here.
 */
import type { CloseCodeName } from '../errors/close-codes.ts';
import type { Member, Subscriber } from '../stream/audience-member.ts';
import type { EndReason } from '../stream/source.ts';
import { type BinaryText, type SerializedPayload, toBinary } from './serialized-payload.ts';
import type { SocketWriter } from './socket-writer.ts';
import { endError } from './stream-end.ts';

/**
 * WebSocketSubscriber is the iterator that graphql-ws iterates. It yields nothing, ends on return(), and throws when
 * the stream ends the subscription.
 */
export class WebSocketSubscriber implements Subscriber<SerializedPayload>, AsyncGenerator<never, void> {
  readonly #writer: SocketWriter;
  readonly #id: BinaryText;
  readonly #close: (reason: CloseCodeName) => void;
  readonly #resume = () => this.#member?.resume();
  readonly #ended = Promise.withResolvers<IteratorResult<never, void>>();
  #member: Member | null = null;
  #leave: (() => void) | null = null;
  #isEnded = false;
  #isIterated = false;

  constructor(operationId: string, writer: SocketWriter, close: (reason: CloseCodeName) => void) {
    this.#id = toBinary(JSON.stringify(operationId));
    this.#writer = writer;
    this.#close = close;
    // The subscription can end before graphql-ws iterates it.
    this.#ended.promise.catch(() => {});
  }

  /** `leave` is called when graphql-ws ends the iteration. */
  attach(member: Member, leave: () => void): void {
    this.#member = member;
    this.#leave = leave;
    // The stream can end the subscription before the first iteration.
    if (this.#isEnded) leave();
  }

  get ready(): boolean {
    if (!this.#isIterated) return false;
    if (this.#writer.ready) return true;
    this.#writer.whenReady(this.#resume);
    return false;
  }

  deliver(payload: SerializedPayload): void {
    this.#writer.write(payload, this.#id);
  }

  end(reason: EndReason): void {
    // An error message would end the subscription in an unmodified graphql-ws client. After these close codes it
    // reconnects.
    if (reason === 'SLOW_SUBSCRIBER') this.#close('SLOW_SUBSCRIBER');
    if (reason === 'UNAVAILABLE') this.#close('TRY_AGAIN_LATER');
    this.#isEnded = true;
    this.#leave?.();
    this.#ended.reject(endError(reason));
  }

  /**
   * Delivery begins here, because graphql-ws does not iterate a subscription that the client completed while it
   * started.
   */
  next(): Promise<IteratorResult<never, void>> {
    if (!this.#isIterated) {
      this.#isIterated = true;
      this.#member?.resume();
    }
    return this.#ended.promise;
  }

  async return(): Promise<IteratorResult<never, void>> {
    this.#leave?.();
    const done = { done: true as const, value: undefined };
    this.#ended.resolve(done);
    return done;
  }

  throw(): Promise<IteratorResult<never, void>> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}
