/** Selecting an item by typing: its number, or a part of what it is called. */
import type { ProgrammeItem } from './desk-view.ts';
import { titleOf } from './programme.ts';

/** Digits within this time make one number. */
const numberMs = 1_200;

export class TypedNumber {
  #digits = '';
  #typedAt = Number.NEGATIVE_INFINITY;

  /** The number so far, with this digit. */
  type(digit: string, now: number): number {
    this.#digits = now - this.#typedAt <= numberMs ? this.#digits + digit : digit;
    this.#typedAt = now;
    return Number(this.#digits);
  }
}

/** The item with this number, as the running order counts from 1. */
export function itemNumbered(items: readonly ProgrammeItem[], number: number): ProgrammeItem | undefined {
  return items.find(({ position }) => position + 1 === number);
}

/** The first item with this text in a title, the name of a party or of a speaker, in any language and width. */
export function itemNamed(
  items: readonly ProgrammeItem[],
  typed: string,
  language: string,
): ProgrammeItem | undefined {
  const sought = fold(typed);
  if (sought === '') return undefined;
  const names = (item: ProgrammeItem) => [
    titleOf(item, language),
    ...(item.deal?.titleTranslations.map(({ text }) => text) ?? []),
    ...(item.deal?.parties.map(({ organization }) => organization.name) ?? []),
    item.speech?.office ?? '',
  ];
  const matching = items.filter((item) => names(item).some((name) => fold(name).includes(sought)));
  return matching.find((item) => names(item).some((name) => fold(name).startsWith(sought))) ?? matching[0];
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
