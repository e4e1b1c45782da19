/** The keys of the desk, on every keyboard. */
import { describe, expect, it } from 'vitest';
import { shortcutOf } from '../../../src/web/desk/state/shortcut-of.ts';
import { itemNamed, itemNumbered, TypedNumber } from '../../../src/web/desk/state/type-ahead.ts';
import { programmeUnderWay } from '../../../src/web/preview/fixtures/desk.ts';

const press = (key: string, code = '', more: { shiftKey?: boolean; isComposing?: boolean } = {}) =>
  shortcutOf({ key, code, shiftKey: false, isComposing: false, ...more });

describe('a key press', () => {
  it.each([
    ['plain', 'c', 'KeyC', 'c'],
    ['with Caps Lock', 'C', 'KeyC', 'c'],
    ['of a Korean layout', 'ㅊ', 'KeyC', 'c'],
    ['of a Korean layout with Shift', 'ㅉ', 'KeyW', 'w'],
    ['of a Russian layout', 'с', 'KeyC', 'c'],
    ['of a Russian layout with Caps Lock', 'С', 'KeyC', 'c'],
    ['of a Japanese kana layout', 'そ', 'KeyC', 'c'],
    ['full-width', 'ｃ', 'KeyC', 'c'],
    ['of an Arabic layout', 'ؤ', 'KeyC', 'c'],
    ['of a Greek layout', 'ψ', 'KeyC', 'c'],
    ['that an input method handles', 'Process', 'KeyC', 'c'],
    ['that the browser does not know', 'Unidentified', 'KeyN', 'n'],
    ['of an accent', 'Dead', 'KeyN', 'n'],
    // The letter is what the key says.
    ['of a Dvorak layout', 'c', 'KeyI', 'c'],
    ['without a code, as of a remote control', 'N', '', 'n'],
    ['of an arrow', 'ArrowDown', 'ArrowDown', 'ArrowDown'],
    ['of an arrow that an input method handles', 'Process', 'ArrowDown', 'ArrowDown'],
    ['of Enter', 'Enter', 'NumpadEnter', 'Enter'],
    ['of Enter that an input method handles', 'Process', 'NumpadEnter', 'Enter'],
    ['of Home on the number pad', 'Home', 'Numpad7', 'Home'],
    ['of a digit', '7', 'Digit7', '7'],
    ['of a digit on the number pad', '7', 'Numpad7', '7'],
    ['of a French digit', 'è', 'Digit7', '7'],
    ['of a Persian digit', '۷', 'Digit7', '7'],
    ['of a slash', '/', 'Slash', '/'],
    ['of a Chinese input method', '、', 'Slash', '/'],
  ] as const)('%s: %j at %s is %j', (_description, key, code, name) => expect(press(key, code)).toBe(name));

  it('of a question mark is one in each layout', () => {
    expect(press('?', 'Slash', { shiftKey: true })).toBe('?');
    expect(press('?', 'Digit7', { shiftKey: true })).toBe('?');
    expect(press('？', 'Slash', { shiftKey: true })).toBe('?');
    expect(press('Process', 'Slash', { shiftKey: true })).toBe('?');
  });

  it('belongs to the input method while that composes a text', () => {
    expect(press('Enter', 'Enter', { isComposing: true })).toBeNull();
    expect(press('Process', 'KeyX', { isComposing: true })).toBeNull();
  });

  it('of a sign without a place is none of the desk', () => {
    expect(press('ㅊ')).toBeNull();
    expect(press('', '')).toBeNull();
    expect(press('Process', 'Digit1', { shiftKey: true })).toBeNull();
  });
});

describe('type-ahead', () => {
  const items = programmeUnderWay().map((item, position) => ({ ...item, position }));

  it('makes one number of digits that follow each other', () => {
    const number = new TypedNumber();
    expect([number.type('1', 0), number.type('2', 1_200), number.type('3', 2_401)]).toEqual([1, 12, 3]);
  });

  it('selects the item with the number that the running order shows', () => {
    expect(itemNumbered(items, 4)?.id).toBe('item-battery-plant');
    expect(itemNumbered(items, 99)).toBeUndefined();
  });

  it.each([
    ['POWER', 'item-battery-plant'],
    ['third', 'item-battery-plant'],
    ['动力电池', 'item-battery-plant'],
    ['배터리', 'item-battery-plant'],
    ['ｗｅｌｄｉｎｇ', 'item-robot-purchase'],
    ['jung', 'item-ambassador'],
    ['Daehan', 'item-display-line'],
  ])('%j selects %s', (typed, id) => expect(itemNamed(items, typed, 'en')?.id).toBe(id));

  it('prefers a name that begins with the text, and selects nothing without one', () => {
    expect(itemNamed(items, 's', 'en')?.id).toBe('item-electric-vehicles');
    expect(itemNamed(items, ' ', 'en')).toBeUndefined();
    expect(itemNamed(items, 'nothing like it', 'en')).toBeUndefined();
  });
});
