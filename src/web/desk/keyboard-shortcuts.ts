/**
 * The keyboard shortcuts of the desk. They use the state at the time of the key press, even if it is not rendered
 * yet.
 */
import { useEffect, useRef } from 'preact/hooks';

/** Keyed by the `key` of the event. */
export type Shortcuts = Record<string, () => void>;

export function useKeyboardShortcuts(shortcuts: Shortcuts, onEnterReleased: () => void): void {
  const latest = useRef({ shortcuts, onEnterReleased });
  latest.current = { shortcuts, onEnterReleased };
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const act = latest.current.shortcuts[event.key];
      if (!act || belongsToElement(event)) return;
      event.preventDefault();
      act();
    };
    const up = (event: KeyboardEvent) => event.key === 'Enter' && latest.current.onEnterReleased();
    const leave = () => latest.current.onEnterReleased();
    addEventListener('keydown', down);
    addEventListener('keyup', up);
    addEventListener('blur', leave);
    return () => {
      removeEventListener('keydown', down);
      removeEventListener('keyup', up);
      removeEventListener('blur', leave);
    };
  }, []);
}

/** Excluded: typing in a field, and Enter on a button or link outside the running order. */
function belongsToElement({ key, target }: KeyboardEvent): boolean {
  const element = target as HTMLElement;
  if (element.closest('input, select, textarea, dialog')) return true;
  return key === 'Enter' && !!element.closest('button, a') && !element.closest('.running-order');
}
