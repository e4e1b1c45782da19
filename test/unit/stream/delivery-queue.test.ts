import { beforeEach, expect, it } from 'vitest';
import {
  DeliveryQueue,
  type DeliveryTarget,
  maxVisitUnits,
  unitsOf,
} from '../../../src/stream/delivery-queue.ts';
import { FakeScheduler } from '../../support/fake-scheduler.ts';

let scheduler: FakeScheduler;
let queue: DeliveryQueue;
beforeEach(() => {
  scheduler = new FakeScheduler();
  queue = new DeliveryQueue(scheduler, (error) => {
    throw error;
  });
});

/** Notes each visit. A visit takes `visitMs`. */
function target(size: number, visitMs = 0, log: string[] = [], name = 'a') {
  const visits: number[] = [];
  const members = Array.from({ length: size }, (_, index) => index);
  /** What the next visits of a member deliver. */
  const units = new Map<number, number>();
  const self: DeliveryTarget & {
    units: Map<number, number>;
    visits: number[];
    members: number[];
    onVisit: (member: number) => void;
  } = {
    units,
    visits,
    members,
    onVisit: () => {},
    deliverTo(member: never) {
      scheduler.block(visitMs);
      visits.push(member);
      log.push(`${name}${member as number}`);
      self.onVisit(member);
      return units.get(member) ?? 0;
    },
  };
  return self;
}

it('visits every member once for any number of requests before it begins', async () => {
  const audience = target(1_000);
  for (let count = 0; count < 5; count++) queue.requestDelivery(audience);
  await scheduler.settle();
  expect(audience.visits).toEqual(audience.members);
});

it('visits every member again for a request during the pass', async () => {
  const audience = target(1_000);
  audience.onVisit = (member) => {
    if (member === 500 && audience.visits.length < 1_000) queue.requestDelivery(audience);
  };
  queue.requestDelivery(audience);
  await scheduler.settle();
  expect(audience.visits).toEqual([...audience.members, ...audience.members]);
});

it('yields to the event loop after 256 members', async () => {
  const order: string[] = [];
  queue.requestDelivery(target(600, 0, order));
  scheduler.setImmediate(() => order.push('other work'));
  await scheduler.settle();
  expect(order.indexOf('other work')).toBe(256);
});

it('yields to the event loop after as many small payloads, however few members receive them', async () => {
  const order: string[] = [];
  const audience = target(20, 0, order);
  for (const member of audience.members) audience.units.set(member, maxVisitUnits);
  audience.onVisit = () => {
    if (order.length > 8) audience.units.clear();
  };
  queue.requestDelivery(audience);
  scheduler.setImmediate(() => order.push('other work'));
  await scheduler.settle();
  expect(order.indexOf('other work')).toBe(256 / maxVisitUnits);
});

it('visits a member again that was not given all, after the others', async () => {
  const audience = target(3);
  audience.units.set(0, maxVisitUnits);
  audience.onVisit = (member) => {
    if (audience.visits.filter((each) => each === member).length === 3) audience.units.clear();
  };
  queue.requestDelivery(audience);
  await scheduler.settle();
  expect(audience.visits).toEqual([0, 1, 2, 0, 0]);
});

it('gives new entries half of each slice while members are far behind', async () => {
  const order: string[] = [];
  const behind = target(200, 0, order, 'behind');
  const seen = new Set<number>();
  for (const member of behind.members) {
    behind.units.set(member, maxVisitUnits);
    queue.continueWith(behind, member);
  }
  behind.onVisit = (member) => {
    if (seen.has(member)) behind.units.delete(member);
    seen.add(member);
  };
  queue.requestDelivery(target(1, 0, order, 'new'));
  await scheduler.settle();
  expect(order.indexOf('new0')).toBeLessThanOrEqual(128 / maxVisitUnits);
  expect(behind.visits).toHaveLength(400);
});

it('counts the bytes of a payload: one of a megabyte costs as much as seventeen small ones', () => {
  expect([unitsOf(0), unitsOf(64 * 1024 - 1), unitsOf(64 * 1024), unitsOf(1024 * 1024)]).toEqual([
    1, 1, 2, 17,
  ]);
});

