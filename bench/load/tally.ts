/** The sum of what all subscribers of the load process received. */
const needle = Buffer.from('"sequence":');
const timeNeedle = Buffer.from('"announcedAt":"');
const isoLength = '2030-01-01T00:00:00.000Z'.length;
const maxFailuresKept = 5;

/** The wall clock with fractions of milliseconds; the servers read the same clock. */
export const now = (): number => performance.timeOrigin + performance.now();

export class Tally {
  deliveries = 0;
  firstAtMs = 0;
  lastAtMs = 0;
  /** Size of one delivered announcement with its frame; all are about equal. */
  frameBytes = 0;
  failures = 0;
  readonly failureTexts: string[] = [];
  /** The time when this chunk was read: one clock reading serves all frames of a chunk. */
  readAtMs = 0;
  #latenciesMs: number[] | null = null;
  #wanted: { deliveries: number; resolve: () => void } | null = null;
  readonly #announcedAtMs = new Map<number, number>();
  /** The offset of the sequence in a message: equal in all messages of one server. */
  #sequenceOffset = 0;

  reset(withLatencies: boolean): void {
    this.deliveries = 0;
    this.firstAtMs = 0;
    this.lastAtMs = 0;
    this.#latenciesMs = withLatencies ? [] : null;
    this.#announcedAtMs.clear();
  }

  get latenciesMs(): readonly number[] {
    return this.#latenciesMs ?? [];
  }

  /** False when they were not delivered within the time. */
  async until(deliveries: number, withinMs: number): Promise<boolean> {
    if (this.deliveries >= deliveries) return true;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wanted = { deliveries, resolve };
    const timer = setTimeout(resolve, withinMs);
    await promise;
    clearTimeout(timer);
    this.#wanted = null;
    return this.deliveries >= deliveries;
  }

  fail(text: string): void {
    this.failures++;
    if (this.failureTexts.length < maxFailuresKept) this.failureTexts.push(text);
  }

  /** The sequence in a message; 0 if it has none. */
  sequenceIn(bytes: Buffer, start: number, end: number): number {
    let at = start + this.#sequenceOffset;
    if (!needle.equals(bytes.subarray(at - needle.length, at))) {
      at = bytes.subarray(start, end).indexOf(needle) + needle.length;
      if (at < needle.length) return 0;
      this.#sequenceOffset = at;
      at += start;
    }
    let sequence = 0;
    for (let digit = bytes[at]! - 48; digit >= 0 && digit <= 9; digit = bytes[++at]! - 48)
      sequence = sequence * 10 + digit;
    return sequence;
  }

  delivered(sequence: number, bytes: Buffer, start: number, end: number): void {
    this.deliveries++;
    if (this.firstAtMs === 0) this.firstAtMs = this.readAtMs;
    this.lastAtMs = this.readAtMs;
    this.frameBytes = end - start;
    this.#latenciesMs?.push(this.readAtMs - this.#announcedAt(sequence, bytes, start, end));
    if (this.#wanted && this.deliveries >= this.#wanted.deliveries) this.#wanted.resolve();
  }

  #announcedAt(sequence: number, bytes: Buffer, start: number, end: number): number {
    let time = this.#announcedAtMs.get(sequence);
    if (time === undefined) {
      const at = bytes.subarray(start, end).indexOf(timeNeedle) + start + timeNeedle.length;
      time = Date.parse(bytes.toString('latin1', at, at + isoLength));
      this.#announcedAtMs.set(sequence, time);
    }
    return time;
  }
}
