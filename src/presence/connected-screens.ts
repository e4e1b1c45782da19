/**
 * The wall answers: what each screen has shown last. Kept in memory per process; what goes to other processes is a
 * count per sequence and the furthest behind, so that thousands of screens are a few kilobytes.
 */
/** A screen that says nothing for so long is not there any more; it repeats itself every twenty seconds. */
const silentMs = 60_000;
const maxLaggards = 50;
const shareAfterMs = 500;

export interface ScreenAcknowledgement {
  id: string;
  name: string;
  sequence: number;
  /** When it said so, in milliseconds since 1970. */
  shownAt: number;
}

export interface ConnectedScreensReport {
  /** How many screens have shown each sequence last. */
  bySequence: Record<number, number>;
  /** The screens that are furthest behind, of this process. */
  furthestBehind: ScreenAcknowledgement[];
}

export class ConnectedScreens {
  readonly #byTopic = new Map<string, Map<string, ScreenAcknowledgement>>();
  readonly #dirty = new Set<string>();
  readonly #share: (topic: string) => void;
  #timer: NodeJS.Timeout | null = null;

  /** `share` is called soon after a topic changed, and not for each screen of it. */
  constructor(share: (topic: string) => void) {
    this.#share = share;
  }

  acknowledge(topic: string, screen: ScreenAcknowledgement): void {
    let screens = this.#byTopic.get(topic);
    if (!screens) {
      screens = new Map();
      this.#byTopic.set(topic, screens);
    }
    const known = screens.get(screen.id);
    // A screen that was reloaded begins anew; one whose messages overtook each other does not go back.
    if (known && known.sequence > screen.sequence && screen.shownAt - known.shownAt < shareAfterMs) return;
    screens.set(screen.id, screen);
    this.#dirty.add(topic);
    this.#timer ??= setTimeout(() => this.#flush(), shareAfterMs);
  }

  report(topic: string): ConnectedScreensReport {
    const screens = this.#byTopic.get(topic);
    const bySequence: Record<number, number> = {};
    if (!screens) return { bySequence, furthestBehind: [] };
    const since = Date.now() - silentMs;
    for (const [id, screen] of screens) {
      if (screen.shownAt < since) screens.delete(id);
      else bySequence[screen.sequence] = (bySequence[screen.sequence] ?? 0) + 1;
    }
    const furthestBehind = [...screens.values()]
      .sort((a, b) => a.sequence - b.sequence)
      .slice(0, maxLaggards);
    return { bySequence, furthestBehind };
  }

  #flush(): void {
    this.#timer = null;
    for (const topic of this.#dirty) this.#share(topic);
    this.#dirty.clear();
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }
}
