/**
 * Hundreds of screens in one process, with what the run reads from them: their positions, the latency of announcements,
 * and whether they received exactly the stored announcements.
 */
import type { Position } from '../../../src/stream/cursor.ts';
import { query } from '../../support/http-client.ts';
import { uuidOf } from '../uuid-of.ts';
import {
  type Follow,
  followFromTheBeginning,
  followOverEventStream,
  followOverWebSocket,
  type ScreenAnnouncement,
} from './follow.ts';
import { Latencies, type Latency, quantile } from './latencies.ts';
import { type Reset, Screen, type Stretch, type Surroundings } from './screen.ts';
import { everything } from './selections.ts';
import { addViolations, noViolations, type Violations } from './sequence-check.ts';
import { openSilentReader, type SilentReader } from './silent-reader.ts';

export interface HallOptions {
  url: string;
  exhibition: string;
  webSockets: number;
  eventStreams: number;
  /** Screens whose client always uses its first cursor: a mutant. */
  forgetful?: boolean;
}

export interface StoredEntry {
  sequence: number;
  epoch: string;
  id: string;
}

/** The report of a row about the screens. */
export interface HallReport {
  screens: number;
  wire: Violations;
  taken: Violations;
  /** Deliveries that differ from the stored announcement of the same sequence. */
  differing: number;
  resets: Reset[];
  connections: number;
}

const lookMs = 20;
/** A frequent selection and two rare ones: each selection and language is a separate audience. */
const audiences = [
  {
    selection: '__typename id sequence cursor announcedAt ... on Notice { text }',
    language: 'de',
    share: 0.8,
  },
  { selection: everything, language: 'de', share: 0.15 },
  { selection: everything, language: 'ja', share: 0.05 },
];

export class Hall {
  readonly #screens: Screen[] = [];
  readonly #latencies = new Latencies();
  /** By epoch and sequence: the id that the first screen received there. */
  readonly #ids = new Map<string, string>();
  readonly #firstSince = new Map<Screen, number>();
  #since = Number.POSITIVE_INFINITY;
  #differing = 0;
  #silent: SilentReader[] = [];
  #options: HallOptions | null = null;

  async open(options: HallOptions): Promise<void> {
    this.#options = options;
    const { webSockets, eventStreams, forgetful = false } = options;
    const cursor = await this.#loadSnapshot();
    const overWebSocket = forgetful ? followFromTheBeginning : followOverWebSocket;
    for (let index = 0; index < webSockets + eventStreams; index++) {
      const follow = index < webSockets ? overWebSocket : followOverEventStream;
      this.#screens.push(this.#openScreen(follow, index, cursor));
    }
  }

