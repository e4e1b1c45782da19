import type { EndReason } from './source.ts';

/** A subscription that accepts no data for this long ends with SLOW_SUBSCRIBER. The client resumes from its cursor. */
export const stalledMs = 20_000;

/** Subscriber receives the payloads of one subscription. */
export interface Subscriber<Payload> {
  /** False while the subscriber cannot accept data. It calls `member.resume()` when it can again. */
  readonly ready: boolean;
  deliver(payload: Payload, sequence: number): void;
  end(reason: EndReason): void;
}

/** Member is the membership of a subscriber in an audience. */
export interface Member {
  /** The sequence of the last delivered entry. */
  readonly position: number;
  resume(): void;
  leave(): void;
}

/** The part of an audience that its members use. */
interface MemberOwner<Payload extends object | string> {
  resume(member: AudienceMember<Payload>): void;
  setBlocked(member: AudienceMember<Payload>, isBlocked: boolean): void;
  removeMember(member: AudienceMember<Payload>): void;
  countSlowSubscriber(): void;
  reportFailure(error: unknown): void;
}

export class AudienceMember<Payload extends object | string> implements Member {
  readonly subscriber: Subscriber<Payload>;
  readonly #audience: MemberOwner<Payload>;
  position: number;
  /** The index in `audience.members`. */
  index: number;
  active = true;
  #blockedSinceMs: number | null = null;

  constructor(
    audience: MemberOwner<Payload>,
    position: number,
    subscriber: Subscriber<Payload>,
    index: number,
  ) {
    this.#audience = audience;
    this.position = position;
    this.subscriber = subscriber;
    this.index = index;
  }

  /** False while the subscriber is blocked. Ends the subscription if it is blocked for longer than stalledMs. */
  isReady(nowMs: number): boolean {
    if (this.#isSubscriberReady()) {
      if (this.#blockedSinceMs !== null) this.#audience.setBlocked(this, false);
      this.#blockedSinceMs = null;
      return true;
    }
    if (!this.active) return false;
    if (this.#blockedSinceMs === null) this.#audience.setBlocked(this, true);
    this.#blockedSinceMs ??= nowMs;
    if (nowMs - this.#blockedSinceMs > stalledMs) {
      this.#audience.countSlowSubscriber();
      this.end('SLOW_SUBSCRIBER');
    }
    return false;
  }

  #isSubscriberReady(): boolean {
    try {
      return this.subscriber.ready;
    } catch (error) {
      this.#fail(error);
      return false;
    }
  }

  deliver(payload: Payload, sequence: number): void {
    try {
      this.subscriber.deliver(payload, sequence);
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#audience.reportFailure(error);
    this.end('UNAVAILABLE');
  }

  resume(): void {
    if (this.active) this.#audience.resume(this);
  }

  leave(): void {
    if (!this.active) return;
    this.active = false;
    this.#audience.removeMember(this);
  }

  end(reason: EndReason): void {
    if (!this.active) return;
    this.leave();
    try {
      this.subscriber.end(reason);
    } catch (error) {
      this.#audience.reportFailure(error);
    }
  }
}
