import type { Sink } from '../../../src/stream/audience.ts';
import type { Epoch, StreamState } from '../../../src/stream/cursor.ts';
import { Hub, type Start } from '../../../src/stream/hub.ts';
import { LocalNotifier } from '../../../src/stream/notifier.ts';
import type { EndReason, Entry, StreamSource } from '../../../src/stream/source.ts';

export interface FakeEntry extends Entry {
  text: string;
}

/** A record in memory that can fail, be slow, lose its tail, and count what is asked of it. */
export class FakeRecord implements StreamSource<FakeEntry> {
  epochs: Epoch[] = [{ epoch: 'epoch-one', afterSequence: 0 }];
  entries: FakeEntry[] = [];
  failing = false;
  reads = 0;
  stateReads = 0;
  /** Answers wait for this. */
  gate: Promise<void> = Promise.resolve();

  append(count = 1, text = 'x'): void {
    for (let added = 0; added < count; added++) {
      const sequence = this.entries.length + 1;
      this.entries.push({ sequence, epoch: this.epochs.at(-1)!.epoch, text: `${text}${sequence}` });
    }
  }

  /** As a standby that lacks what came after `head`, and numbers on in an epoch of its own. */
  failOver(head: number, epoch: string): void {
    this.entries.length = head;
    this.epochs.push({ epoch, afterSequence: head });
  }

  async readStates(ids: readonly string[]): Promise<Map<string, StreamState>> {
    this.stateReads++;
    const state = { head: this.entries.length, epochs: [...this.epochs] };
    await this.gate;
    if (this.failing) throw new Error('the record cannot be read');
    return new Map(ids.map((id) => [id, state]));
  }

  async readAfter(_id: string, after: number, limit: number): Promise<FakeEntry[]> {
    this.reads++;
    const found = this.entries.slice(after, after + limit);
    await this.gate;
    if (this.failing) throw new Error('the record cannot be read');
    return found;
  }
}

export class FakeSink implements Sink<string> {
  ready = true;
  readonly told: string[] = [];
  readonly ended: EndReason[] = [];
  deliver(text: string): void {
    this.told.push(text);
  }
  end(reason: EndReason): void {
    this.ended.push(reason);
  }
}

export const streamId = '00000000-0000-7000-8000-000000000001';

export function openHub(record: FakeRecord) {
  const notifier = new LocalNotifier();
  const hub = new Hub<FakeEntry>(record, notifier, { warn() {} });
  let renders = 0;
  return {
    hub,
    notify: (head: number) => notifier.publish(streamId, head),
    renders: () => renders,
    async listen(start: Start, sink = new FakeSink(), audience = 'all') {
      const member = await hub.subscribe<string>({
        streamId,
        start,
        audience,
        sink,
        render: async (entry) => {
          renders++;
          return entry.text;
        },
      });
      if (member && typeof member === 'object') member.resume();
      return { sink, member };
    },
  };
}