  #openScreen(follow: Follow, index: number, cursor: string): Screen {
    const place = ((index * 0.618_034) % 1) as number;
    const bounds = audiences.map((_, at) =>
      audiences.slice(0, at + 1).reduce((sum, each) => sum + each.share, 0),
    );
    const { selection, language } = audiences[bounds.findIndex((bound) => place < bound)] ?? audiences[0]!;
    const { url, exhibition } = this.#options!;
    const surroundings: Surroundings = {
      url,
      exhibition,
      selection,
      language,
      loadSnapshot: () => this.#loadSnapshot(),
      heard: (screen, announcement, position) => this.#heard(screen, announcement, position),
    };
    return new Screen(follow, surroundings, cursor);
  }

  async #loadSnapshot(): Promise<string> {
    const { url, exhibition } = this.#options!;
    const document = 'query Snapshot($slug: ID!) { exhibition(idOrSlug: $slug) { stream { cursor } } }';
    for (let attempt = 1; ; attempt++) {
      try {
        return (await query(url, document, { slug: exhibition })).exhibition.stream.cursor;
      } catch (error) {
        if (attempt === 120) throw error;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }

  #heard(screen: Screen, announcement: ScreenAnnouncement, { epoch, sequence }: Position): void {
    const place = `${epoch} ${sequence}`;
    const id = uuidOf(announcement.id);
    const known = this.#ids.get(place);
    if (known === undefined) this.#ids.set(place, id);
    else if (known !== id) this.#differing++;
    const sentAt = Number(/^\S+ (\d+)$/.exec(announcement.text ?? '')?.[1] ?? Number.NaN);
    if (Number.isNaN(sentAt)) return;
    const now = Date.now();
    this.#latencies.add(sentAt, now);
    if (sentAt >= this.#since && !this.#firstSince.has(screen)) this.#firstSince.set(screen, now);
  }

  async count(): Promise<number> {
    return this.#screens.length;
  }

  /** Begins a new row. */
  async begin(): Promise<void> {
    for (const screen of this.#screens) screen.forget();
    this.#latencies.clear();
    this.#ids.clear();
    this.#differing = 0;
  }

  async latency(fromMs: number, toMs: number): Promise<Latency | null> {
    return this.#latencies.between(fromMs, toMs);
  }

  /** A screen is live again as soon as it receives an announcement of a later command. */
  async watchRecovery(sinceMs: number): Promise<void> {
    this.#since = sinceMs;
    this.#firstSince.clear();
  }

  /** How long after that moment screens were live again, in order; at most until the time is over. */
  async recoveryTimes(withinMs: number): Promise<{ live: number; took: number[] }> {
    await this.#until(() => this.#firstSince.size === this.#screens.length, withinMs);
    const took = [...this.#firstSince.values()].map((at) => at - this.#since).sort((a, b) => a - b);
    return { live: took.length, took };
  }

  async recovered(withinMs: number): Promise<{ live: number; p50Ms: number; p99Ms: number }> {
    const { live, took } = await this.recoveryTimes(withinMs);
    return { live, p50Ms: quantile(took, 0.5), p99Ms: quantile(took, 0.99) };
  }

  /** Waits until all screens are at the head or beyond it, or the time is over. */
  async caughtUp(head: number, withinMs: number): Promise<{ behind: number; tookMs: number }> {
    const startedAt = Date.now();
    const isBehind = (screen: Screen) => screen.position.sequence < head;
    await this.#until(() => !this.#screens.some(isBehind), withinMs);
    return { behind: this.#screens.filter(isBehind).length, tookMs: Date.now() - startedAt };
  }

  /** The report of the row; `stored` has all announcements since the row began, with their epochs. */
  async report(stored: readonly StoredEntry[], head: number): Promise<HallReport> {
    const wire = noViolations();
    const taken = noViolations();
    const bySequence = new Map(stored.map((entry) => [entry.sequence, entry]));
    let differing = this.#differing;
    for (const screen of this.#screens) {
      const violations = screen.violations(head);
      addViolations(wire, violations.wire);
      addViolations(taken, violations.taken);
      for (const stretch of screen.stretches) differing += this.#differences(stretch, bySequence);
    }
    return {
      screens: this.#screens.length,
      wire,
      taken,
      differing,
      resets: this.#screens.flatMap((screen) => screen.resets),
      connections: this.#screens.reduce((sum, screen) => sum + screen.connections, 0),
    };
  }

  #differences({ epoch, from, to }: Stretch, stored: ReadonlyMap<number, StoredEntry>): number {
    let differences = 0;
    for (let sequence = from; sequence <= to; sequence++) {
      const entry = stored.get(sequence);
      const isSame = entry?.epoch === epoch && this.#ids.get(`${epoch} ${sequence}`) === entry.id;
      if (!isSame) differences++;
    }
    return differences;
  }

  /** Readers that subscribe and never read. */
  async openSilentReaders(port: number, count: number): Promise<void> {
    const { exhibition } = this.#options!;
    const opened = await Promise.all(
      Array.from({ length: count }, () => openSilentReader(port, exhibition, everything)),
    );
    this.#silent.push(...opened);
  }

  async closeSilentReaders(): Promise<void> {
    for (const reader of this.#silent) reader.close();
    this.#silent = [];
  }

  async close(): Promise<void> {
    await this.closeSilentReaders();
    for (const screen of this.#screens) screen.stop();
    this.#screens.length = 0;
  }

  async #until(condition: () => boolean, withinMs: number): Promise<void> {
    const until = Date.now() + withinMs;
    while (!condition() && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
}
