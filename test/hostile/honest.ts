/** Honest clients that run throughout the suite: a reader, an operator and a screen. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface HonestWork {
  url: string;
  token: string;
  exhibition: string;
  slug: string;
  /** How long each waits after an answer. */
  everyMs: number;
}

export interface HonestReport {
  asked: number;
  failed: number;
  slowestMs: number;
  /** Notices that the operator published, and notices that the screen received. */
  published: number;
  received: number;
  latencies: number[];
}

export interface HonestClients {
  /** The longest that an honest client waited since this was last asked, in milliseconds. */
  slowest(): Promise<number>;
  stop(): Promise<HonestReport>;
}

export function startHonestClients(work: HonestWork): HonestClients {
  const worker = new Worker(new URL('honest-clients.ts', import.meta.url), { workerData: work });
  return {
    async slowest() {
      const answer = once(worker, 'message');
      worker.postMessage('slowest');
      return (await answer)[0] as number;
    },
    async stop() {
      const report = once(worker, 'message');
      worker.postMessage('stop');
      const [counts] = (await report) as [HonestReport];
      await worker.terminate();
      return counts;
    },
  };
}
