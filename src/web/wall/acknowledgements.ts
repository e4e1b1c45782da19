/**
 * Acknowledgements report to the desk what this screen has shown: after an announcement and every twenty seconds.
 * Only with a token.
 */
import { execute } from '../api/execute.ts';
import { AcknowledgeAnnouncement } from '../operations.ts';
import type { Settings } from './settings.ts';
import type { StreamMode } from './state/wall-state.ts';

const repeatMs = 20_000;
/** A replay is acknowledged once, not once per announcement. */
const gatherMs = 200;
/** Spreads the acknowledgements of a thousand screens. */
const jitterMs = 800;

export class Acknowledgements {
  readonly #settings: Settings;
  readonly #screenId: string;
  #name = '';
  #mode: StreamMode = 'LIVE';
  #sequence = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frame = 0;

  constructor(settings: Settings, screenId: string) {
    this.#settings = settings;
    this.#screenId = screenId;
  }

  shown(name: string, mode: StreamMode, sequence: number): void {
    if (this.#settings.token === null || (sequence === this.#sequence && mode === this.#mode)) return;
    this.#name = name;
    this.#mode = mode;
    this.#sequence = sequence;
    this.#sendIn(gatherMs + Math.random() * jitterMs);
  }

  #sendIn(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#sendWhenPainted(), delayMs);
  }

  /** A hidden tab is not rendered, so it has not shown the announcement. One report waits there, however long it takes. */
  #sendWhenPainted(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => void this.#send());
    this.#sendIn(repeatMs - Math.random() * jitterMs);
  }

  async #send(): Promise<void> {
    const { slug, token } = this.#settings;
    const input = {
      exhibition: slug,
      mode: this.#mode,
      screen: this.#screenId,
      name: this.#name,
      sequence: this.#sequence,
    };
    // The next acknowledgement follows soon.
    await execute(AcknowledgeAnnouncement, { input }, { token: () => token }).catch(() => {});
  }
}
