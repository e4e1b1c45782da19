/** Collects the results of a subscription, in the order of arrival, and lets a test wait for it. */

// biome-ignore lint/suspicious/noExplicitAny: tests read announcements by their shape
export type Received = any;

export interface Subscriber {
  readonly received: Received[];
  readonly sequences: number[];
  /** Errors, also those that ended the subscription. */
  readonly errors: Received[];
  /** Resolves when so many announcements have come; rejects when the subscription failed before. */
  count(total: number): Promise<Received[]>;
  /** Resolves when the subscription ended, however it did. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

interface Result {
  data?: Record<string, unknown> | null | undefined;
  errors?: readonly unknown[] | undefined;
}

export function collect() {
  const received: Received[] = [];
  const errors: Received[] = [];
  const waiting = new Set<() => void>();
  const end = Promise.withResolvers<void>();
  const wake = () => {
    for (const look of waiting) look();
  };
  const count = (total: number) =>
    new Promise<Received[]>((resolve, reject) => {
      const look = () => {
        if (received.length < total && errors.length === 0) return;
        waiting.delete(look);
        if (received.length >= total) resolve(received);
        else reject(new Error(`the subscription failed: ${JSON.stringify(errors)}`));
      };
      waiting.add(look);
      look();
    });
  return {
    sink: {
      next({ data, errors: failed }: Result) {
        if (failed) errors.push(...failed);
        if (data) received.push(data.announcements);
        wake();
      },
      error(error: unknown) {
        errors.push(...(Array.isArray(error) ? error : [error]));
        end.resolve();
        wake();
      },
      complete: () => end.resolve(),
    },
    subscriber: (stop: () => Promise<void>): Subscriber => ({
      received,
      errors,
      count,
      ended: end.promise,
      get sequences() {
        return received.map((each) => each.sequence);
      },
      stop,
    }),
  };
}
