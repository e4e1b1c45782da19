/**
 * WallSession keeps an unattended wall up to date. It reconnects without limit, loads the snapshot again if its
 * cursor is lost, and acknowledges what the wall has shown.
 *
 * It sends events with their times to the reducer, which computes the state.
 */
import {
  type AnnouncementFollower,
  ConnectionBroken,
  followAnnouncements,
  keepSubscribed,
  type Retry,
  type Subscription,
  type SubscriptionState,
  type Transport,
} from '../../client/index.ts';
import { connect } from '../api/connect.ts';
import { execute, OperationError } from '../api/execute.ts';
import { serverClock } from '../api/server-clock.ts';
import {
  WallAnnouncements,
  WallControlChanges,
  type WallControlChangesSubscription,
  WallHead,
  WallSnapshot,
} from '../operations.ts';
import { Acknowledgements } from './acknowledgements.ts';
import { maxAnnouncementsPerQuery } from './announcements-per-query.ts';
import { reloadOnRelease } from './reload-on-release.ts';
import type { Settings } from './settings.ts';
import { modeOf, settingsOf, type WallControl } from './state/control.ts';
import { reduce, type WallEvent } from './state/reduce.ts';
import { type Announcement, initialState, type StreamMode, type WallState } from './state/wall-state.ts';
import { readScreenId, wallName } from './wall-name.ts';

const checkHeadMs = 30_000;
/** Rare, because a deployment ends every connection, and a wall also checks when it reconnects. */
const checkReleaseMs = 5 * 60_000;
const retryFirstMs = 1_000;
const retryMaxMs = 15_000;

export class WallSession {
  readonly #settings: Settings;
  readonly #onChange: (state: WallState) => void;
  readonly #acknowledgements: Acknowledgements;
  #state = initialState;
  #token: string | null;
  #following: AnnouncementFollower | null = null;
  #controlled: Subscription | null = null;
  /** What the desk has set for all walls. Null until it is known. */
  #control: WallControl | null = null;
  #mode: StreamMode;
  /** Increases when the wall changes to the other stream: what was begun for the previous one is dropped. */
  #generation = 0;
  readonly #screenId = readScreenId();
  /** By the timer of the page. */
  #announcedAt = Number.NEGATIVE_INFINITY;

  constructor(settings: Settings, onChange: (state: WallState) => void) {
    this.#settings = settings;
    this.#token = settings.token;
    this.#onChange = onChange;
    this.#mode = settings.mode;
    this.#acknowledgements = new Acknowledgements(settings, this.#screenId);
  }

