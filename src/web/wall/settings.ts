/** What the address of a screen asks for. */
import type { Address } from '../page-address.ts';
import type { Exhibition } from './state/ceremony-state.ts';

export interface Settings {
  slug: string;
  token: string | null;
  mode: 'LIVE' | 'REHEARSAL';
  /** One of them stays; several take turns; none asked for: all of the exhibition take turns. */
  languages: readonly string[];
  theme: 'ink' | 'paper';
  /** Its number from 1, its id, or a part of its name or city. */
  venue: string | null;
  /** What the desk calls this screen. */
  name: string | null;
  /** How many times faster than it was; null to show what is told now. */
  replaySpeed: number | null;
}

const maxReplaySpeed = 10_000;

export function settingsOf({ slug, token, parameters }: Address): Settings {
  const speed = Number.parseFloat(parameters.get('replay') ?? '');
  return {
    slug,
    token,
    mode: parameters.get('mode')?.toUpperCase() === 'REHEARSAL' ? 'REHEARSAL' : 'LIVE',
    languages: (parameters.get('lang') ?? '').split(',').filter(isLanguage),
    theme: parameters.get('theme') === 'paper' ? 'paper' : 'ink',
    venue: parameters.get('venue'),
    name: parameters.get('name'),
    replaySpeed: parameters.has('replay') ? Math.min(Math.max(speed || 1, 0.1), maxReplaySpeed) : null,
  };
}

function isLanguage(tag: string): boolean {
  try {
    return tag !== '' && Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

type Venue = Exhibition['venues'][number];

export function venueOf({ venues }: Exhibition, wanted: string | null): Venue | null {
  if (wanted === null) return null;
  const sought = wanted.toLowerCase();
  const isNamed = ({ id, nameTranslations, cityTranslations }: Venue) =>
    id === wanted ||
    [...nameTranslations, ...cityTranslations].some(({ text }) => text.toLowerCase().includes(sought));
  return venues[Number(wanted) - 1] ?? venues.find(isNamed) ?? null;
}
