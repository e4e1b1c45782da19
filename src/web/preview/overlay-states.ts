/** Every graphic of the overlay, in states of the wall. */
import type { Graphic, OverlaySettings } from '../overlay/settings.ts';
import { type WallPreview, wallStates } from './wall-states.ts';

export interface OverlayPreview extends Omit<WallPreview, 'settings'> {
  settings: Partial<OverlaySettings> & { graphic: Graphic };
}

const wallStatesOf: Record<Graphic, readonly string[]> = {
  'lower-third': [
    ...[
      'first signing',
      'signing',
      'signing in another currency',
      'signing with many digits, in one language',
    ],
    ...['signing with a long title', 'corrected amount', 'corrected title, disclosed amount', 'retracted'],
    ...['speech', 'speech before the first signing', 'rehearsal'],
  ],
  total: [
    'first signing',
    'signing',
    'signing with a missing rate',
    'signing without investment',
    'rehearsal',
  ],
  ticker: [
    'signing',
    'signing with a long title',
    'corrected amount',
    'signing in another currency',
    'rehearsal',
  ],
  countdown: ['before the opening', 'days before the opening', 'past the planned start'],
};

/** States in which each of the graphics is empty. */
const emptyStates: Record<Graphic, readonly string[]> = {
  'lower-third': [
    'connecting',
    'before the opening',
    'finished speech',
    'after the closing',
    'blank picture',
  ],
  total: ['connecting', 'before the opening', 'opening', 'blank picture'],
  ticker: ['connecting', 'before the opening', 'opening', 'blank picture'],
  countdown: ['connecting', 'opening', 'signing'],
};

function statesOf(names: Record<Graphic, readonly string[]>): Record<string, OverlayPreview> {
  return Object.fromEntries(
    (Object.keys(names) as Graphic[]).flatMap((graphic) =>
      names[graphic].map((name) => {
        const { settings, ...preview } = wallStates[name]!;
        return [`${graphic}: ${name}`, { ...preview, settings: { ...settings, graphic } }];
      }),
    ),
  );
}

const filled = statesOf(wallStatesOf);

export const filledOverlays: readonly string[] = Object.keys(filled);
export const emptyOverlays: readonly string[] = Object.keys(statesOf(emptyStates));
export const overlayStates: Record<string, OverlayPreview> = { ...filled, ...statesOf(emptyStates) };
