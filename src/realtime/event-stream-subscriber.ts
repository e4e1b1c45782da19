import type { ServerResponse } from 'node:http';
import type { Member, Subscriber } from '../stream/audience-member.ts';
import type { EndReason } from '../stream/source.ts';
import type { SerializedPayload } from './serialized-payload.ts';
import { maxUnsentBytes } from './socket-writer.ts';
import { endError } from './stream-end.ts';

/** EventStreamSubscriber writes the announcements of one member to its event stream. */
export class EventStreamSubscriber implements Subscriber<SerializedPayload> {
  readonly #response: ServerResponse;
  #member: Member | null = null;
  #awaitsDrain = false;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  attach(member: Member): void {
    this.#member = member;
    member.resume();
  }

  get ready(): boolean {
    if (!this.#member) return false;
    if (this.#response.writableLength < maxUnsentBytes) return true;
    if (!this.#awaitsDrain) {
      this.#awaitsDrain = true;
      this.#response.once('drain', () => {
        this.#awaitsDrain = false;
        this.#member?.resume();
      });
    }
    return false;
  }

  deliver(payload: SerializedPayload): void {
    this.#response.write(payload.event(), 'latin1');
  }

  end(reason: EndReason): void {
    // The client connects again, and resumes.
    if (reason === 'SLOW_SUBSCRIBER' || reason === 'UNAVAILABLE') this.#response.destroy();
    else endWithEvent(this.#response, JSON.stringify({ errors: [endError(reason).toJSON()] }));
  }
}

export function endWithEvent(response: ServerResponse, json: string | Buffer): void {
  response.end(`event: next\ndata: ${json}\n\nevent: complete\ndata:\n\n`);
}
