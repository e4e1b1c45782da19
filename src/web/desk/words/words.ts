/** The desk's own words. A language that lacks one does not compile. */
import { baseLanguage } from '../../format/localized-texts.ts';
import type { CommandLabel } from '../commands.ts';
import type { Ceremony } from '../state/desk-view.ts';
import type { Obstacle } from '../state/main-command.ts';
import type { ItemState } from '../state/programme.ts';
import { en } from './en.ts';
import type { ExplainedCode } from './error-words.ts';
import { ko } from './ko.ts';
import { zh } from './zh.ts';

export interface DeskWords {
  /** The name of the language in itself. */
  endonym: string;
  deskLanguage: string;

  deskOf: (exhibition: string) => string;
  tokenNeeded: string;
  token: string;
  signIn: string;

  connecting: string;
  live: string;
  offline: (since: string) => string;
  rejected: (problem: string) => string;

  rehearsal: string;
  startRehearsal: string;
  leaveRehearsal: string;
  announcement: string;
  deals: (count: number) => string;
  invested: (sum: string) => string;
  ceremonyStatus: Record<Ceremony['status'], string>;

  commands: Record<CommandLabel, string>;
  obstacles: Record<Obstacle, string>;
  howToHold: string;
  pressAgain: string;

  runningOrder: string;
  itemStates: Record<Exclude<ItemState, 'planned' | 'done'>, string>;
  signed: string;
  finished: string;
  next: string;
  onHold: string;
  speech: string;
  sending: string;
  amountNotDisclosed: string;
  missing: (languages: string) => string;

  selectedItem: string;
  emptyProgramme: string;
  titles: string;
  missingTitle: string;
  industry: string;
  instrument: string;
  speaksIn: (language: string) => string;
  signedAs: (sequence: number | null) => string;
  retractedItem: string;
  release: string;
  clearCue: string;
  cueWithout: (languages: string) => string;
  textsMissing: (languages: string) => string;

  screens: string;
  noScreen: string;
  allScreens: (total: number, head: number) => string;
  someScreens: (upToDate: number, total: number, head: number) => string;
  laggingScreen: (sequence: number, since: string | null) => string;
  incompleteScreens: string;
  screensBeforeDisconnect: string;
  operators: string;
  since: (time: string) => string;

  commandLog: string;
  done: string;
  confirmedAs: (sequence: number) => string;
  rejectedAs: (problem: string, sequence: number) => string;
  unknownOutcome: string;
  noResponse: (attempt: number) => string;
  doNotPressAgain: string;
  stopSending: string;

  correction: string;
  publishCorrection: string;
  retraction: string;
  publishRetraction: string;
  notice: string;
  publishNotice: string;
  cancel: string;
  amount: string;
  currency: string;
  title: string;
  reason: string;
  text: string;

  /** What happened, null to show the message of the server, and what the operator does next. */
  errors: Record<ExplainedCode, { problem: string | null; remedy: string }>;
  otherRemedy: string;
}

const all = { zh, ko, en } satisfies Record<string, DeskWords>;

export type DeskLanguage = keyof typeof all;

export const deskLanguages = Object.keys(all) as DeskLanguage[];

export function deskWords(language: DeskLanguage): DeskWords {
  return all[language];
}

/** The first of the wanted languages that the desk has; English if it has none. */
export function firstAvailable(wanted: readonly string[]): DeskLanguage {
  for (const tag of wanted) {
    const base = baseLanguage(tag.toLowerCase());
    const available = deskLanguages.find((each) => each === base);
    if (available) return available;
  }
  return 'en';
}
