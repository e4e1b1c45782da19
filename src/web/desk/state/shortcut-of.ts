/**
 * shortcutOf names the key of a press, whatever the keyboard layout, Caps Lock or the input method make of it. A Latin
 * letter is what its key says, so that a Dvorak or AZERTY keyboard has its own places; any other character stands for
 * the place of its key: ㅊ of a Korean layout and с of a Russian one are on the key of C.
 */

export type ShortcutName =
  | 'ArrowDown'
  | 'ArrowUp'
  | 'PageDown'
  | 'PageUp'
  | 'Home'
  | 'End'
  | 'Enter'
  | 'Escape'
  | 'c'
  | 'g'
  | 'h'
  | 'j'
  | 'k'
  | 'n'
  | 'r'
  | 'x'
  | '/'
  | '?'
  | Digit;
export type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'isComposing'>;

/** Null while an input method composes a text: its keys are not for the desk. */
export function shortcutOf({ key, code, shiftKey, isComposing }: KeyPress): ShortcutName | null {
  if (isComposing) return null;
  return nameOf(key, code, shiftKey) as ShortcutName | null;
}

/** What the browser reports for a key that an input method handles, or that it does not know. */
const withoutKey = new Set(['Process', 'Unidentified', 'Dead', '']);

function nameOf(key: string, code: string, isShifted: boolean): string | null {
  if (/^[A-Za-z]$/.test(key)) return key.toLowerCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  // A French keyboard writes & on the key of 1, and 1 with Shift.
  if (digit !== undefined && !isShifted && key.length === 1) return digit;
  if (/^[ -~]$/.test(key)) return key;
  if (key.length > 1 && !withoutKey.has(key)) return key;
  if (/^Key[A-Z]$/.test(code)) return code.slice(3).toLowerCase();
  if (digit !== undefined) return isShifted ? null : digit;
  if (code === 'Slash') return isShifted ? '?' : '/';
  if (code === 'NumpadEnter') return 'Enter';
  return code === '' ? null : code;
}
