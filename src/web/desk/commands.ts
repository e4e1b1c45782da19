/** DeskCommands creates the commands of an operator for one exhibition and mode. */
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
    const mode = this.#mode;
    const subject = subjectOf(item);
    if (name === 'signDeal') this.#outbox.add(name, subject, title, { deal: subject, mode });
    else this.#outbox.add(name, subject, title, { speech: subject, mode });
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

  openCeremony({ id, name }: Ceremony): void {
    this.#outbox.add('openCeremony', id, name, { ceremony: id, mode: this.#mode });
  }

  closeCeremony({ id, name }: Ceremony): void {
    this.#outbox.add('closeCeremony', id, name, { ceremony: id, mode: this.#mode });
  }

  correct(deal: string, title: string, correction: Correction): void {
    this.#outbox.add('correctDeal', deal, title, { deal, mode: this.#mode, ...correction });
  }

  retract(deal: string, title: string, reasonTranslations: TextFragment[]): void {
    this.#outbox.add('retractDeal', deal, title, { deal, mode: this.#mode, reasonTranslations });
  }

  publishNotice(textTranslations: TextFragment[]): void {
    const input = { exhibition: this.#exhibition, textTranslations, mode: this.#mode };
    // Each notice is a separate subject, so several can be pending.
    const subject = `notice ${Date.now()}`;
    this.#outbox.add('publishNotice', subject, textTranslations[0]?.text ?? '', input);
  }

  resetRehearsal(): void {
    this.#outbox.add('resetRehearsal', this.#exhibition, '', { exhibition: this.#exhibition });
  }
}
