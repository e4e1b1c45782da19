/**
 * DeliveryQueue delivers to the members of audiences in time slices, so that 20,000 members do not block the event loop.
 * It flushes the socket writers at the end of each slice: one write per socket.
 *
 * If several deliveries are requested during a long pass over an audience, the queue pauses before the next pass. The
 * pause grows with the number of requests. Entries that arrive during the pause share the writes of the next pass, and
 * mutations get time on the event loop.
 */
import type { Scheduler } from './scheduler.ts';

export interface DeliveryTarget {
  readonly members: readonly unknown[];
  /** Delivers as much as maxVisitUnits allows. Returns the units of what was delivered; if that is less, all is delivered. */
  deliverTo(member: never): number;
  /** All members were visited and the writers flushed, and no other pass was requested meanwhile. */
  passEnded?(): void;
}

export interface SliceWriter {
  flush(): void;
}

/** A slice takes a few milliseconds, writes included. A visit of a member costs one unit, and so does a small payload. */
const unitsPerSlice = 256;
/** A payload costs one unit more for each of these bytes of memory. */
const bytesPerUnit = 64 * 1024;
/** What one member receives in one visit. A member that is far behind gets the rest later, and delays nobody. */
export const maxVisitUnits = 32;

export function unitsOf(payloadBytes: number): number {
  return 1 + Math.floor(payloadBytes / bytesPerUnit);
}
/** A shorter pass is not followed by a pause. */
const shortPassMs = 10;
/** The limit of a pause as a multiple of the duration of the last pass. */
const maxPauseFactor = 4;
const maxPauseMs = 400;

interface Pass {
  /** The index of the next member. */
  index: number;
  /** The number of deliveries that were requested since the pass began. If it is not 0, another pass follows. */
  requests: number;
}

export class DeliveryQueue {
  readonly #scheduler: Scheduler;
  readonly #onError: (error: unknown) => void;
  readonly #passes = new Map<DeliveryTarget, Pass>();
  /** Members that were not given all in their last visit, in the order of their visits. */
  readonly #unfinished = new Map<unknown, DeliveryTarget>();
  readonly #writers: SliceWriter[] = [];
  /** Targets whose pass ended in the current slice. */
  readonly #ended: DeliveryTarget[] = [];
  #isScheduled = false;
  #isPaused = false;
  /** The total duration of the slices since the last pause, or since the queue was empty. */
  #busyMs = 0;

  /** `onError` receives what a writer or a target throws. The others are served all the same. */
  constructor(scheduler: Scheduler, onError: (error: unknown) => void) {
    this.#scheduler = scheduler;
    this.#onError = onError;
  }

  /** Schedules a delivery to every member. Members that the current pass has not reached get new entries in this pass. */
  requestDelivery(target: DeliveryTarget): void {
    if (this.#passes.size === 0) this.#busyMs = 0;
    const pass = this.#passes.get(target);
    if (pass) pass.requests++;
    else this.#passes.set(target, { index: 0, requests: 0 });
    this.#schedule();
  }

  /** Requests another pass if the current one would miss a member because its index changed. */
  memberMoved(target: DeliveryTarget, from: number, to: number): void {
    const pass = this.#passes.get(target);
    if (pass && from >= pass.index && to <= pass.index) pass.requests ||= 1;
  }

  /** Visits a member again that a visit did not give all. */
  continueWith(target: DeliveryTarget, member: unknown): void {
    this.#unfinished.set(member, target);
    this.#schedule();
  }

  /** Calls `writer.flush()` once at the end of the current slice. */
  flushAfterSlice(writer: SliceWriter): void {
    this.#writers.push(writer);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled || (this.#isPaused && this.#writers.length === 0)) return;
    this.#isScheduled = true;
    this.#scheduler.setImmediate(() => this.#runSlice());
  }

  #runSlice(): void {
    this.#isScheduled = false;
    const startedMs = this.#scheduler.monotonicMs();
    this.#visitMembers();
    for (const writer of this.#writers.splice(0)) this.#attempt(() => writer.flush());
    for (const target of this.#ended.splice(0)) this.#attempt(() => target.passEnded?.());
    this.#busyMs += this.#scheduler.monotonicMs() - startedMs;
    if (this.#passes.size + this.#unfinished.size > 0) this.#schedule();
  }

  #attempt(serve: () => void): void {
    try {
      serve();
    } catch (error) {
      this.#onError(error);
    }
  }

  #visitMembers(): void {
    if (this.#isPaused) return;
    // Neither those who are far behind nor new entries keep the others waiting.
    let remaining = unitsPerSlice;
    remaining -= this.#visitUnfinished(this.#passes.size > 0 ? remaining / 2 : remaining);
    for (const [target, pass] of [...this.#passes]) {
      if (this.#isPaused || remaining <= 0) return;
      // This pass also serves the requests that arrived during a pause.
      if (pass.index === 0) pass.requests = 0;
      remaining -= this.#visit(target, pass, remaining);
      // Moves the target to the end of the queue, so that a large audience does not delay the others.
      this.#passes.delete(target);
      if (pass.index < target.members.length) {
        this.#passes.set(target, pass);
        continue;
      }
      if (pass.requests === 0) {
        if (target.passEnded) this.#ended.push(target);
        continue;
      }
      this.#passes.set(target, { index: 0, requests: 0 });
      if (pass.requests > 1 && this.#busyMs > shortPassMs) this.#pause(pass.requests);
    }
  }

  /** Returns the units that were used. */
  #visit(target: DeliveryTarget, pass: Pass, limit: number): number {
    let used = 0;
    while (used < limit && pass.index < target.members.length) {
      used += this.#visitMember(target, target.members[pass.index]);
      pass.index++;
    }
    return used;
  }

  #visitUnfinished(limit: number): number {
    let used = 0;
    for (const [member, target] of [...this.#unfinished]) {
      if (used >= limit) break;
      this.#unfinished.delete(member);
      used += this.#visitMember(target, member);
    }
    return used;
  }

  #visitMember(target: DeliveryTarget, member: unknown): number {
    let units = 0;
    this.#attempt(() => {
      units = target.deliverTo(member as never);
    });
    if (units >= maxVisitUnits) this.#unfinished.set(member, target);
    return Math.max(1, units);
  }

  #pause(requests: number): void {
    const pauseMs = Math.min(this.#busyMs * Math.min(requests - 1, maxPauseFactor), maxPauseMs);
    this.#busyMs = 0;
    this.#isPaused = true;
    this.#scheduler.setTimeout(() => {
      this.#isPaused = false;
      if (this.#passes.size + this.#unfinished.size > 0) this.#schedule();
    }, pauseMs);
  }
}
