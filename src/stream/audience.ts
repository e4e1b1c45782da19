/**
 * Those who see the same of one stream: the same selection, language and rights.
 *
 * Promises: an entry is rendered once for all of them, however many they are. Each member has a position, not a
 * queue: a slow one holds nothing up, costs no memory, and is ended with SLOW_SUBSCRIBER when it is too far behind.
 */

import { sweep } from './delivery-rounds.ts';
import type { LiveStream } from './live-stream.ts';
import type { EndReason, Entry, StreamLog } from './source.ts';

const renderBatch = 64;
const maxRendered = 2_048;
const retryMs = 250;
/** A reader that could take nothing for so long is better off coming back with its cursor. */
export const stalledMs = 20_000;

/** Where a member's announcements go. */
export interface Sink<R> {
  /** False while it cannot take more; it calls `member.resume()` when it can. */
  readonly ready: boolean;
  deliver(rendered: R, sequence: number): void;
  end(reason: EndReason): void;
}

export interface Member {
  /** The sequence delivered last. */
  readonly position: number;
  resume(): void;
  leave(): void;
}

export class Audience<E extends Entry, R> {
  readonly #stream: LiveStream<E>;
  readonly #log: StreamLog;
  readonly #render: (entry: E) => Promise<R>;
  readonly #onEmpty: () => void;
  readonly #rendered = new Map<number, R>();
  readonly #rendering = new Set<number>();
  /** The newest sequence that is rendered or being rendered because it is live. */
  #newest: number;
  /** Counts how often the record lost entries: what was rendered from them is dropped. */
  #losses = 0;
  readonly members: AudienceMember<E, R>[] = [];

  constructor(stream: LiveStream<E>, render: (entry: E) => Promise<R>, log: StreamLog, onEmpty: () => void) {
    this.#stream = stream;
    this.#render = render;
    this.#log = log;
    this.#onEmpty = onEmpty;
    this.#newest = stream.head;
  }

  get size(): number {
    return this.members.length;
  }

  /** Begins after the position, which must be on record, as soon as the sink is ready and the member resumed. */
  join(position: number, sink: Sink<R>): Member {
    const member = new AudienceMember(this, position, sink, this.members.length);
    this.members.push(member);
    return member;
  }

  remove(member: AudienceMember<E, R>): void {
    const { index } = member;
    if (this.members[index] !== member) return;
    const last = this.members.pop()!;
    if (last !== member) {
      last.index = index;
      this.members[index] = last;
      // It may have moved from where a sweep has yet to come to where it has been.
      this.pump(last);
    }
    if (this.members.length === 0) this.#onEmpty();
  }

  /** There is something new: it is rendered before anyone asks for it. */
  advanced(): void {
    const { head } = this.#stream;
    const from = Math.max(this.#newest + 1, head - renderBatch + 1);
    this.#newest = head;
    if (this.#wantFrom(from) === 'known') sweep(this);
  }

  countSlow(): void {
    this.#stream.counters.slowEnded++;
  }

  /** The record ends at `head`: what was told beyond it was lost. */
  truncate(head: number, reason: EndReason): void {
    this.#losses++;
    this.#newest = Math.min(this.#newest, head);
    for (const sequence of this.#rendered.keys()) if (sequence > head) this.#rendered.delete(sequence);
    for (const member of this.members.filter((each) => each.position > head)) member.end(reason);
  }

  /** Hands on all that the member lacks and can take. */
  pump(member: AudienceMember<E, R>): void {
    while (member.active && member.position < this.#stream.head) {
      if (!member.canTake()) return;
      const next = member.position + 1;
      const rendered = this.#rendered.get(next);
      if (rendered === undefined) {
        this.#wantFrom(next);
        return;
      }
      member.position = next;
      member.sink.deliver(rendered, next);
    }
  }

  /** Renders what follows, in one batch; everyone is visited again when it is there. */
  #wantFrom(first: number): 'known' | 'asked' {
    const last = Math.min(first + renderBatch - 1, this.#stream.head);
    const sequences: number[] = [];
    for (let sequence = first; sequence <= last && !this.#isKnown(sequence); sequence++)
      sequences.push(sequence);
    if (sequences.length === 0) return 'known';
    for (const sequence of sequences) this.#rendering.add(sequence);
    void this.#renderAll(sequences);
    return 'asked';
  }

  #isKnown(sequence: number): boolean {
    return this.#rendered.has(sequence) || this.#rendering.has(sequence);
  }

  async #renderAll(sequences: readonly number[]): Promise<void> {
    const first = sequences[0]!;
    const losses = this.#losses;
    try {
      const entries = await this.#stream.entriesAfter(first - 1, sequences.length);
      const wanted = entries.slice(0, sequences.length);
      const rendered = await Promise.all(wanted.map((entry) => this.#render(entry)));
      if (losses !== this.#losses) return;
      for (const [index, entry] of wanted.entries()) this.#keep(entry.sequence, rendered[index]!);
    } catch (error) {
      this.#log.warn(
        { error, streamId: this.#stream.streamId },
        'could not read entries to replay; trying again',
      );
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    } finally {
      for (const sequence of sequences) this.#rendering.delete(sequence);
      sweep(this);
    }
  }

  #keep(sequence: number, rendered: R): void {
    this.#rendered.set(sequence, rendered);
    if (this.#rendered.size > maxRendered) this.#rendered.delete(this.#rendered.keys().next().value!);
  }
}

export class AudienceMember<E extends Entry, R> implements Member {
  readonly sink: Sink<R>;
  readonly #audience: Audience<E, R>;
  position: number;
  index: number;
  active = true;
  #blockedSince = 0;

  constructor(audience: Audience<E, R>, position: number, sink: Sink<R>, index: number) {
    this.#audience = audience;
    this.position = position;
    this.sink = sink;
    this.index = index;
  }

  /** False for one that is blocked, and ends one that has been for too long. */
  canTake(): boolean {
    if (this.sink.ready) {
      this.#blockedSince = 0;
      return true;
    }
    this.#blockedSince ||= Date.now();
    if (Date.now() - this.#blockedSince > stalledMs) {
      this.#audience.countSlow();
      this.end('SLOW_SUBSCRIBER');
    }
    return false;
  }

  resume(): void {
    if (this.active) this.#audience.pump(this);
  }

  leave(): void {
    if (!this.active) return;
    this.active = false;
    this.#audience.remove(this);
  }

  end(reason: EndReason): void {
    if (!this.active) return;
    this.leave();
    this.sink.end(reason);
  }
}
