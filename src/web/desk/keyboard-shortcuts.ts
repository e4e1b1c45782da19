/**
 * The keyboard shortcuts of the desk. They use the state at the time of the key press, even if it is not rendered
 * yet.
 */
import { useEffect, useRef } from 'preact/hooks';
import { type ShortcutName, shortcutOf } from './state/shortcut-of.ts';

export type Shortcuts = Partial<Record<ShortcutName, () => void>>;

/** A held arrow key moves on; every other key acts once per press. */
const repeatable: readonly string[] = ['ArrowDown', 'ArrowUp', 'j', 'k', 'PageDown', 'PageUp'];
/** These scroll what has the focus, if that scrolls. */
const scrolling: readonly string[] = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'];

export function useKeyboardShortcuts(shortcuts: Shortcuts, onEnterReleased: () => void): void {
  const latest = useRef({ shortcuts, onEnterReleased });
  latest.current = { shortcuts, onEnterReleased };
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const name = shortcutOf(event);
      const act = name === null ? undefined : latest.current.shortcuts[name];
      if (name === null || !act || belongsToElement(name, event.target)) return;
      // Also of a repeated key: Enter would click the focused row again and again.
      event.preventDefault();
      if (!event.repeat || repeatable.includes(name)) act();
    };
    const up = (event: KeyboardEvent) => shortcutOf(event) === 'Enter' && latest.current.onEnterReleased();
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

/** Typing in a field, Enter on a button or a link outside the running order, and what scrolls the column beside it. */
function belongsToElement(name: ShortcutName, target: EventTarget | null): boolean {
  const element = target as HTMLElement;
  if (element.closest('input, select, textarea, dialog')) return true;
  if (scrolling.includes(name)) return !!element.closest('aside');
  return name === 'Enter' && !!element.closest('button, a') && !element.closest('.running-order');
}
