import type { Audience } from './audience.ts';
import type { EndReason, Entry } from './source.ts';

/** A subscriber that accepts no data for this long is ended with SLOW_SUBSCRIBER. It resumes from its cursor. */
export const stalledMs = 20_000;

/** Subscriber receives the payloads of one subscription. */
export interface Subscriber<Payload> {
  /** False while it cannot accept more. It calls `member.resume()` as soon as it can. */
  readonly ready: boolean;
  deliver(payload: Payload, sequence: number): void;
  end(reason: EndReason): void;
}

/** Member is the place of a subscriber in its audience. */
export interface Member {
  /** The sequence delivered last. */
  readonly position: number;
  resume(): void;
  leave(): void;
}

export class AudienceMember<E extends Entry, Payload extends object | string> implements Member {
  readonly subscriber: Subscriber<Payload>;
  readonly #audience: Audience<E, Payload>;
  position: number;
  /** In `audience.members`. */
  index: number;
  active = true;
  #blockedSinceMs: number | null = null;

  constructor(
    audience: Audience<E, Payload>,
    position: number,
    subscriber: Subscriber<Payload>,
    index: number,
  ) {
    this.#audience = audience;
    this.position = position;
    this.subscriber = subscriber;
    this.index = index;
  }

  /** False if the subscriber is blocked. Ends one that has been blocked for too long. */
  isReady(nowMs: number): boolean {
    if (this.subscriber.ready) {
      this.#blockedSinceMs = null;
      return true;
    }
    this.#blockedSinceMs ??= nowMs;
    if (nowMs - this.#blockedSinceMs > stalledMs) {
      this.#audience.countSlowSubscriber();
      this.end('SLOW_SUBSCRIBER');
    }
    return false;
  }

  resume(): void {
    if (this.active) this.#audience.deliverTo(this);
  }

  leave(): void {
    if (!this.active) return;
    this.active = false;
    this.#audience.removeMember(this);
  }

  end(reason: EndReason): void {
    if (!this.active) return;
    this.leave();
    this.subscriber.end(reason);
  }
}
