/** Settings from the URL of a wall. */
import { type PageAddress, streamModeOf } from '../page-address.ts';
import type { Exhibition, StreamMode } from './state/wall-state.ts';

export interface Settings {
  slug: string;
  token: string | null;
  mode: StreamMode;
  /** One language is shown permanently; several alternate. None: all languages of the exhibition alternate. */
  languages: readonly string[];
  theme: 'ink' | 'paper';
  /** The number of the venue from 1, its id, or a part of its name or city. */
  venue: string | null;
  /** The name of this screen on the desk. */
  name: string | null;
  /** The replay speed as a multiple of the original speed. Null shows the live stream. */
  replaySpeed: number | null;
}

const minReplaySpeed = 0.1;
const maxReplaySpeed = 10_000;

export function readSettings({ slug, token, parameters }: PageAddress): Settings {
  return {
    slug,
    token,
    mode: streamModeOf(parameters),
    languages: (parameters.get('lang') ?? '').split(',').filter(isLanguageTag),
    theme: parameters.get('theme') === 'paper' ? 'paper' : 'ink',
    venue: parameters.get('venue'),
    name: parameters.get('name'),
    replaySpeed: replaySpeedOf(parameters.get('replay')),
  };
}

function replaySpeedOf(text: string | null): number | null {
  if (text === null) return null;
  return Math.min(Math.max(Number.parseFloat(text) || 1, minReplaySpeed), maxReplaySpeed);
}

function isLanguageTag(tag: string): boolean {
  try {
    return tag !== '' && Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

type Venue = Exhibition['venues'][number];

/** The venue that the settings name; null if they name none or an unknown one. */
export function findVenue({ venues }: Exhibition, wanted: string | null): Venue | null {
  if (wanted === null) return null;
  const sought = wanted.toLowerCase();
  const isNamed = ({ id, nameTranslations, cityTranslations }: Venue) =>
    id === wanted ||
    [...nameTranslations, ...cityTranslations].some(({ text }) => text.toLowerCase().includes(sought));
  return venues[Number(wanted) - 1] ?? venues.find(isNamed) ?? null;
}
