/** The labels and messages of the desk in one language. A language with a missing entry does not compile. */
import type { CommandLabel } from '../commands.ts';
import type { Ceremony } from '../state/desk-view.ts';
import type { Obstacle } from '../state/main-command.ts';
import type { ItemState } from '../state/programme.ts';
import type { TitledKind } from '../state/titled-kinds.ts';
import type { ButtonPicture } from '../state/walls.ts';

/** The codes that the desk explains. */
export type ExplainedCode =
  | 'DEAL_ALREADY_SIGNED'
  | 'DEAL_NOT_PLANNED'
  | 'DEAL_NOT_SIGNED'
  | 'CEREMONY_NOT_OPEN'
  | 'CEREMONY_NOT_PLANNED'
  | 'CEREMONY_NOT_CLOSED'
  | 'CONTROL_HELD'
  | 'CONTROL_NOT_HELD'
  | 'CONTROL_NOT_OFFERED'
  | 'PROGRAMME_ITEM_DONE'
  | 'CEREMONY_ON_HOLD'
  | 'PROGRAMME_ITEM_HELD'
  | 'SPEECH_IN_PROGRESS'
  | 'SPEECH_NOT_SCHEDULED'
  | 'SPEECH_NOT_STARTED'
  | 'SPEECH_TEXT_ALREADY_RELEASED'
  | 'TEXTS_INCOMPLETE'
  | 'VERSION_CONFLICT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'INVALID_INPUT'
  | 'NOT_FOUND'
  | 'RATE_LIMITED'
  | 'INTERNAL_SERVER_ERROR';

/** The issues of an import: docs/import.md. */
export type ImportIssueCode =
  | 'FILE_TOO_LARGE'
  | 'FILE_UNREADABLE'
  | 'FORBIDDEN_XML'
  | 'UNCLEAR_ENCODING'
  | 'TOO_MANY_ROWS'
  | 'TOO_MANY_COLUMNS'
  | 'CELL_TOO_LONG'
  | 'UNKNOWN_SHEET'
  | 'DUPLICATE_SHEET'
  | 'UNKNOWN_COLUMN'
  | 'DUPLICATE_COLUMN'
  | 'MISSING_COLUMN'
  | 'COLUMN_NEEDS_LANGUAGE'
  | 'MERGED_CELLS'
  | 'UNKNOWN_EXHIBITION'
  | 'CEREMONY_OPEN'
  | 'REQUIRED'
  | 'INVALID_VALUE'
  | 'INVALID_INPUT'
  | 'AMBIGUOUS_VALUE'
  | 'DUPLICATE_KEY'
  | 'UNKNOWN_REFERENCE'
  | 'INVALID_REFERENCE'
  | 'CANNOT_CHANGE'
  | 'ALREADY_ANNOUNCED'
  | 'ALREADY_EXISTS'
  | 'DEAL_NOT_PLANNED'
  | 'CONFLICT';

/** What the keys do, in the order of the help sheet. */
export type KeyHelp =
  | 'move'
  | 'ends'
  | 'number'
  | 'find'
  | 'hold'
  | 'cue'
  | 'onHold'
  | 'group'
  | 'correct'
  | 'retract'
  | 'notice'
  | 'follow'
  | 'help';

export interface DeskWords {
  /** The name of the language in itself. */
  endonym: string;
  deskLanguage: string;

  deskOf: (exhibition: string) => string;
  tokenNeeded: string;
  token: string;
  signIn: string;
  /** The host of the issuer. */
  signInAt: (host: string) => string;
  orToken: string;
  signInFailed: (reason: string) => string;

  connecting: string;
  live: string;
  offline: (since: string) => string;
  rejected: (problem: string) => string;

  rehearsal: string;
  startRehearsal: string;
  leaveRehearsal: string;
  announcement: string;
  deals: (count: number) => string;
  ceremonyStatus: Record<Ceremony['status'], string>;

  commands: Record<CommandLabel, string>;
  /** The command for a deal that was retracted. */
  signAgain: string;
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
  /** The name of the speaker. */
  namesMissing: (languages: string) => string;

