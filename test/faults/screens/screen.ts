/**
 * One screen: checks what arrives over the wire, and what its application receives.
 *
 * The report does not depend on the client library.
 */
import { decodeCursor, type Position } from '../../../src/stream/cursor.ts';
import type { Follow, ScreenAnnouncement, Stoppable } from './follow.ts';
import { addViolations, noViolations, SequenceCheck, type Violations } from './sequence-check.ts';
import type { SeeDelivery, WireObserver } from './wire.ts';

/** The options that the screens of a hall share. */
export interface Surroundings {
  url: string;
  exhibition: string;
  selection: string;
  language: string;
  /** The current cursor of the stream. */
  loadSnapshot(): Promise<string>;
  /** Every delivery of every screen. */
  heard(screen: Screen, announcement: ScreenAnnouncement, position: Position): void;
}

/** Consecutive sequences of one epoch, both ends included. */
export interface Stretch {
  epoch: string;
  from: number;
  to: number;
}

/** The server rejected the cursor of the screen; the position before that, and the snapshot after it. */
export interface Reset {
  code: string;
  at: Position;
  snapshot: Position;
}

export class Screen implements WireObserver {
  readonly #surroundings: Surroundings;
  readonly #following: Stoppable;
  #wireChecks: SequenceCheck[] = [];
  #taken: SequenceCheck;
  #position: Position;
  #stretches: Stretch[] = [];
  #past = { wire: noViolations(), taken: noViolations() };
  resets: Reset[] = [];
  connections = 0;

  constructor(follow: Follow, surroundings: Surroundings, cursor: string) {
    this.#surroundings = surroundings;
    this.#position = decodeCursor(cursor)!;
    this.#taken = new SequenceCheck(this.#position.sequence);
    this.#following = follow({
      ...surroundings,
      after: cursor,
      wire: this,
      onAnnouncement: (announcement) => this.#take(announcement),
      onCursorLost: (code) => this.#reload(code),
    });
  }

  get position(): Position {
    return this.#position;
  }

  /** Consecutive sequences since the snapshot or the last reset. */
  get stretches(): readonly Stretch[] {
    return this.#stretches;
  }

  subscribed(after: string | null): SeeDelivery {
    this.connections++;
    const check = new SequenceCheck(after === null ? null : (decodeCursor(after)?.sequence ?? null));
    this.#wireChecks.push(check);
    return (sequence) => check.take(sequence);
  }

  #take(announcement: ScreenAnnouncement): void {
    const position = decodeCursor(announcement.cursor)!;
    this.#taken.take(announcement.sequence);
    const newest = this.#stretches.at(-1);
    if (newest?.epoch === position.epoch && newest.to + 1 === announcement.sequence)
      newest.to = announcement.sequence;
    else
      this.#stretches.push({ epoch: position.epoch, from: announcement.sequence, to: announcement.sequence });
    this.#position = position;
    this.#surroundings.heard(this, announcement, position);
  }

  async #reload(code: string): Promise<string> {
    const cursor = await this.#surroundings.loadSnapshot();
    const snapshot = decodeCursor(cursor)!;
    this.resets.push({ code, at: this.#position, snapshot });
    addViolations(this.#past.taken, this.#taken);
    this.#position = snapshot;
    this.#taken = new SequenceCheck(snapshot.sequence);
    this.#stretches = [];
    return cursor;
  }

  /** Over the wire and in the application; a sequence missing at the end counts as lost. */
  violations(head: number): { wire: Violations; taken: Violations } {
    const wire = { ...this.#past.wire };
    const taken = { ...this.#past.taken };
    for (const check of this.#wireChecks) addViolations(wire, check);
    addViolations(taken, this.#taken);
    taken.lost += Math.max(0, head - this.#position.sequence);
    return { wire, taken };
  }

  /** Resets the counters and keeps the position. */
  forget(): void {
    const current = this.#wireChecks.at(-1);
    // The check is kept because deliveries continue; its counts are reset.
    this.#wireChecks = current ? [current] : [];
    current?.forget();
    this.#taken.forget();
    this.#past = { wire: noViolations(), taken: noViolations() };
    this.#stretches = [];
    this.resets = [];
    this.connections = 0;
  }

  stop(): void {
    this.#following.stop();
  }
}
