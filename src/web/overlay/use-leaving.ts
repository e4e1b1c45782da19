import { useEffect, useRef, useState } from 'preact/hooks';

/** As the animation of `.leaving` in overlay.css. */
const leaveMs = 400;
const prefersReducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * useLeaving keeps content for the animation with which it leaves. Content with another key replaces it only after
 * that.
 */
export function useLeaving<Content extends { key: string }>(
  wanted: Content | null,
): { shown: Content | null; isLeaving: boolean } {
  const last = useRef<Content | null>(null);
  const [, draw] = useState({});
  if (last.current === null || last.current.key === wanted?.key) last.current = wanted;
  const shown = last.current;
  const isLeaving = shown !== null && shown.key !== wanted?.key;
  useEffect(() => {
    if (!isLeaving) return;
    const end = () => {
      last.current = null;
      draw({});
    };
    const timer = setTimeout(end, prefersReducedMotion.matches ? 0 : leaveMs);
    return () => clearTimeout(timer);
  }, [isLeaving]);
  return { shown, isLeaving };
}