it('does not let a large audience delay a small one', async () => {
  const order: string[] = [];
  queue.requestDelivery(target(10_000, 0, order, 'large'));
  queue.requestDelivery(target(1, 0, order, 'small'));
  await scheduler.settle();
  expect(order.indexOf('small0')).toBeLessThanOrEqual(512);
});

it('flushes each writer once, after the members of the slice', async () => {
  const order: string[] = [];
  const audience = target(300, 0, order);
  const writer = { flush: () => order.push('flush') };
  audience.onVisit = (member) => {
    if (member === 0 || member === 299) queue.flushAfterSlice(writer);
  };
  queue.requestDelivery(audience);
  await scheduler.settle();
  expect(order.filter((each) => each === 'flush')).toHaveLength(2);
  expect(order.indexOf('flush')).toBe(256);
  expect(order.at(-1)).toBe('flush');
});

/** Requests another `requests` deliveries at the beginning of the first pass. */
function requestingTarget(size: number, visitMs: number, requests: number) {
  const audience = target(size, visitMs);
  audience.onVisit = (member) => {
    if (audience.visits.length <= size && member < requests) queue.requestDelivery(audience);
  };
  return audience;
}

/** The first slice of a pass, 256 members, is what a pause is measured by here. */
it.each([
  ['two requests: as long as the pass', 2, 0.125, 32],
  ['three requests: twice as long', 3, 0.125, 64],
  ['many requests: four times as long', 100, 0.125, 128],
  ['many requests in a very long pass: 400 ms', 100, 1, 400],
])(
  'pauses after a long pass during which requests arrived; %s',
  async (_what, requests, visitMs, pauseMs) => {
    const audience = requestingTarget(300, visitMs, requests);
    queue.requestDelivery(audience);
    await scheduler.settle();
    expect(audience.visits).toHaveLength(300);
    await scheduler.advance(pauseMs - 300 * visitMs + 256 * visitMs - 1);
    expect(audience.visits).toHaveLength(300);
    await scheduler.advance(300 * visitMs);
    expect(audience.visits).toHaveLength(600);
  },
);

it('does not pause after a short pass, or after a single request', async () => {
  const short = requestingTarget(300, 0.02, 10);
  queue.requestDelivery(short);
  await scheduler.settle();
  expect(short.visits).toHaveLength(600);

  const single = requestingTarget(300, 1, 1);
  queue.requestDelivery(single);
  await scheduler.settle();
  expect(single.visits).toHaveLength(600);
});

it('serves requests that arrive during a pause in one pass', async () => {
  const audience = requestingTarget(300, 1, 3);
  queue.requestDelivery(audience);
  await scheduler.settle();
  for (let count = 0; count < 10; count++) queue.requestDelivery(audience);
  await scheduler.advance(10_000);
  expect(audience.visits).toHaveLength(600);
});

it('says that a pass has ended once the writers have what it delivered, and once for all requests during it', async () => {
  const log: string[] = [];
  const audience = target(300, 0, log);
  const writer = { flush: () => log.push('flush') };
  audience.onVisit = (member) => {
    if (member === 0 || member === 299) queue.flushAfterSlice(writer);
    if (member === 299 && audience.visits.length === 300) queue.requestDelivery(audience);
  };
  queue.requestDelivery(Object.assign(audience, { passEnded: () => void log.push('ended') }));
  await scheduler.settle();
  expect(audience.visits).toHaveLength(600);
  expect(log.filter((each) => each === 'ended')).toHaveLength(1);
  expect(log.slice(-2)).toEqual(['flush', 'ended']);
});

it('flushes writers during a pause', async () => {
  const audience = requestingTarget(300, 1, 3);
  queue.requestDelivery(audience);
  await scheduler.settle();
  let flushes = 0;
  queue.flushAfterSlice({ flush: () => void flushes++ });
  await scheduler.settle();
  expect(flushes).toBe(1);
  expect(audience.visits).toHaveLength(300);
});

it('repeats a pass if a member moved to a place that it has passed', async () => {
  const audience = target(300);
  audience.onVisit = (member) => {
    if (member !== 100) return;
    // Member 5 left, and the last one takes its place.
    audience.members[5] = audience.members.pop()!;
    queue.memberMoved(audience, 299, 5);
  };
  queue.requestDelivery(audience);
  await scheduler.settle();
  expect(audience.visits).toContain(299);
});
