/** Tells the desk what this screen has shown: after an announcement, and every twenty seconds. With a token only. */
import { newIdempotencyKey } from '../../client/index.ts';
import { ask } from '../api/execute.ts';
import { textIn } from '../format/localized-texts.ts';
import { ScreenAcknowledges } from '../operations.ts';
import { type Settings, venueOf } from './settings.ts';
import type { Exhibition } from './state/ceremony-state.ts';

const repeatMs = 20_000;
/** A replay of what was missed is one message, not one for each announcement. */
const gatherMs = 200;
/** A thousand screens do not answer in the same moment. */
const spreadMs = 800;

export class Acknowledgements {
  readonly #settings: Settings;
  readonly #screen = ownName();
  #name = '';
  #sequence = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  shown(exhibition: Exhibition, sequence: number): void {
    if (this.#settings.token === null || sequence === this.#sequence) return;
    const { name, venue } = this.#settings;
    const hall = venueOf(exhibition, venue) ?? exhibition.venues[0];
    this.#name =
      name ?? `${hall ? textIn(hall.cityTranslations, 'en') : 'Screen'} ${this.#screen.slice(0, 4)}`;
    this.#sequence = sequence;
    this.#sendIn(gatherMs + Math.random() * spreadMs);
  }

  #sendIn(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#sendWhenPainted(), delayMs);
  }

  /** A tab that nobody sees paints nothing, and so has shown nothing. */
  #sendWhenPainted(): void {
    requestAnimationFrame(() => void this.#send());
    this.#sendIn(repeatMs - Math.random() * spreadMs);
  }

  async #send(): Promise<void> {
    const { slug, mode, token } = this.#settings;
    const input = {
      exhibition: slug,
      mode,
      screen: this.#screen,
      name: this.#name.slice(0, 80),
      sequence: this.#sequence,
    };
    await ask(ScreenAcknowledges, { input }, { token: () => token }).catch(() => {});
  }
}

/** The same after a reload of this tab, another one in another tab. */
function ownName(): string {
  const kept = sessionStorage.getItem('screen') ?? newIdempotencyKey();
  sessionStorage.setItem('screen', kept);
  return kept;
}
