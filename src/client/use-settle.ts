import { useEffect, useRef, useState } from 'react';
import { newIdempotencyKey, type SettleOptions, settle } from './request.ts';
import type { Result } from './transport.ts';

export type SettlingState<Data> =
  | { name: 'idle' }
  /** `unknown` counts the attempts whose outcome is unknown. */
  | { name: 'sending'; unknown: number }
  /** The outcome is known: the result, which may be a typed error or have `errors`. */
  | { name: 'settled'; result: Result<Data> }
  /** OutcomeUnknown, or the reason of the signal. */
  | { name: 'failed'; error: unknown };

export interface Settling<Data> {
  state: SettlingState<Data>;
  /** Sends the mutation with a new key, unless the input has one. Rejects as `settle` does. */
  send(input: Record<string, unknown>): Promise<Result<Data>>;
}

/**
 * useSettle sends a mutation until its outcome is known. The mutation has one variable, `$input`. A component that is unmounted does
 * not end it: the mutation takes effect or fails as if the component were there. The state is that of the last `send`.
 */
export function useSettle<Data = Record<string, unknown>>(
  query: string,
  options: SettleOptions,
): Settling<Data> {
  const [state, setState] = useState<SettlingState<Data>>({ name: 'idle' });
  const current = useRef({ query, options });
  useEffect(() => {
    current.current = { query, options };
  });
  const [send] = useState(() => {
    let last = 0;
    return async (input: Record<string, unknown>) => {
      const { query, options } = current.current;
      const own = ++last;
      const show = (next: SettlingState<Data>) => {
        if (own === last) setState(next);
      };
      show({ name: 'sending', unknown: 0 });
      const variables = { input: { idempotencyKey: newIdempotencyKey(), ...input } };
      try {
        const result = await settle<Data>(
          { query, variables },
          {
            ...options,
            onUnknown(problem, count) {
              show({ name: 'sending', unknown: count });
              options.onUnknown?.(problem, count);
            },
          },
        );
        show({ name: 'settled', result });
        return result;
      } catch (error) {
        show({ name: 'failed', error });
        throw error;
      }
    };
  });
  return { state, send };
}
