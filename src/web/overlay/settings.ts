/** Settings from the URL of an overlay. */
import type { PageAddress } from '../page-address.ts';
import { readSettings, type Settings } from '../wall/settings.ts';

export const graphics = ['lower-third', 'total', 'ticker', 'countdown'] as const;
export type Graphic = (typeof graphics)[number];

export interface OverlaySettings extends Settings {
  /** Null for a name that no graphic has. */
  graphic: Graphic | null;
  /** The part of width and height that the graphics keep within, in percent. */
  safePercent: number;
  /** How long the lower third shows a signing or a speaker; 0: until the next one. */
  holdMs: number;
}

/** The graphics safe area of EBU R 95. */
const defaultSafePercent = 90;
const minSafePercent = 50;
const defaultHoldSeconds = 20;

export function readOverlaySettings(address: PageAddress): OverlaySettings {
  const { parameters } = address;
  const settings = readSettings(address);
  const named = parameters.get('graphic') ?? graphics[0];
  const graphic = graphics.find((each) => each === named) ?? null;
  return {
    ...settings,
    // The desk lists it by its graphic, and controls it by this name.
    name: settings.name ?? `Overlay ${graphic ?? named}`,
    graphic,
    safePercent: Math.min(
      Math.max(numberIn(parameters.get('safe')) ?? defaultSafePercent, minSafePercent),
      100,
    ),
    holdMs: Math.max(numberIn(parameters.get('hold')) ?? defaultHoldSeconds, 0) * 1_000,
  };
}

function numberIn(text: string | null): number | null {
  const number = Number.parseFloat(text ?? '');
  return Number.isFinite(number) ? number : null;
}
