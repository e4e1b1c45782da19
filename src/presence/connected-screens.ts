/**
 * ConnectedScreens holds the sequence that each screen of this process shows. Other processes get an id and an age of ten
 * characters for each screen, so that one that has moved to another server is counted once, and the names of those that
 * are furthest behind: a report on thousands of screens has tens of kilobytes.
 */
import { createHash } from 'node:crypto';
import { type Scheduler, systemScheduler, type Timer } from '../stream/scheduler.ts';

/** A screen without a report for this long counts as disconnected. Screens report every 20 seconds. */
export const silentMs = 60_000;
export const maxLaggingScreens = 50;
/** Memory of a screen with an id and a name of usual length. The longest ones take a kilobyte. */
export const bytesPerScreen = 200;
/** The limit of one stream in this process. */
export const maxScreens = 20_000;
const shareAfterMs = 500;
const minExpiryMs = 1_000;
const idCharacters = 8;
const ageCharacters = 2;
const ageRadix = 36;
const ageUnitMs = 50;
const maxAge = ageRadix ** ageCharacters - 1;

export interface ScreenAcknowledgement {
  /** The id that the screen sends, of any length. */
  id: string;
  name: string;
  sequence: number;
}

export interface ConnectedScreen {
  /** A hash of the id. */
  id: string;
  name: string;
  sequence: number;
  /** Milliseconds since 1970. */
  shownAt: number;
}

export interface ConnectedScreensReport {
  /** When it was made, in milliseconds since 1970. */
  at: number;
  /** The screens that show each sequence: the hash of the id and the age of the report of each, without separators. */
  bySequence: Record<number, string>;
  /** The screens of this process that are furthest behind, at most 50. */
  furthestBehind: ConnectedScreen[];
}

/** What the processes together have seen of a screen. */
export interface ShownSequence {
  sequence: number;
  shownAt: number;
}

export class ConnectedScreens {
  readonly #byTopic = new Map<string, Map<string, ConnectedScreen>>();
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

  /** False for one screen too many. */
  acknowledge(topic: string, { id, name, sequence }: ScreenAcknowledgement): boolean {
    let screens = this.#byTopic.get(topic);
    if (!screens) {
      screens = new Map();
      this.#byTopic.set(topic, screens);
    }
    const hash = hashOf(id);
    const known = screens.get(hash);
    const shownAt = this.#scheduler.now();
    if (!known && screens.size >= maxScreens) return false;
    // A lower sequence soon after a higher one is an older message that arrived late. Later it is a screen that reloaded.
    if (known && known.sequence > sequence && shownAt - known.shownAt < shareAfterMs) return true;
    screens.set(hash, { id: hash, name, sequence, shownAt });
    this.#shareSoon(topic);
    this.#expiryTimer ??= this.#scheduler.setTimeout(() => this.#expire(), silentMs);
    return true;
  }

  report(topic: string): ConnectedScreensReport {
    this.#removeSilent(topic);
    const at = this.#scheduler.now();
    const screens = [...(this.#byTopic.get(topic)?.values() ?? [])];
    const bySequence: Record<number, string> = {};
    for (const { id, sequence, shownAt } of screens)
      bySequence[sequence] = (bySequence[sequence] ?? '') + id + formatAge(at - shownAt);
    const furthestBehind = screens.sort((a, b) => a.sequence - b.sequence).slice(0, maxLaggingScreens);
    return { at, bySequence, furthestBehind };
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

/**
 * Each screen of all reports once, as it was reported last: a server that it has left may still count it, and one that was
 * killed. Without those that are silent by now.
 */
export function mergeScreens(
  reports: readonly ConnectedScreensReport[],
  nowMs: number,
): Map<string, ShownSequence> {
  const latest = new Map<string, ShownSequence>();
  const width = idCharacters + ageCharacters;
  for (const { at, bySequence } of reports) {
    for (const [key, text] of Object.entries(bySequence)) {
      const sequence = Number(key);
      for (let from = 0; from + width <= text.length; from += width) {
        const id = text.slice(from, from + idCharacters);
        const shownAt = at - parseAge(text.slice(from + idCharacters, from + width));
        if (nowMs - shownAt > silentMs) continue;
        const known = latest.get(id);
        const isNewer =
          !known || shownAt > known.shownAt || (shownAt === known.shownAt && sequence > known.sequence);
        if (isNewer) latest.set(id, { sequence, shownAt });
      }
    }
  }
  return latest;
}

/** Two of 20,000 screens have the same one with a probability of 1 : 1,400,000. */
function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, idCharacters);
}

function formatAge(ms: number): string {
  const age = Math.min(maxAge, Math.max(0, Math.round(ms / ageUnitMs)));
  return age.toString(ageRadix).padStart(ageCharacters, '0');
}

function parseAge(text: string): number {
  return Number.parseInt(text, ageRadix) * ageUnitMs;
}
