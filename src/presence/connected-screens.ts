/**
 * ConnectedScreens holds the sequence that each screen of this process shows. Other processes get only a count per
 * sequence and the screens that are furthest behind, so that a report on thousands of screens has a few kilobytes.
 */
import { type Scheduler, systemScheduler, type Timer } from '../stream/scheduler.ts';

/** A screen without a report for this long counts as disconnected. Screens report every 20 seconds. */
export const silentMs = 60_000;
export const maxLaggingScreens = 50;
/** Of one stream in this process. A screen takes about 300 bytes. */
export const maxScreens = 20_000;
const shareAfterMs = 500;
const minExpiryMs = 1_000;

export interface ScreenAcknowledgement {
  id: string;
  name: string;
  sequence: number;
  /** Milliseconds since 1970. */
  shownAt: number;
}

export interface ConnectedScreensReport {
  /** The number of screens that show each sequence. */
  bySequence: Record<number, number>;
  /** The screens of this process that are furthest behind, at most 50. */
  furthestBehind: ScreenAcknowledgement[];
}

export class ConnectedScreens {
  readonly #byTopic = new Map<string, Map<string, ScreenAcknowledgement>>();
  readonly #changedTopics = new Set<string>();
  readonly #share: (topic: string) => void;
  readonly #scheduler: Scheduler;
  #shareTimer: Timer | null = null;
  #expiryTimer: Timer | null = null;

  /** Calls `share` soon after a topic has changed, once for all changes. */
  constructor(share: (topic: string) => void, scheduler: Scheduler = systemScheduler) {
    this.#share = share;
    this.#scheduler = scheduler;
  }

  get size(): number {
    let size = 0;
    for (const screens of this.#byTopic.values()) size += screens.size;
    return size;
  }

  /** False if the maximum number of screens is reached. */
  acknowledge(topic: string, screen: ScreenAcknowledgement): boolean {
    let screens = this.#byTopic.get(topic);
    if (!screens) {
      screens = new Map();
      this.#byTopic.set(topic, screens);
    }
    const known = screens.get(screen.id);
    // A lower sequence soon after a higher one is an older message that arrived late. Later it is a screen that reloaded.
    if (!known && screens.size >= maxScreens) return false;
    if (known && known.sequence > screen.sequence && screen.shownAt - known.shownAt < shareAfterMs)
      return true;
    screens.set(screen.id, screen);
    this.#shareSoon(topic);
    this.#expiryTimer ??= this.#scheduler.setTimeout(() => this.#expire(), silentMs);
    return true;
  }

  report(topic: string): ConnectedScreensReport {
    this.#removeSilent(topic);
    const screens = [...(this.#byTopic.get(topic)?.values() ?? [])];
    const bySequence: Record<number, number> = {};
    for (const { sequence } of screens) bySequence[sequence] = (bySequence[sequence] ?? 0) + 1;
    const furthestBehind = screens.sort((a, b) => a.sequence - b.sequence).slice(0, maxLaggingScreens);
    return { bySequence, furthestBehind };
  }

  /** Returns whether the topic had silent screens. */
  #removeSilent(topic: string): boolean {
    const screens = this.#byTopic.get(topic);
    if (!screens) return false;
    const before = screens.size;
    const since = this.#scheduler.now() - silentMs;
    for (const [id, { shownAt }] of screens) if (shownAt < since) screens.delete(id);
    if (screens.size === 0) this.#byTopic.delete(topic);
    return screens.size < before;
  }

  #expire(): void {
    for (const topic of [...this.#byTopic.keys()]) if (this.#removeSilent(topic)) this.#shareSoon(topic);
    // When the next screen counts as disconnected, but not more often than once per `minExpiryMs`.
    const nextMs = this.#oldestMs() + silentMs + 1 - this.#scheduler.now();
    const waitMs = Math.max(minExpiryMs, nextMs);
    this.#expiryTimer =
      this.#byTopic.size > 0 ? this.#scheduler.setTimeout(() => this.#expire(), waitMs) : null;
  }

  #oldestMs(): number {
    let oldest = Number.POSITIVE_INFINITY;
    for (const screens of this.#byTopic.values())
      for (const { shownAt } of screens.values()) oldest = Math.min(oldest, shownAt);
    return oldest;
  }

  #shareSoon(topic: string): void {
    this.#changedTopics.add(topic);
    this.#shareTimer ??= this.#scheduler.setTimeout(() => this.#shareChanges(), shareAfterMs);
  }

  #shareChanges(): void {
    this.#shareTimer = null;
    const topics = [...this.#changedTopics];
    this.#changedTopics.clear();
    for (const topic of topics) this.#share(topic);
  }

  close(): void {
    this.#shareTimer?.cancel();
    this.#expiryTimer?.cancel();
  }
}
