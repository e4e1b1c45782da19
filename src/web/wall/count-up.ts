import { useEffect, useRef, useState } from 'preact/hooks';
import { between } from '../format/money.ts';

export const prefersStillness = matchMedia('(prefers-reduced-motion: reduce)');
const countMs = 1_800;

/** The amount on its way to where it is now: it counts up, and after a retraction down. */
export function useCounting(target: string): string {
  const [shown, setShown] = useState(target);
  const from = useRef(target);
  useEffect(() => {
    const start = from.current;
    if (start === target) return;
    if (prefersStillness.matches) {
      from.current = target;
      setShown(target);
      return;
    }
    const startedAt = performance.now();
    let frame = 0;
    const step = (now: number) => {
      const part = Math.min(Math.max((now - startedAt) / countMs, 0), 1);
      const eased = 1 - (1 - part) ** 4;
      const amount = between(start, target, Math.round(eased * 1_000));
      from.current = amount;
      setShown(amount);
      if (part < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [target]);
  return shown;
}

/** The time, at each turn of a period. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
