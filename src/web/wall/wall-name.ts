/** The name of this screen at the desk, by which it can be controlled. */
import { newIdempotencyKey } from '../../client/index.ts';
import { textIn } from '../format/localized-texts.ts';
import { tabStorage } from '../page-storage.ts';
import { findVenue, type Settings } from './settings.ts';
import type { Exhibition } from './state/wall-state.ts';

const maxNameLength = 80;

/** As in its address, else the city of its venue and the beginning of its id. */
export function wallName(
  { name, venue: wanted }: Settings,
  exhibition: Exhibition,
  screenId: string,
): string {
  // As the server stores it.
  const given = name?.normalize('NFC').trim();
  if (given) return given.slice(0, maxNameLength).trim();
  const venue = findVenue(exhibition, wanted) ?? exhibition.venues[0];
  return `${venue ? textIn(venue.cityTranslations, 'en') : 'Screen'} ${screenId.slice(0, 4)}`.slice(
    -maxNameLength,
  );
}

/** Stays the same when this tab reloads, and differs in another tab. */
export function readScreenId(): string {
  const id = tabStorage.get('screen') ?? newIdempotencyKey();
  tabStorage.set('screen', id);
  return id;
}
