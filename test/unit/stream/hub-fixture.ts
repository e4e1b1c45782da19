import type { Member, Subscriber } from '../../../src/stream/audience-member.ts';
import { type CursorProblem, encodeCursor } from '../../../src/stream/cursor.ts';
import { Hub, type Start } from '../../../src/stream/hub.ts';
import { LocalNotifier } from '../../../src/stream/notifier.ts';
import type { EndReason } from '../../../src/stream/source.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';
import { type FakeEntry, FakeSource } from './fake-source.ts';

export const streamId = '00000000-0000-7000-8000-000000000001';

export const cursorAt = (sequence: number, epoch = 'epoch-one'): Start => ({
  after: encodeCursor({ epoch, sequence }),
});

export const texts = (from: number, to: number, text = 'x') =>
  Array.from({ length: to - from + 1 }, (_, index) => `${text}${from + index}`);

export class FakeSubscriber implements Subscriber<string> {
  ready = true;
  member: Member | null = null;
  readonly received: string[] = [];
  readonly ended: EndReason[] = [];
  onDeliver: () => void = () => {};

  deliver(text: string): void {
    this.received.push(text);
    this.onDeliver();
  }

  end(reason: EndReason): void {
    this.ended.push(reason);
  }

  /** It can accept data again. */
  unblock(): void {
    this.ready = true;
    this.member!.resume();
  }
}

export function openHub() {
  const source = new FakeSource();
  const scheduler = new FakeScheduler();
  const local = new LocalNotifier();
  const notifier = {
    healthy: true,
    listen: local.listen.bind(local),
    publish: local.publish.bind(local),
    close: local.close.bind(local),
  };
  const warnings: string[] = [];
  const log = { warn: (_details: object, message: string) => void warnings.push(message) };
  const delivered: [after: number, last: number][] = [];
  const hub = new Hub<FakeEntry>({
    ...{ source, notifier, log, scheduler },
    delivered: (_streamId, after, last) => void delivered.push([after, last]),
  });
  const serialized: number[] = [];
  const fixture = {
    hub,
    source,
    scheduler,
    notifier,
    warnings,
    /** What audiences reported as delivered. */
    delivered,
    /** The sequences that were serialized, in order. */
    serialized,
    payloadBytes: 100,
    /** The number of calls of the serializer, those that failed included. */
    attempts: 0,
    /** Serializing fails while this is set. */
    failingSerializer: false,
    /** Sequences that cannot be serialized. */
    failingSequences: new Set<number>(),
    /** Serializing one entry takes this long on the event loop. */
    serializingMs: 0,
    /** The longest age of payloads with live data. */
    maxAgeMs: undefined as number | undefined,
    notify: (head: number) => notifier.publish(streamId, head),
    /** Appends entries and notifies of them. */
    announce(count = 1, text = 'x') {
      source.append(count, text);
      fixture.notify(source.entries.length);
    },
    async trySubscribe(start: Start, subscriber = new FakeSubscriber(), audience = 'all') {
      return hub.subscribe<string>({
        streamId,
        start,
        audience,
        subscriber,
        serialize: async (entry) => {
          fixture.attempts++;
          if (fixture.failingSerializer || fixture.failingSequences.has(entry.sequence))
            throw new Error('cannot be serialized');
          scheduler.block(fixture.serializingMs);
          serialized.push(entry.sequence);
          return entry.text;
        },
        bytesOf: () => fixture.payloadBytes,
        ...(fixture.maxAgeMs !== undefined && { maxAgeMs: fixture.maxAgeMs }),
      });
    },
    async subscribe(start: Start, subscriber = new FakeSubscriber(), audience = 'all') {
      const member = (await fixture.trySubscribe(start, subscriber, audience)) as Member;
      subscriber.member = member;
      member.resume();
      return subscriber;
    },
    stream: () => hub.streams.get(streamId),
  };
  return fixture;
}

export type HubFixture = ReturnType<typeof openHub>;
export type SubscribeResult = Member | CursorProblem | null;