  async run(): Promise<void> {
    const transport = connect(() => this.#token);
    await this.#follow(transport);
    this.#controlled = keepSubscribed(transport, {
      operation: () => ({
        query: WallControlChanges.query,
        operationName: WallControlChanges.operationName,
        variables: { exhibition: this.#settings.slug },
      }),
      onResult: ({ data }) => {
        this.#onControl((data as unknown as WallControlChangesSubscription).wallControl, transport);
        return true;
      },
      // It begins with what is set now, so nothing is to be resumed.
      onRejected: async (errors) => errors.every(({ extensions }) => extensions?.retry === 'NEW_SNAPSHOT'),
    });
    addEventListener('online', () => {
      this.#following?.restart();
      this.#controlled?.restart();
    });
    // Jitter, so that the walls of a hall do not all send requests at the same time.
    setInterval(() => void this.#checkHead(), checkHeadMs * (0.75 + Math.random() / 2));
    setInterval(() => void this.#checkRelease(), checkReleaseMs * (0.75 + Math.random() / 2));
  }

  /** Shows the stream of the current mode from now on. */
  async #follow(transport: Transport): Promise<void> {
    const generation = ++this.#generation;
    const isCurrent = () => generation === this.#generation;
    this.#following?.stop();
    this.#following = null;
    const after = await this.#loadFirstSnapshot(isCurrent);
    if (after === null || !isCurrent()) return;
    const { slug } = this.#settings;
    const mode = this.#mode;
    this.#following = followAnnouncements<Announcement>(transport, {
      query: WallAnnouncements.query,
      operationName: WallAnnouncements.operationName,
      variables: { exhibition: slug, mode },
      after,
      onAnnouncement: (announcement) => {
        if (!isCurrent()) return;
        this.#announcedAt = performance.now();
        this.#dispatch({ type: 'announced', announcement, at: serverClock.now() });
      },
      onCursorLost: () => this.#loadSnapshot(),
      onState: (state) => isCurrent() && this.#onSubscription(state),
    });
    // What was set meanwhile.
    this.#changeMode(transport);
  }

  #onControl(control: WallControl, transport: Transport): void {
    this.#control = control;
    this.#applyControl();
    this.#changeMode(transport);
  }

  #applyControl(): void {
    const { exhibition } = this.#state;
    if (!this.#control || !exhibition) return;
    const settings = settingsOf(this.#control, wallName(this.#settings, exhibition, this.#screenId));
    this.#dispatch({ type: 'settings-received', settings });
  }

  #changeMode(transport: Transport): void {
    const mode = modeOf(this.#state.settings, this.#settings.mode);
    if (mode === this.#mode) return;
    this.#mode = mode;
    void this.#follow(transport);
  }

  /** Null if the wall shows another stream meanwhile. */
  async #loadFirstSnapshot(isCurrent: () => boolean): Promise<string | null> {
    for (let delayMs = retryFirstMs; isCurrent(); delayMs = Math.min(delayMs * 2, retryMaxMs)) {
      try {
        return await this.#loadSnapshot();
      } catch (error) {
        if (!isCurrent()) return null;
        const isRejected = error instanceof OperationError;
        if (isRejected && this.#continueWithoutToken(error.retry)) continue;
        this.#dispatch(
          isRejected ? { type: 'rejected' } : { type: 'snapshot-failed', at: serverClock.now() },
        );
        await new Promise((resolve) => setTimeout(resolve, delayMs * (0.5 + Math.random() / 2)));
      }
    }
    return null;
  }

  /** Resolves with the cursor of the snapshot. */
  async #loadSnapshot(): Promise<string> {
    const { slug } = this.#settings;
    const mode = this.#mode;
    const generation = this.#generation;
    const variables = { exhibition: slug, mode, last: maxAnnouncementsPerQuery };
    const { exhibition } = await execute(WallSnapshot, variables, { token: () => this.#token });
    if (generation !== this.#generation) throw new ConnectionBroken('The wall shows another stream.');
    if (!exhibition?.stream) {
      this.#dispatch(exhibition ? { type: 'rejected' } : { type: 'exhibition-unknown' });
      throw new Error(`There is no ${mode} stream of "${slug}" for this token.`);
    }
    // The subscription may have brought a newer one.
    this.#control ??= exhibition.wallControl;
    this.#dispatch({ type: 'snapshot-loaded', exhibition, mode });
    this.#applyControl();
    document.title = exhibition.nameTranslations[0]?.text ?? slug;
    return exhibition.stream.cursor;
  }

  #onSubscription(state: SubscriptionState): void {
    if (state.name === 'live') {
      const before = this.#state.connection;
      this.#dispatch({ type: 'connected' });
      // A deployment may have ended the previous connection.
      if (this.#state.connection !== before) void this.#checkRelease();
    } else if (state.name === 'rejected') {
      const retry = state.errors[0]?.extensions?.retry ?? null;
      if (!this.#continueWithoutToken(retry)) this.#dispatch({ type: 'rejected' });
    } else if (state.name === 'waiting') {
      if (this.#continueWithoutToken(state.problem.retry)) return;
      this.#dispatch({ type: 'disconnected', at: serverClock.now() });
    }
  }

  /** The live stream is public. A wall whose token ends continues without a token and no longer acknowledges. */
  #continueWithoutToken(retry: Retry | null): boolean {
    if (retry !== 'NEW_TOKEN' || this.#token === null || this.#settings.mode === 'REHEARSAL') return false;
    this.#token = null;
    this.#following?.restart();
    this.#controlled?.restart();
    return true;
  }

  /** A connection can be open without delivering anything. A query for the sequence of the stream detects this. */
  async #checkHead(): Promise<void> {
    const { slug } = this.#settings;
    const mode = this.#mode;
    const shown = this.#state.content?.sequence ?? 0;
    try {
      const variables = { exhibition: slug, mode };
      const { exhibition } = await execute(WallHead, variables, { token: () => this.#token });
      if (mode !== this.#mode) return;
      this.#dispatch({ type: 'head-checked', head: exhibition?.stream?.sequence ?? 0, shown });
      if (this.#state.connection.name === 'behind') this.#following?.restart();
    } catch {
      // The subscription itself detects a lost server.
    }
  }

  async #checkRelease(): Promise<void> {
    await reloadOnRelease(() => performance.now() - this.#announcedAt);
  }

  #dispatch(event: WallEvent): void {
    const next = reduce(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    this.#onChange(next);
    const { exhibition, content, mode } = next;
    if (!exhibition || !content) return;
    const name = wallName(this.#settings, exhibition, this.#screenId);
    this.#acknowledgements.shown(name, mode, content.sequence);
  }
}
