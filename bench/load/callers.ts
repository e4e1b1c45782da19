/** Concurrent callers, each on its own connection, each sending its next request as soon as it has a response. */
import { percentile } from '../samples.ts';
import { HttpCaller } from './http-caller.ts';

export interface CallFigures {
  calls: number;
  seconds: number;
  p50Ms: number;
  p99Ms: number;
}

export interface Calling {
  ports: readonly number[];
  callers: number;
  /** The next request, or null to end. */
  next: () => Buffer | null;
  /** Throws for a wrong response. */
  check: (answer: Buffer) => void;
}

export async function call({ ports, callers, next, check }: Calling): Promise<CallFigures> {
  const latenciesMs: number[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async (_, index) => {
      const caller = new HttpCaller(ports[index % ports.length]!);
      try {
        for (let request = next(); request; request = next()) {
          const asked = performance.now();
          check(await caller.call(request));
          latenciesMs.push(performance.now() - asked);
        }
      } finally {
        caller.close();
      }
    }),
  );
  return {
    calls: latenciesMs.length,
    seconds: (performance.now() - start) / 1000,
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
  };
}