  selectedItem: string;
  emptyProgramme: string;
  titles: string;
  missingTitle: string;
  industry: string;
  category: string;
  instrument: string;
  speaksIn: (language: string) => string;
  signedAs: (sequence: number | null) => string;
  retractedItem: string;
  textReleased: string;
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
  /** Opens the list of all screens. `listed` of them are in it. */
  everyScreen: (listed: number, total: number) => string;
  screensBeforeDisconnect: string;
  operators: string;
  since: (time: string) => string;

  walls: string;
  /** Before the choice of a wall. */
  wall: string;
  allWalls: string;
  pictures: Record<ButtonPicture | 'SLIDE', string>;
  showSlide: string;
  wallLanguage: string;
  /** The languages in the address of the wall, else those of the exhibition. */
  languageOfAddress: string;
  alternating: string;
  wallsRehearse: string;
  wallsLive: string;
  publicWallsStayLive: string;
  takeDownNotice: string;
  /** Clears what is set for one wall. */
  likeAllWalls: string;

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
  amount: string;
  currency: string;
  title: string;
  /** Opens the part of a correction form with them. */
  otherFacts: string;
  /** Category, instrument and industry of a deal. */
  terms: string;
  parties: string;
  party: string;
  role: string;
  /** In place of a party that there is not. */
  noParty: string;
  partiesNeeded: string;
  partyTwice: (name: string) => string;
  reason: string;
  text: string;
  close: string;
  /** Leaves a form; what was typed is kept. */
  back: string;
  closeKeeps: string;
  willBeAnnounced: string;
  restored: (time: string) => string;
  discard: string;
  editAgain: string;
  changedMeanwhile: string;
  /** Something has changed that the form does not show. */
  changedElsewhere: string;
  was: string;
  isNow: string;
  youTyped: string;
  keepTyped: string;
  takeCurrent: string;
  textNeeded: (field: string) => string;
  ambiguousAmount: (one: string, other: string) => string;
  unreadableAmount: string;
  /** Above the items that are not done when a ceremony closes. */
  notDone: (count: number) => string;

  /** Under a form of what is not announced. */
  notAnnounced: string;
  carryTo: string;
  carryNowhere: string;
  ceremony: string;
  name: string;
  startsAt: string;
  endsAt: string;
  venueTimeNote: string;
  optionalNote: string;
  unreadableTime: (field: string) => string;
  kind: string;
  itemKinds: Record<TitledKind, string>;
  addItem: string;
  durationMinutes: string;
  unreadableDuration: string;
  moveUp: string;
  moveDown: string;
  planned: (start: string | null, duration: string | null) => string;
  elapsed: (time: string) => string;
  over: (time: string) => string;
  left: (time: string) => string;
  late: (time: string) => string;
  nextItem: (title: string) => string;

  group: (count: number) => string;
  joinGroup: string;
  leaveGroup: string;
  emptyGroup: string;
  outOfOrder: (title: string) => string;

  control: {
    title: string;
    nobody: string;
    yours: string;
    of: (name: string, since: string) => string;
    offered: string;
    takenOver: (name: string, from: string) => string;
    withdrawOffer: string;
    takeOver: string;
    onHold: string;
    endHold: string;
  };

  spreadsheets: {
    title: string;
    forOrganizers: string;
    download: string;
    files: Record<'workbook' | 'exhibitors' | 'deals' | 'programme', string>;
    import: string;
    choose: string;
    tooLarge: (kilobytes: number) => string;
    decimalSign: string;
    askAmounts: string;
    encoding: string;
    recognize: string;
    skipInvalid: string;
    check: string;
    write: string;
    written: string;
    notWritten: string;
    noAnswer: string;
    counts: (count: Record<'created' | 'updated' | 'unchanged' | 'invalid', number>) => string;
    more: (count: number) => string;
    columns: Record<'sheet' | 'row' | 'column' | 'value' | 'problem', string>;
    /** Before the message of the server, which is in English. */
    codes: Record<ImportIssueCode, string>;
  };

  /** The printouts of a ceremony. */
  print: string;
  find: string;
  keys: string;
  keyHelp: Record<KeyHelp, string>;
  keyLayouts: string;

  /** `problem`: what happened; null shows the message of the server. `remedy`: what the operator can do. */
  errors: Record<ExplainedCode, { problem: string | null; remedy: string }>;
  otherRemedy: string;
}
