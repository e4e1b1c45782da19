/** The walls of an exhibition: their names, and what is set for them. */
import type { DeskView, StreamMode } from './desk-view.ts';

type Control = DeskView['exhibition']['wallControl'];
export type WallSettings = Control['allWalls'];
/** A picture that needs no text. */
export type ButtonPicture = Exclude<NonNullable<WallSettings['picture']>, 'SLIDE'>;

/** The names of the walls that are connected or have settings of their own, in the order of the names. */
export function controlledWalls({ screens, exhibition }: DeskView): string[] {
  const names = [
    ...screens.connected.map(({ name }) => name),
    ...exhibition.wallControl.namedWalls.map(({ wall }) => wall),
  ];
  return [...new Set(names)].sort();
}

/** What is set for one wall by its name, else for all. `wall` is null for all. */
export function ownSettings({ exhibition: { wallControl } }: DeskView, wall: string | null): WallSettings {
  const named = wallControl.namedWalls.find((each) => each.wall === wall);
  return named?.settings ?? wallControl.allWalls;
}

/** The sequence of the newest notice, unless all walls have taken it down; null if there is none. */
export function noticeOnWalls({ exhibition }: DeskView, mode: StreamMode): number | null {
  const { nodes = [] } = exhibition.announcements ?? {};
  const { allWalls } = exhibition.wallControl;
  const hidden = (mode === 'LIVE' ? allWalls.hiddenNotice : allWalls.hiddenRehearsalNotice) ?? 0;
  for (let index = nodes.length - 1; index >= 0; index--) {
    const { __typename: kind, sequence } = nodes[index]!;
    // The opening of a ceremony removes the notice before it.
    if (kind === 'CeremonyOpened') return null;
    if (kind === 'Notice') return sequence > hidden ? sequence : null;
  }
  return null;
}

/** The subject of the form of a slide. `wall` is null for all walls. */
export function slideSubject(wall: string | null): string {
  return JSON.stringify(wall);
}

export function wallOfSlide(subject: string): string | null {
  return JSON.parse(subject);
}
