/**
 * SimulatedDatabase is what the servers read: rows of announcements, epochs, revoked tokens. Reads take time, fail, and
 * see the state at some moment between their start and their end. A failover loses the newest rows.
 */
import type { AnnouncementRow } from '../../src/announcements/announcement-source.ts';
import type { Epoch, StreamState } from '../../src/stream/cursor.ts';
import type { StreamSource } from '../../src/stream/source.ts';
import type { Random } from '../faults/random.ts';
import type { Delays } from './delays.ts';

export interface Row extends AnnouncementRow {
  /** Different for each row, also for rows with the same sequence in different epochs. */
  text: string;
}

export class SimulatedStream {
  readonly id: string;
  rows: Row[] = [];
  epochs: Epoch[] = [{ epoch: 'epoch-0001', afterSequence: 0 }];
  /** Every row that was ever committed, by its text. */
  readonly committed = new Map<string, Row>();
  /** Set after a failover: the next announcement begins an epoch. */
  isNewLineage = false;
  failovers = 0;
  #lastEpoch = 1;

  constructor(id: string) {
    this.id = id;
  }

  get state(): StreamState {
    return { head: this.rows.length, epochs: [...this.epochs] };
  }

  append(textBytes: number): Row {
    if (this.isNewLineage) this.beginEpoch();
    const sequence = this.rows.length + 1;
    const { epoch } = this.epochs.at(-1)!;
    const text = `${epoch}/${sequence}/${this.committed.size} `.padEnd(textBytes, 'x');
    const row = { sequence, epoch, streamId: this.id, text } as Row;
    this.rows.push(row);
    this.committed.set(text, row);
    return row;
  }

  beginEpoch(): void {
    this.isNewLineage = false;
    const epoch = `epoch-${String(++this.#lastEpoch).padStart(4, '0')}`;
    this.epochs.push({ epoch, afterSequence: this.rows.length });
  }

  /** The last `count` rows are lost. */
  lose(count: number): void {
    this.rows.length = Math.max(0, this.rows.length - count);
    // The announcement that began an epoch was committed together with it.
    this.epochs = this.epochs.filter(
      ({ afterSequence }, index) => index === 0 || afterSequence < this.rows.length,
    );
    this.isNewLineage = true;
    this.failovers++;
  }
}

export class SimulatedDatabase {
  readonly streams: readonly SimulatedStream[];
  readonly revoked = new Set<string>();
  readonly #random: Random;
  readonly #delays: Delays;
  isFailing = false;
  /** Fields of announcements that wait for the database fail. */
  isRenderingFailing = false;

  constructor(streamIds: readonly string[], random: Random, delays: Delays) {
    this.streams = streamIds.map((id) => new SimulatedStream(id));
    this.#random = random;
    this.#delays = delays;
  }

  stream(id: string): SimulatedStream | undefined {
    return this.streams.find((stream) => stream.id === id);
  }

  async read<T>(take: () => T): Promise<T> {
    const isEarly = this.#random.next() < 0.5;
    const early = isEarly ? take() : null;
    const failsEarly = this.isFailing;
    await this.#delays.ofDatabase();
    if (failsEarly || this.isFailing) throw unavailable();
    return isEarly ? (early as T) : take();
  }

  async render<T>(value: T): Promise<T> {
    await this.#delays.ofDatabase();
    if (this.isFailing || this.isRenderingFailing) throw unavailable();
    return value;
  }

  /** For the hub of one server. */
  get source(): StreamSource<AnnouncementRow> {
    return {
      readStates: (ids) =>
        this.read(() => {
          const found = ids.map((id) => this.stream(id)).filter((stream) => stream !== undefined);
          return new Map(found.map((stream) => [stream.id, stream.state]));
        }),
      readAfter: (id, after, limit) => this.read(() => this.stream(id)!.rows.slice(after, after + limit)),
      bytesOf: (row) => 200 + 2 * (row as Row).text.length,
    };
  }

  /** For the revocations: the only statement of the simulated pool. */
  get pool(): { query: () => Promise<{ rows: { tokenId: string }[] }> } {
    return {
      query: () => this.read(() => ({ rows: [...this.revoked].map((tokenId) => ({ tokenId })) })),
    };
  }
}

/** The error of the driver when the server shuts down. */
function unavailable(): Error {
  return Object.assign(new Error('the simulated database is unavailable'), { code: '57P01' });
}
