/**
 * Keeps a screen at what was told last, with nobody near it: it comes back for ever, begins again from a snapshot where
 * its cursor is lost, and says what it has shown.
 *
 * Promises that `onChange` is given each announcement's show in order, once. What it has is never taken away: while the
 * server is gone the last show stays.
 */
import {
  type Following,
  followAnnouncements,
  overWebSocket,
  type Retry,
  type SubscriptionState,
} from '../../client/index.ts';
import { ask, Refused } from '../api/execute.ts';
import { ScreenAnnouncements, ScreenHead, ScreenSnapshot, type ToldFragment } from '../operations.ts';
import { socketUrl } from '../page-address.ts';
import { Acknowledgements } from './acknowledgements.ts';
import { reloadIfReleased } from './reload-on-release.ts';
import type { Settings } from './settings.ts';
import { type Exhibition, type Show, showOf, tell } from './state/ceremony-state.ts';

/** How many announcements a snapshot begins with; the server allows a query no more of this size. */
export const snapshotSize = 15;
const watchEveryMs = 30_000;
/** A deploy ends every connection, and whoever comes back looks anyway. */
const lookForReleaseEveryMs = 5 * 60_000;
const retryFirstMs = 1_000;
const retryMaxMs = 15_000;

export type Link =
  | { name: 'connecting' }
  | { name: 'live' }
  | { name: 'offline'; since: number }
  | { name: 'behind'; by: number }
  | { name: 'refused' }
  | { name: 'unknown' };

export interface ScreenState {
  exhibition: Exhibition | null;
  show: Show | null;
  link: Link;
}

export class Station {
  readonly #settings: Settings;
  readonly #onChange: (state: ScreenState) => void;
  readonly #acknowledgements: Acknowledgements;
  #state: ScreenState = { exhibition: null, show: null, link: { name: 'connecting' } };
  #token: string | null;
  #following: Following | null = null;
  #lastToldAt = 0;

  constructor(settings: Settings, onChange: (state: ScreenState) => void) {
    this.#settings = settings;
    this.#token = settings.token;
    this.#onChange = onChange;
    this.#acknowledgements = new Acknowledgements(settings);
  }

  async run(): Promise<void> {
    const { slug, mode } = this.#settings;
    const after = await this.#firstSnapshot();
    const transport = overWebSocket({ url: socketUrl, token: () => this.#token });
    this.#following = followAnnouncements<ToldFragment>(transport, {
      query: ScreenAnnouncements.query,
      operationName: ScreenAnnouncements.operationName,
      variables: { exhibition: slug, mode },
      after,
      onAnnouncement: (told) => this.#tell(told),
      onCursorLost: () => this.#loadSnapshot(),
      onState: (state) => this.#follow(state),
    });
    addEventListener('online', () => this.#following?.restart());
    // Never all screens of a hall at once.
    setInterval(() => void this.#watch(), watchEveryMs * (0.75 + Math.random() / 2));
    setInterval(() => void this.#lookForRelease(), lookForReleaseEveryMs * (0.75 + Math.random() / 2));
  }

  async #firstSnapshot(): Promise<string> {
    for (let delayMs = retryFirstMs; ; delayMs = Math.min(delayMs * 2, retryMaxMs)) {
      try {
        return await this.#loadSnapshot();
      } catch (error) {
        if (this.#goesOnWithoutToken(error instanceof Refused ? error.retry : null)) continue;
        if (error instanceof Refused) this.#set({ link: { name: 'refused' } });
        else if (this.#state.link.name === 'connecting')
          this.#set({ link: { name: 'offline', since: Date.now() } });
        await new Promise((resolve) => setTimeout(resolve, delayMs * (0.5 + Math.random() / 2)));
      }
    }
  }

  async #loadSnapshot(): Promise<string> {
    const { slug, mode } = this.#settings;
    const variables = { exhibition: slug, mode, last: snapshotSize };
    const { exhibition } = await ask(ScreenSnapshot, variables, { token: () => this.#token });
    if (!exhibition?.stream) {
      this.#set({ link: { name: exhibition ? 'refused' : 'unknown' } });
      throw new Error('there is nothing to show');
    }
    const link: Link = this.#state.link.name === 'live' ? { name: 'live' } : { name: 'connecting' };
    this.#set({ exhibition, show: showOf(exhibition, mode), link });
    document.title = exhibition.nameTranslations[0]?.text ?? slug;
    return exhibition.stream.cursor;
  }

  #tell(told: ToldFragment): void {
    const { show, link } = this.#state;
    if (!show) return;
    this.#lastToldAt = Date.now();
    this.#set({ show: tell(show, told), ...(link.name === 'behind' && { link: { name: 'live' } }) });
  }

  #follow(state: SubscriptionState): void {
    const { link } = this.#state;
    if (state.name === 'live') {
      // Whoever is behind stays so until something is told.
      if (link.name === 'live' || link.name === 'behind') return;
      this.#set({ link: { name: 'live' } });
      // Whoever was away may have missed a deploy.
      void this.#lookForRelease();
    } else if (state.name === 'refused') {
      if (!this.#goesOnWithoutToken(state.errors[0]?.extensions?.retry ?? null))
        this.#set({ link: { name: 'refused' } });
    } else if (state.name === 'waiting') {
      if (this.#goesOnWithoutToken(state.problem.retry)) return;
      if (link.name !== 'offline') this.#set({ link: { name: 'offline', since: Date.now() } });
    }
  }

  /** What is live is public: a screen whose token has ended shows it still, and the desk hears of it no more. */
  #goesOnWithoutToken(retry: Retry | null): boolean {
    if (retry !== 'NEW_TOKEN' || this.#token === null || this.#settings.mode === 'REHEARSAL') return false;
    this.#token = null;
    this.#following?.restart();
    return true;
  }

  /** A connection can be open and tell nothing; the sequence asked for by another way shows it. */
  async #watch(): Promise<void> {
    const { slug, mode } = this.#settings;
    const variables = { exhibition: slug, mode };
    const shown = this.#state.show?.sequence ?? 0;
    try {
      const { exhibition } = await ask(ScreenHead, variables, { token: () => this.#token });
      const by = (exhibition?.stream?.sequence ?? 0) - shown;
      const isConnected = ['live', 'behind'].includes(this.#state.link.name);
      if (!isConnected || this.#state.show?.sequence !== shown) return;
      if (by <= 0) {
        if (this.#state.link.name === 'behind') this.#set({ link: { name: 'live' } });
        return;
      }
      this.#set({ link: { name: 'behind', by } });
      this.#following?.restart();
    } catch {
      // The subscription knows by itself that the server is gone.
    }
  }

  async #lookForRelease(): Promise<void> {
    await reloadIfReleased(() => Date.now() - this.#lastToldAt);
  }

  #set(change: Partial<ScreenState>): void {
    this.#state = { ...this.#state, ...change };
    this.#onChange(this.#state);
    const { exhibition, show } = this.#state;
    if (exhibition && show) this.#acknowledgements.shown(exhibition, show.sequence);
  }
}
