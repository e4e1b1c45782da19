import { useEffect, useRef, useState } from 'preact/hooks';
import { interpolate } from '../format/money.ts';

const prefersReducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
const durationMs = 1_800;

/** The animated amount between the previous value and `target`. It counts up, or down after a retraction. */
export function useCountUp(target: string): string {
  const [shown, setShown] = useState(target);
  const from = useRef(target);
  useEffect(() => {
    const start = from.current;
    if (start === target) return;
    if (prefersReducedMotion.matches) {
      from.current = target;
      setShown(target);
      return;
    }
    const startedAt = performance.now();
    let frame = 0;
    const step = (now: number) => {
      const progress = Math.min(Math.max((now - startedAt) / durationMs, 0), 1);
      const eased = 1 - (1 - progress) ** 4;
      const amount = interpolate(start, target, Math.round(eased * 1_000));
      from.current = amount;
      setShown(amount);
      if (progress < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [target]);
  return shown;
}
