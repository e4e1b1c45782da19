/**
 * LaggingScreens decides which screens the desk lists. After each announcement every screen is behind until it has
 * shown and acknowledged the announcement. So only screens that stay behind are listed.
 *
 * The time is measured from the report that this desk first received, because the clock of the server may differ.
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
