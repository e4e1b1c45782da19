/** The load process: it runs the commands of load-process.ts one at a time and measures what it receives. */
import { percentile } from '../samples.ts';
import { type CallFigures, call } from './callers.ts';
import { requestsOf } from './requests.ts';
import { Subscriber } from './subscriber.ts';
import { Tally } from './tally.ts';

/** Enough source addresses for 20,000 sockets and those of the previous round. */
const localAddresses = Array.from({ length: 8 }, (_, index) => `127.0.0.${index + 2}`);
const connectingAtOnce = 64;
const subscribeWithinMs = 60_000;
const settleStepMs = 20;

let tally = new Tally();
let subscribers: Subscriber[] = [];
let cpuAtReset = process.cpuUsage();

export interface ConnectRequest {
  ports: number[];
  sockets: number;
  document: string;
  /** The subscriptions of the sockets, in rotation: streams of several exhibitions. */
  variables: Record<string, unknown>[];
}

export interface Delivered {
  deliveries: number;
  /** False when not all arrived within the time. */
  complete: boolean;
  firstAtMs: number;
  lastAtMs: number;
  frameBytes: number;
  /** CPU seconds of this process: near the elapsed seconds, the load process is the limit. */
  loadCpuSeconds: number;
  p50Ms: number;
  p99Ms: number;
}

export interface QueryRequest {
  ports: number[];
  body: string;
  callers: number;
  seconds: number;
  /** No two requests have the same Accept-Language header: no cached response is served. */
  eachDiffers: boolean;
}

export const commands = {
  /** Seconds until all sockets have sent their subscription. */
  async connect({ ports, sockets, document, variables }: ConnectRequest): Promise<{ seconds: number }> {
    tally = new Tally();
    subscribers = [];
    const start = performance.now();
    const late = setTimeout(() => tally.fail('connecting took too long'), subscribeWithinMs);
    await Promise.all(
      Array.from({ length: connectingAtOnce }, async () => {
        while (subscribers.length < sockets && tally.failures === 0) {
          const index = subscribers.length;
          const subscriber = new Subscriber(
            {
              port: ports[index % ports.length]!,
              localAddress: localAddresses[index % localAddresses.length]!,
              document,
              variables: variables[index % variables.length]!,
            },
            tally,
          );
          subscribers.push(subscriber);
          await subscriber.subscribed;
        }
      }),
    );
    clearTimeout(late);
    throwFailures();
    return { seconds: (performance.now() - start) / 1000 };
  },

  /** How many sockets received the announcement within the time. */
  async settled({ sequence, withinMs }: { sequence: number; withinMs: number }): Promise<number> {
    const until = performance.now() + withinMs;
    const count = () => subscribers.filter((subscriber) => subscriber.sequence >= sequence).length;
    while (count() < subscribers.length && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, settleStepMs));
    throwFailures();
    return count();
  },

  async reset({ latencies }: { latencies: boolean }): Promise<void> {
    tally.reset(latencies);
    cpuAtReset = process.cpuUsage();
  },

  async deliveries({ count, withinMs }: { count: number; withinMs: number }): Promise<Delivered> {
    const complete = await tally.until(count, withinMs);
    const { user, system } = process.cpuUsage(cpuAtReset);
    throwFailures();
    const { deliveries, firstAtMs, lastAtMs, frameBytes, latenciesMs } = tally;
    return {
      deliveries,
      complete,
      firstAtMs,
      lastAtMs,
      frameBytes,
      loadCpuSeconds: (user + system) / 1_000_000,
      p50Ms: percentile(latenciesMs, 0.5),
      p99Ms: percentile(latenciesMs, 0.99),
    };
  },

  async disconnect(): Promise<void> {
    for (const subscriber of subscribers) subscriber.close();
    subscribers = [];
  },

  /** The same request repeatedly; every response must have the length of the first. */
  async query({ ports, body, callers, seconds, eachDiffers }: QueryRequest): Promise<CallFigures> {
    const requests = requestsOf({ port: ports[0]!, body }, eachDiffers);
    const until = performance.now() + seconds * 1000;
    let length = 0;
    return call({
      ports,
      callers,
      next: () => (performance.now() < until ? requests() : null),
      check(answer) {
        length ||= answer.length;
        if (answer.length !== length && !sameBody(answer, length))
          throw new Error(`an answer has ${answer.length} bytes, others ${length}`);
      },
    });
  },
};

/** Headers may differ in length by a few bytes, for example in a date or a request id. */
function sameBody(answer: Buffer, length: number): boolean {
  return Math.abs(answer.length - length) < 40;
}

function throwFailures(): void {
  const { failures, failureTexts } = tally;
  if (failures > 0) throw new Error(`${failures} failures: ${failureTexts.join('; ')}`);
}

export type Commands = typeof commands;

process.on('message', async ({ name, argument }: { name: keyof Commands; argument: never }) => {
  try {
    process.send!({ result: await commands[name](argument) });
  } catch (error) {
    process.send!({ error: (error as Error).message });
  }
});
process.on('disconnect', () => process.exit(0));
