/** The desk's own words. A language that lacks one does not compile. */

import type { Act } from '../command-outbox.ts';
import type { Obstacle } from '../commands.ts';
import type { RefusalCode } from '../error-words.ts';
import type { Ceremony, ItemState } from '../programme-item.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import { zh } from './zh.ts';

export interface DeskWords {
  /** Of the language itself, for whoever looks for it. */
  ownName: string;
  languages: string;

  deskOf: (exhibition: string) => string;
  tokenNeeded: string;
  token: string;
  sitDown: string;

  connecting: string;
  live: string;
  offline: (since: string) => string;
  refused: (reason: string) => string;

  rehearsal: string;
  rehearse: string;
  leaveRehearsal: string;
  announcement: string;
  deals: (count: number) => string;
  invested: (sum: string) => string;
  ceremonyStatus: Record<Ceremony['status'], string>;

  acts: Record<Act, string>;
  obstacles: Record<Obstacle, string>;
  howToHold: string;
  pressAgain: string;

  runningOrder: string;
  states: Record<Exclude<ItemState, 'planned' | 'done'>, string>;
  signed: string;
  given: string;
  next: string;
  onHold: string;
  speech: string;
  sending: string;
  noAmount: string;
  without: (languages: string) => string;

  selectedItem: string;
  nothingPlanned: string;
  titles: string;
  missingTitle: string;
  industry: string;
  instrument: string;
  speaksIn: (language: string) => string;
  signedAs: (sequence: number | null) => string;
  retractedInPublic: string;
  release: string;
  notNext: string;
  cueWithout: (languages: string) => string;
  textsMissing: (languages: string) => string;

  screens: string;
  noScreen: string;
  allScreens: (total: number, head: number) => string;
  someScreens: (upToDate: number, total: number, head: number) => string;
  lagging: (sequence: number, since: string | null) => string;
  incompleteScreens: string;
  lastHeard: string;
  atTheDesk: string;
  since: (time: string) => string;

  pressedHere: string;
  done: string;
  confirmedAs: (sequence: number) => string;
  refusedAs: (reason: string, sequence: number) => string;
  unknownOutcome: string;
  justSent: string;
  noAnswerYet: (attempt: number) => string;
  doNotPressAgain: string;
  stopAsking: string;

  correctInPublic: string;
  retractInPublic: string;
  noticeToAll: string;
  tellEveryone: string;
  tellEveryoneItFell: string;
  cancel: string;
  amount: string;
  currency: string;
  title: string;
  reason: string;
  text: string;

  /** What happened, null where the server's own words say more, and what the operator does next. */
  refusals: Record<RefusalCode, { what: string | null; next: string }>;
  otherRefusal: string;
}

const all = { zh, ko, en } satisfies Record<string, DeskWords>;

export type DeskLanguage = keyof typeof all;

export const deskLanguages = Object.keys(all) as DeskLanguage[];

export function wordsOf(language: DeskLanguage): DeskWords {
  return all[language];
}

/** The first that the desk speaks, of those wanted; English where it speaks none. */
export function firstSpoken(wanted: readonly string[]): DeskLanguage {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-', 1)[0];
    const spoken = deskLanguages.find((each) => each === base);
    if (spoken) return spoken;
  }
  return 'en';
}
