/**
 * Acknowledgements report to the desk what this screen has shown: after an announcement and every twenty seconds.
 * Only with a token.
 */
import { newIdempotencyKey } from '../../client/index.ts';
import { execute } from '../api/execute.ts';
import { textIn } from '../format/localized-texts.ts';
import { AcknowledgeAnnouncement } from '../operations.ts';
import { tabStorage } from '../page-storage.ts';
import { findVenue, type Settings } from './settings.ts';
import type { Exhibition } from './state/wall-state.ts';

const repeatMs = 20_000;
/** A replay is acknowledged once, not once per announcement. */
const gatherMs = 200;
/** Spreads the acknowledgements of a thousand screens. */
const jitterMs = 800;
const maxNameLength = 80;

export class Acknowledgements {
  readonly #settings: Settings;
  readonly #screenId = screenId();
  #name = '';
  #sequence = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  shown(exhibition: Exhibition, sequence: number): void {
    if (this.#settings.token === null || sequence === this.#sequence) return;
    this.#name = this.#nameIn(exhibition).slice(0, maxNameLength);
    this.#sequence = sequence;
    this.#sendIn(gatherMs + Math.random() * jitterMs);
  }

  #nameIn(exhibition: Exhibition): string {
    const { name, venue: wanted } = this.#settings;
    if (name !== null) return name;
    const venue = findVenue(exhibition, wanted) ?? exhibition.venues[0];
    return `${venue ? textIn(venue.cityTranslations, 'en') : 'Screen'} ${this.#screenId.slice(0, 4)}`;
  }

  #sendIn(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#sendWhenPainted(), delayMs);
  }

  /** A hidden tab is not rendered, so it has not shown the announcement. */
  #sendWhenPainted(): void {
    requestAnimationFrame(() => void this.#send());
    this.#sendIn(repeatMs - Math.random() * jitterMs);
  }

  async #send(): Promise<void> {
    const { slug, mode, token } = this.#settings;
    const input = {
      exhibition: slug,
      mode,
      screen: this.#screenId,
      name: this.#name,
      sequence: this.#sequence,
    };
    // The next acknowledgement follows soon.
    await execute(AcknowledgeAnnouncement, { input }, { token: () => token }).catch(() => {});
  }
}

/** Stays the same when this tab reloads, and differs in another tab. */
function screenId(): string {
  const id = tabStorage.get('screen') ?? newIdempotencyKey();
  tabStorage.set('screen', id);
  return id;
}
