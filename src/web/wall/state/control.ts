/** What the desk has set for this wall: the settings of its name, and those of all walls where these say nothing. */
import type { WallControlFragment, WallSettingsFragment } from '../../operations.ts';
import type { Notice, StreamMode, WallState } from './wall-state.ts';

export type WallControl = WallControlFragment;
export type WallSettings = WallSettingsFragment;
export type Picture = NonNullable<WallSettings['picture']>;

export function settingsOf({ allWalls, namedWalls }: WallControl, name: string): WallSettings {
  const own = namedWalls.find(({ wall }) => wall === name)?.settings;
  if (!own) return allWalls;
  const { slideTextTranslations, languages } = own;
  return {
    picture: own.picture ?? allWalls.picture,
    slideTextTranslations:
      slideTextTranslations.length > 0 ? slideTextTranslations : allWalls.slideTextTranslations,
    languages: languages.length > 0 ? languages : allWalls.languages,
    rehearsal: own.rehearsal ?? allWalls.rehearsal,
    hiddenNotice: newest(own.hiddenNotice, allWalls.hiddenNotice),
    hiddenRehearsalNotice: newest(own.hiddenRehearsalNotice, allWalls.hiddenRehearsalNotice),
  };
}

function newest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

/** The stream that the wall shows. A wall without a token receives no `rehearsal`, so it stays live. */
export function modeOf(settings: WallSettings | null, modeOfAddress: StreamMode): StreamMode {
  if (settings?.rehearsal == null) return modeOfAddress;
  return settings.rehearsal ? 'REHEARSAL' : 'LIVE';
}

export function pictureOf({ settings }: WallState): Picture {
  return settings?.picture ?? 'PROGRAMME';
}

/** The languages that the desk has set, else those of the address. */
export function languagesOf({ settings }: WallState, ofAddress: readonly string[]): readonly string[] {
  return settings && settings.languages.length > 0 ? settings.languages : ofAddress;
}

export function isTakenDown({ sequence }: Notice, { settings, mode }: WallState): boolean {
  const hidden = mode === 'REHEARSAL' ? settings?.hiddenRehearsalNotice : settings?.hiddenNotice;
  return hidden != null && sequence <= hidden;
}
