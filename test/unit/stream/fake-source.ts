import type { Epoch, StreamState } from '../../../src/stream/cursor.ts';
import type { Entry, StreamSource } from '../../../src/stream/source.ts';

export interface FakeEntry extends Entry {
  text: string;
}

/** FakeSource is a stream in memory that can fail, be slow, lose its tail, and counts its queries. */
export class FakeSource implements StreamSource<FakeEntry> {
  epochs: Epoch[] = [{ epoch: 'epoch-one', afterSequence: 0 }];
  entries: FakeEntry[] = [];
  failing = false;
  reads = 0;
  stateReads = 0;
  entryBytes = 100;
  /** Results are returned when this is resolved. They are read before. */
  gate: Promise<void> = Promise.resolve();
  /** Streams that do not exist. */
  readonly missing = new Set<string>();

  append(count = 1, text = 'x'): void {
    for (let added = 0; added < count; added++) {
      const sequence = this.entries.length + 1;
      this.entries.push({ sequence, epoch: this.epochs.at(-1)!.epoch, text: `${text}${sequence}` });
    }
  }

  /** A standby that lacks the entries after `head` takes over, and continues in its own epoch. */
  failOver(head: number, epoch: string): void {
    this.entries.length = head;
    this.epochs.push({ epoch, afterSequence: head });
  }

  async readStates(ids: readonly string[]): Promise<Map<string, StreamState>> {
    this.stateReads++;
    const state = { head: this.entries.length, epochs: [...this.epochs] };
    await this.gate;
    if (this.failing) throw new Error('the source cannot be read');
    return new Map(ids.filter((id) => !this.missing.has(id)).map((id) => [id, state]));
  }

  async readAfter(_id: string, after: number, limit: number): Promise<FakeEntry[]> {
    this.reads++;
    const found = this.entries.slice(after, after + limit);
    await this.gate;
    if (this.failing) throw new Error('the source cannot be read');
    return found;
  }

  bytesOf(): number {
    return this.entryBytes;
  }
}
