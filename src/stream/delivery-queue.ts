/**
 * DeliveryQueue visits the members of audiences in time slices, so that 20,000 members do not block the event loop, and
 * flushes the socket writers at the end of each slice: one write per socket.
 *
 * If several deliveries are requested during one long pass over an audience, the queue pauses before the next pass, the
 * longer the more were requested. What is announced in the meantime leaves together, in the same number of writes, and
 * mutations are not delayed by their subscribers.
 */
import type { Scheduler } from './scheduler.ts';

export interface DeliveryTarget {
  readonly members: readonly unknown[];
  deliverTo(member: never): void;
}

export interface SliceWriter {
  flush(): void;
}

/** A slice takes a few milliseconds, writes included. */
const membersPerSlice = 256;
/** No pause follows a pass that took less. */
const shortPassMs = 10;
/** The longest pause, in durations of the last pass. */
const maxPauseFactor = 4;
const maxPauseMs = 400;

interface Pass {
  /** The member that is visited next. */
  index: number;
  /** Deliveries that were requested since the pass began. If there are any, another pass follows. */
  requests: number;
}

export class DeliveryQueue {
  readonly #scheduler: Scheduler;
  readonly #passes = new Map<DeliveryTarget, Pass>();
  readonly #writers: SliceWriter[] = [];
  #isScheduled = false;
  #isPaused = false;
  /** Duration of the slices since the last pause, or since the queue was empty. */
  #busyMs = 0;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  /** Visits every member soon. Members that the current pass has not visited yet get the new entries in this pass. */
  requestDelivery(target: DeliveryTarget): void {
    if (this.#passes.size === 0) this.#busyMs = 0;
    const pass = this.#passes.get(target);
    if (pass) pass.requests++;
    else this.#passes.set(target, { index: 0, requests: 0 });
    this.#schedule();
  }

  /** Repeats the current pass if it would miss a member that now has another index. */
  memberMoved(target: DeliveryTarget, from: number, to: number): void {
    const pass = this.#passes.get(target);
    if (pass && from >= pass.index && to <= pass.index) pass.requests ||= 1;
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
    for (const writer of this.#writers.splice(0)) writer.flush();
    this.#busyMs += this.#scheduler.monotonicMs() - startedMs;
    if (this.#passes.size > 0) this.#schedule();
  }

  #visitMembers(): void {
    let remaining = membersPerSlice;
    for (const [target, pass] of [...this.#passes]) {
      if (this.#isPaused || remaining === 0) return;
      // Requests that arrived during a pause are served by this pass.
      if (pass.index === 0) pass.requests = 0;
      remaining -= visit(target, pass, remaining);
      // To the end of the queue: a large audience does not delay the others.
      this.#passes.delete(target);
      if (pass.index < target.members.length) {
        this.#passes.set(target, pass);
        continue;
      }
      if (pass.requests === 0) continue;
      this.#passes.set(target, { index: 0, requests: 0 });
      if (pass.requests > 1 && this.#busyMs > shortPassMs) this.#pause(pass.requests);
    }
  }

  #pause(requests: number): void {
    const pauseMs = Math.min(this.#busyMs * Math.min(requests - 1, maxPauseFactor), maxPauseMs);
    this.#busyMs = 0;
    this.#isPaused = true;
    this.#scheduler.setTimeout(() => {
      this.#isPaused = false;
      if (this.#passes.size > 0) this.#schedule();
    }, pauseMs);
  }
}

/** Returns the number of members visited. */
function visit(target: DeliveryTarget, pass: Pass, limit: number): number {
  let visits = 0;
  while (visits < limit && pass.index < target.members.length) {
    target.deliverTo(target.members[pass.index] as never);
    pass.index++;
    visits++;
  }
  return visits;
}
