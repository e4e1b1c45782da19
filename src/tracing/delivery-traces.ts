/**
 * DeliveryTraces records the way of an announcement from its notification to the sockets of each audience, in the trace of the
 * mutation that announced it, also on the other servers.
 *
 * Promises: at most `maxPending` announcements are known, for `maxAgeMs`, and each has at most `maxSpans` spans on one server.
 */
import type { Notifier } from '../stream/notifier.ts';
import type { Tracing } from './tracing.ts';

const maxPending = 1_000;
/** A client that receives it later was not connected. */
const maxAgeMs = 30_000;
const maxSpans = 16;

interface Pending {
  streamId: string;
  sequence: number;
  parent: string;
  startedMs: number;
  spans: number;
}

export class DeliveryTraces {
  readonly #tracing: Tracing;
  #pending: Pending[] = [];

  constructor(tracing: Tracing) {
    this.#tracing = tracing;
  }

  /** The running code publishes a notification. Returns its place in the trace. */
  publishing(streamId: string, sequence: number): string | null {
    const parent = this.#tracing.current();
    if (parent !== null) this.begin(streamId, sequence, parent);
    return parent;
  }

  /** The notification came from another server, or is the own one that Redis returned. */
  begin(streamId: string, sequence: number, parent: string): void {
    const startedMs = this.#tracing.now();
    this.#pending = this.#pending
      .filter((each) => startedMs - each.startedMs <= maxAgeMs)
      .slice(1 - maxPending);
    if (this.#pending.some((each) => each.streamId === streamId && each.sequence === sequence)) return;
    this.#pending.push({ streamId, sequence, parent, startedMs, spans: 0 });
  }

  /** An audience has the entries after `after` up to `last` on its sockets. */
  readonly delivered = (streamId: string, after: number, last: number): void => {
    for (const pending of this.#pending) {
      const { sequence, parent, startedMs } = pending;
      if (pending.streamId !== streamId || sequence <= after || sequence > last) continue;
      if (++pending.spans > maxSpans) continue;
      const attributes = { 'pavilion.stream': streamId, 'pavilion.sequence': sequence };
      this.#tracing.record('deliver', { kind: 'consumer', attributes, parent, startedMs });
    }
  };
}

/** traceNotifier also begins the deliveries of this server, which do not wait for Redis. Without traces it returns the notifier itself. */
export function traceNotifier(traces: DeliveryTraces | null, notifier: Notifier): Notifier {
  if (!traces) return notifier;
  return {
    get healthy() {
      return notifier.healthy;
    },
    listen: (listener) => notifier.listen(listener),
    publish(id, at) {
      traces.publishing(id, at);
      notifier.publish(id, at);
    },
    close: () => notifier.close(),
  };
}
