/**
 * WallControl is what the desk has set for the walls of an exhibition. It is state, not an announcement: it has no
 * sequence, and a wall that returns gets only the newest.
 */
import type { Entry } from '../stream/source.ts';
import type { LocalizedText } from '../text/localized-text.ts';
import type { StreamMode } from './content.ts';

export const wallPictures = {
  PROGRAMME: 'PROGRAMME',
  BLANK: 'BLANK',
  TITLE: 'TITLE',
  SLIDE: 'SLIDE',
  TOTALS: 'TOTALS',
} as const;

export type WallPicture = keyof typeof wallPictures;

/** A type alias, because Prisma does not accept an interface as JSON. Null or empty is not set. */
export type WallSettings = {
  picture: WallPicture | null;
  slideText: LocalizedText | null;
  languages: string[];
  rehearsal: boolean | null;
  /** By stream, the sequence up to which notices are taken down. */
  hiddenNotices: Partial<Record<StreamMode, number>>;
};

export type NamedWall = { wall: string; settings: WallSettings };

export type WallControlSettings = {
  /** For every wall. Null: nothing is set. */
  all: WallSettings | null;
  /** For the walls with these names, in the order of the names. What is not set here is as in `all`. */
  named: NamedWall[];
};

/** A version of the settings, as the hub delivers it. Its sequence is the version. */
export interface WallControlRow extends Entry {
  exhibitionId: string;
  exhibitionSlug: string;
  seriesSlug: string;
  settings: WallControlSettings;
}

export const unsetWall: WallSettings = {
  picture: null,
  slideText: null,
  languages: [],
  rehearsal: null,
  hiddenNotices: {},
};

export const unsetWallControl: WallControlSettings = { all: null, named: [] };

const prefix = 'walls:';

/** The id of the wall control of an exhibition in the hub and in notifications, beside the ids of its streams. */
export function wallControlStreamId(exhibitionId: string): string {
  return prefix + exhibitionId;
}

/** Null for the id of a stream of announcements. */
export function exhibitionOfWallControl(streamId: string): string | null {
  return streamId.startsWith(prefix) ? streamId.slice(prefix.length) : null;
}
