/**
 * LaggingScreens decides which screens to name. Every screen is behind for a moment after each announcement, until it
 * has shown and acknowledged it. A list that flickers with each signing would hide the screen that needs attention.
 *
 * Measures from when this desk first received the report: the clock of the server may differ.
 */
import type { DeskView } from './desk-view.ts';

type LaggingScreen = DeskView['screens']['lagging'][number];

const toleranceMs = 3_000;

export class LaggingScreens {
  #reportedAt = new Map<string, number>();

  /** The screens that have been behind for `toleranceMs`, of those that are behind now. */
  persistent(lagging: readonly LaggingScreen[], now: number): LaggingScreen[] {
    const keyOf = ({ name, behindSince }: LaggingScreen) => `${behindSince} ${name}`;
    const reportedAt = (screen: LaggingScreen) => this.#reportedAt.get(keyOf(screen)) ?? now;
    this.#reportedAt = new Map(lagging.map((screen) => [keyOf(screen), reportedAt(screen)]));
    return lagging.filter((screen) => now - reportedAt(screen) >= toleranceMs);
  }
}
