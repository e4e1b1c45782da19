/** DeskCommands creates the commands of an operator for one exhibition and mode. */
import { newIdempotencyKey } from '../../client/index.ts';
import type {
  AddProgrammeItemMutationVariables,
  SetWallControlInput,
  TextFragment,
  UpdateCeremonyMutationVariables,
} from '../operations.ts';
import type { Command, CommandName, CommandOutbox } from './command-outbox.ts';
import type { Ceremony, ProgrammeItem, StreamMode } from './state/desk-view.ts';
import type { MainCommand } from './state/main-command.ts';
import { stateOf, subjectOf } from './state/programme.ts';
import type { Correction } from './state/typed-correction.ts';

export type Cue = 'CUED' | 'HELD' | 'NONE' | 'DONE';
/** The label of a command. cueProgrammeItem has four labels, one per cue. */
export type CommandLabel = Exclude<CommandName, 'cueProgrammeItem'> | Cue;

/** What a form of the plan changes of a ceremony. */
export type CeremonyPlan = Pick<
  UpdateCeremonyMutationVariables['input'],
  'startsAt' | 'endsAt' | 'nameTranslations'
>;
export type NewItem = Pick<
  AddProgrammeItemMutationVariables['input'],
  'title' | 'startsAt' | 'durationSeconds' | 'position'
>;

export function labelOf({ name, input }: Command): CommandLabel {
  return name === 'cueProgrammeItem' ? (input as { cue: Cue }).cue : name;
}

/** What is set for walls. What is absent stays, null clears it. */
export type WallChange = Omit<SetWallControlInput, 'exhibition' | 'wall'>;

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
    if (name === 'DONE') this.cue(item, name, title, true);
    else if (name === 'signDeal') this.#outbox.add(name, subject, title, { deal: subject, ...common });
    else this.#outbox.add(name, subject, title, { speech: subject, ...common });
  }

  releaseText(item: ProgrammeItem, title: string): void {
    const subject = subjectOf(item);
    const input = { speech: subject, mode: this.#mode, expectedVersion: item.speech?.version };
    this.#outbox.add('releaseSpeechText', subject, title, input);
  }

  /** Signs a deal that was retracted once more. */
  signAgain(deal: { id: string; version: number | null }, ceremony: Ceremony, title: string): void {
    const input = { deal: deal.id, again: true, ceremony: ceremony.id, mode: this.#mode };
    this.#outbox.add('signDeal', deal.id, title, { ...input, expectedVersion: deal.version });
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

  /** `carryTo` is the ceremony that gets what is not done; null leaves it. */
  closeCeremony(
    { id, name }: Ceremony,
    expectedVersion: number | null,
    carryTo: string | null,
  ): string | null {
    const input = { ceremony: id, mode: this.#mode, expectedVersion, carryTo };
    return this.#outbox.add('closeCeremony', id, name, input);
  }

  reopenCeremony(
    { id, name }: Ceremony,
    expectedVersion: number | null,
    reasonTranslations: readonly TextFragment[],
  ): string | null {
    const reason = reasonTranslations.length > 0 ? { reasonTranslations } : {};
    const input = { ceremony: id, mode: this.#mode, expectedVersion, ...reason };
    return this.#outbox.add('reopenCeremony', id, name, input);
  }

  cancelCeremony(
    { id, name }: Ceremony,
    expectedVersion: number | null,
    reasonTranslations: readonly TextFragment[],
  ): string | null {
    const reason = reasonTranslations.length > 0 ? { reasonTranslations } : {};
    return this.#outbox.add('cancelCeremony', id, name, { ceremony: id, expectedVersion, ...reason });
  }

  updateCeremony({ id, name }: Ceremony, expectedVersion: number | null, plan: CeremonyPlan): string | null {
    return this.#outbox.add('updateCeremony', id, name, { ceremony: id, expectedVersion, ...plan });
  }

  /** Signs the deals in the order given. */
  signGroup(items: readonly ProgrammeItem[], ceremony: Ceremony, title: string): string | null {
    const deals = items.flatMap(({ deal }) =>
      deal ? [{ deal: deal.id, expectedVersion: deal.version }] : [],
    );
    const input = { deals, ceremony: ceremony.id, mode: this.#mode };
    return this.#outbox.add('signDeals', `group ${ceremony.id}`, title, input);
  }

  addItem(ceremony: Ceremony, title: string, item: NewItem): string | null {
    const { id, programmeVersion: expectedVersion } = ceremony;
    // Each new item is a subject of its own.
    const subject = `item ${newIdempotencyKey()}`;
    return this.#outbox.add('addProgrammeItem', subject, title, { ceremony: id, expectedVersion, ...item });
  }

  moveItem({ id }: ProgrammeItem, title: string, position: number, expectedVersion: number | null): void {
    this.#outbox.add('moveProgrammeItem', id, title, { item: id, position, expectedVersion });
  }

  removeItem({ id }: ProgrammeItem, title: string, expectedVersion: number | null): void {
    this.#outbox.add('removeProgrammeItem', id, title, { item: id, expectedVersion });
  }

  /** `takeOver` takes it from the operator whom the desk shows, and from nobody else. */
  takeControl(ceremony: Ceremony, takeOver: boolean): void {
    this.#control('takeControl', ceremony, takeOver ? { takeOver } : {}, takeOver);
  }

  offerControl(ceremony: Ceremony, offered: boolean): void {
    this.#control('offerControl', ceremony, { offered }, true);
  }

  acceptControl(ceremony: Ceremony): void {
    this.#control('acceptControl', ceremony, {}, true);
  }

  releaseControl(ceremony: Ceremony): void {
    this.#control('releaseControl', ceremony, {}, true);
  }

  /** Two operators who press it at the same time want the same, so no version is expected. */
  holdCeremony(ceremony: Ceremony, onHold: boolean): void {
    this.#control('holdCeremony', ceremony, { onHold }, false);
  }

  #control(
    name: 'takeControl' | 'offerControl' | 'acceptControl' | 'releaseControl' | 'holdCeremony',
    { id, name: title, control }: Ceremony,
    more: object,
    isVersioned: boolean,
  ): void {
    const version = isVersioned && control ? { expectedVersion: control.version } : {};
    this.#outbox.add(name, `control ${id}`, title, { ceremony: id, mode: this.#mode, ...version, ...more });
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
    // Each notice is a subject of its own: two may be pending at the same time.
    const subject = `notice ${newIdempotencyKey()}`;
    return this.#outbox.add('publishNotice', subject, textTranslations[0]?.text ?? '', input);
  }

  /** `wall` is null for all walls. `title` says what is set. */
  setWallControl(wall: string | null, title: string, change: WallChange): string | null {
    const input = { exhibition: this.#exhibition, wall, ...change };
    return this.#outbox.add('setWallControl', wallSubject(wall), title, input);
  }

  showSlide(
    wall: string | null,
    slideTextTranslations: readonly TextFragment[],
    expectedVersion: number | null,
  ): string | null {
    const change = { picture: 'SLIDE', slideTextTranslations, expectedVersion } as const;
    return this.setWallControl(wall, slideTextTranslations[0]?.text ?? '', change);
  }

  resetRehearsal(): void {
    this.#outbox.add('resetRehearsal', this.#exhibition, '', { exhibition: this.#exhibition });
  }
}

/** What a command about walls is about. */
export function wallSubject(wall: string | null): string {
  return wall === null ? 'all walls' : `wall ${wall}`;
}
