/** DeskCommands creates the commands of an operator for one exhibition and mode. */
import { newIdempotencyKey } from '../../client/index.ts';
import type { TextFragment } from '../operations.ts';
import type { Command, CommandName, CommandOutbox } from './command-outbox.ts';
import type { Ceremony, ProgrammeItem, StreamMode } from './state/desk-view.ts';
import type { MainCommand } from './state/main-command.ts';
import { stateOf, subjectOf } from './state/programme.ts';
import type { Correction } from './state/typed-correction.ts';

export type Cue = 'CUED' | 'HELD' | 'NONE';
/** The label of a command. cueProgrammeItem has three labels, one per cue. */
export type CommandLabel = Exclude<CommandName, 'cueProgrammeItem'> | Cue;

export function labelOf({ name, input }: Command): CommandLabel {
  return name === 'cueProgrammeItem' ? (input as { cue: Cue }).cue : name;
}

export class DeskCommands {
  readonly #outbox: CommandOutbox;
  readonly #mode: StreamMode;
  readonly #exhibition: string;

  constructor(outbox: CommandOutbox, mode: StreamMode, exhibition: string) {
    this.#outbox = outbox;
    this.#mode = mode;
    this.#exhibition = exhibition;
  }

  isPending(subject: string): boolean {
    return this.#outbox.isPending(subject);
  }

  performMain(name: MainCommand['name'], item: ProgrammeItem, title: string): void {
    const subject = subjectOf(item);
    const common = { mode: this.#mode, expectedVersion: (item.deal ?? item.speech)?.version };
    if (name === 'signDeal') this.#outbox.add(name, subject, title, { deal: subject, ...common });
    else this.#outbox.add(name, subject, title, { speech: subject, ...common });
  }

  releaseText(item: ProgrammeItem, title: string): void {
    const subject = subjectOf(item);
    const input = { speech: subject, mode: this.#mode, expectedVersion: item.speech?.version };
    this.#outbox.add('releaseSpeechText', subject, title, input);
  }

  cue(item: ProgrammeItem, cue: Cue, title: string, evenIfIncomplete = false): void {
    const input = { item: item.id, cue, mode: this.#mode, evenIfIncomplete };
    this.#outbox.add('cueProgrammeItem', item.id, title, input);
  }

  /** By keyboard shortcut. The server rejects an item that lacks texts and lists the languages. */
  toggleCue(item: ProgrammeItem, cue: 'CUED' | 'HELD', title: string): void {
    if (stateOf(item, this.#mode) !== 'planned') return;
    this.cue(item, item.cue === cue ? 'NONE' : cue, title);
  }

  /** These return the key of the command; null if another one about the same subject is pending. */
  openCeremony({ id, name }: Ceremony, expectedVersion: number | null): string | null {
    return this.#outbox.add('openCeremony', id, name, { ceremony: id, mode: this.#mode, expectedVersion });
  }

  closeCeremony({ id, name }: Ceremony, expectedVersion: number | null): string | null {
    return this.#outbox.add('closeCeremony', id, name, { ceremony: id, mode: this.#mode, expectedVersion });
  }

  correct(
    deal: string,
    title: string,
    correction: Correction,
    expectedVersion: number | null,
  ): string | null {
    const input = { deal, mode: this.#mode, expectedVersion, ...correction };
    return this.#outbox.add('correctDeal', deal, title, input);
  }

  retract(
    deal: string,
    title: string,
    reasonTranslations: readonly TextFragment[],
    expectedVersion: number | null,
  ): string | null {
    const input = { deal, mode: this.#mode, expectedVersion, reasonTranslations };
    return this.#outbox.add('retractDeal', deal, title, input);
  }

  publishNotice(textTranslations: readonly TextFragment[]): string | null {
    const input = { exhibition: this.#exhibition, textTranslations, mode: this.#mode };
    // Each notice is a subject of its own: two may be pending at once.
    const subject = `notice ${newIdempotencyKey()}`;
    return this.#outbox.add('publishNotice', subject, textTranslations[0]?.text ?? '', input);
  }

  resetRehearsal(): void {
    this.#outbox.add('resetRehearsal', this.#exhibition, '', { exhibition: this.#exhibition });
  }
}
