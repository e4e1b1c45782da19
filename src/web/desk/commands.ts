/** What can be done at the desk: which press does it, and what stands in its way. */
import type { CorrectDealInput } from '../operations.ts';
import type { Cue, Presses } from './command-outbox.ts';
import type { Mode } from './desk-subscription.ts';
import { type Ceremony, type Item, stateOf, statusOf, subjectOf } from './programme-item.ts';

type Texts = { language: string; text: string }[];

export type Obstacle = 'sent' | 'not open' | 'closed' | 'held';

export interface MainAct {
  name: 'signDeal' | 'startSpeech' | 'finishSpeech';
  /** Why it cannot be done now; null where it can. */
  obstacle: Obstacle | null;
}

export class Acts {
  readonly #presses: Presses;
  readonly #mode: Mode;
  readonly #exhibition: string;

  constructor(presses: Presses, mode: Mode, exhibition: string) {
    this.#presses = presses;
    this.#mode = mode;
    this.#exhibition = exhibition;
  }

  /** Null for what is over. */
  mainActOf(item: Item, ceremony: Ceremony, mode: Mode): MainAct | null {
    const state = stateOf(item, mode);
    if (state !== 'planned' && state !== 'under way') return null;
    const name = item.deal ? 'signDeal' : state === 'planned' ? 'startSpeech' : 'finishSpeech';
    return { name, obstacle: this.#obstacle(item, ceremony, mode) };
  }

  #obstacle(item: Item, ceremony: Ceremony, mode: Mode): Obstacle | null {
    if (this.#presses.isPending(subjectOf(item))) return 'sent';
    const status = statusOf(ceremony, mode);
    if (status === 'PLANNED') return 'not open';
    if (status === 'CLOSED') return 'closed';
    if (item.cue === 'HELD') return 'held';
    return null;
  }

  performMain(item: Item, title: string): void {
    const mode = this.#mode;
    const { deal, speech } = item;
    if (deal) this.#presses.press('signDeal', deal.id, title, { deal: deal.id, mode });
    else if (speech) {
      const verb = stateOf(item, mode) === 'planned' ? 'startSpeech' : 'finishSpeech';
      this.#presses.press(verb, speech.id, title, { speech: speech.id, mode });
    }
  }

  cue(item: Item, cue: Cue, title: string, evenIfIncomplete = false): void {
    const input = { item: item.id, cue, mode: this.#mode, evenIfIncomplete };
    this.#presses.press('cueProgrammeItem', item.id, title, input);
  }

  /** By key. What lacks texts is refused here as it is by the server, with what is missing. */
  toggleCue(item: Item, cue: 'CUED' | 'HELD', title: string): void {
    if (stateOf(item, this.#mode) !== 'planned') return;
    this.cue(item, item.cue === cue ? 'NONE' : cue, title);
  }

  openCeremony(ceremony: Ceremony): void {
    this.#presses.press('openCeremony', ceremony.id, ceremony.name, {
      ceremony: ceremony.id,
      mode: this.#mode,
    });
  }

  closeCeremony(ceremony: Ceremony): void {
    this.#presses.press('closeCeremony', ceremony.id, ceremony.name, {
      ceremony: ceremony.id,
      mode: this.#mode,
    });
  }

  isPending(subject: string): boolean {
    return this.#presses.isPending(subject);
  }

  correct(
    deal: string,
    title: string,
    correction: Pick<CorrectDealInput, 'amount' | 'titleTranslations' | 'reasonTranslations'>,
  ): void {
    this.#presses.press('correctDeal', deal, title, { deal, mode: this.#mode, ...correction });
  }

  retract(deal: string, title: string, reasonTranslations: Texts): void {
    this.#presses.press('retractDeal', deal, title, { deal, mode: this.#mode, reasonTranslations });
  }

  notice(textTranslations: Texts): void {
    const input = { exhibition: this.#exhibition, textTranslations, mode: this.#mode };
    this.#presses.press('publishNotice', `notice ${Date.now()}`, textTranslations[0]?.text ?? '', input);
  }

  resetRehearsal(): void {
    const input = { exhibition: this.#exhibition };
    this.#presses.press('resetRehearsal', this.#exhibition, '', input);
  }
}
