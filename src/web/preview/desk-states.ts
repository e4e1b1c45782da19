/** Every state of the desk. */
import type { Command, CommandName } from '../desk/command-outbox.ts';
import type { ConnectionState, DeskView, ProgrammeItem, StreamMode } from '../desk/state/desk-view.ts';
import type { Outcome } from '../desk/state/sent-commands.ts';
import { deals } from './fixtures/deals.ts';
import {
  connected,
  dealItem,
  deskCeremony,
  deskView,
  programmeUnderWay,
  speechItem,
  titledItem,
} from './fixtures/desk.ts';
import { openedAt } from './fixtures/stream.ts';

export interface DeskPreview {
  /** In the language of the operator; null before the first view. */
  view: ((language: string) => DeskView) | null;
  connection: ConnectionState;
  mode: StreamMode;
  commands: readonly Command[];
  /** Keys that are pressed in this order, to select an item or open a form. */
  keys: readonly string[];
  isSignedIn: boolean;
}

const live: DeskPreview = {
  view: (language) => deskView({}, language),
  connection: { name: 'live' },
  mode: 'LIVE',
  commands: [],
  keys: [],
  isSignedIn: true,
};

/** The desk of an open ceremony with these items. */
function withItems(
  itemsIn: (language: string) => ProgrammeItem[],
  change: Partial<DeskPreview> = {},
): DeskPreview {
  const view = (language: string) =>
    deskView({ ceremonies: [deskCeremony(itemsIn(language), {}, language)] }, language);
  return { ...live, view, ...change };
}

function withScreens(screens: Partial<DeskView['screens']>): DeskPreview {
  const all = { total: 3, head: 7, upToDate: 3, complete: true, lagging: [], connected, ...screens };
  return { ...live, view: (language) => deskView({ screens: all }, language) };
}

function withCeremony(change: Partial<DeskView['exhibition']['ceremonies'][number]>): DeskPreview {
  const view = (language: string) =>
    deskView({ ceremonies: [deskCeremony(programmeUnderWay(language), change, language)] }, language);
  return { ...live, view };
}

function command(name: CommandName, subject: string, outcome: Outcome, index = 0, input = {}): Command {
  const sentAt = openedAt - index * 30_000;
  return {
    key: `key-${index}`,
    name,
    subject,
    title: 'Third phase of the power battery plant',
    input,
    sentAt,
    outcome,
  };
}

const outcomes: Command[] = [
  command('signDeal', 'another', { name: 'pending', attempts: 0 }, 0),
  command('signDeal', 'electric-vehicles', { name: 'confirmed', sequence: 4 }, 1),
  command('signDeal', 'one', { name: 'rejected', code: 'DEAL_ALREADY_SIGNED', message: '', sequence: 5 }, 2),
  command('cueProgrammeItem', 'two', { name: 'confirmed', sequence: null }, 3, { cue: 'CUED' }),
  command(
    'correctDeal',
    'three',
    { name: 'rejected', code: 'INVALID_INPUT', message: 'amount.amount is not a decimal', sequence: null },
    4,
  ),
  command('startSpeech', 'four', { name: 'unknown' }, 5),
];

const incomplete = (language: string) => [dealItem(deals.displayLine, {}, language)];

const since = new Date(openedAt).toISOString();
const ours = {
  holder: 'first operator',
  heldByCaller: true,
  since,
  takenOverFrom: null,
  onHold: false,
  version: 2,
};
const theirs = {
  onHold: false,
  ...{ holder: 'Li Na', heldByCaller: false, since, offeredAt: null, takenOverFrom: null, version: 3 },
};

export const deskStates: Record<string, DeskPreview> = {
  'sign in': { ...live, isSignedIn: false, connection: { name: 'connecting' } },
  'sign in again': {
    ...live,
    isSignedIn: false,
    connection: { name: 'rejected', code: 'UNAUTHENTICATED', message: '', retry: 'NEW_TOKEN' },
  },
  connecting: { ...live, view: null, connection: { name: 'connecting' } },
  'before the opening': withCeremony({ status: 'PLANNED' }),
  'next deal': live,
  'next speech': withItems((language) => [speechItem('ambassador', {}, language)]),
  'speech under way': withItems((language) => [speechItem('governor', { status: 'STARTED' }, language)]),
  'cued deal': withItems((language) => [dealItem(deals.batteryPlant, { cue: 'CUED' }, language)]),
  'deal on hold': withItems((language) => [dealItem(deals.batteryPlant, { cue: 'HELD' }, language)]),
  'deal with missing texts': withItems(incomplete),
  'deal with a long title': withItems((language) => [dealItem(deals.salesNetwork, {}, language)]),
  'signed deal': { ...live, keys: ['k', 'k'] },
  'retracted deal': { ...live, keys: ['k'] },
  'after the closing': withCeremony({ status: 'CLOSED' }),
  'empty programme': withItems(() => []),
  rehearsal: {
    ...live,
    mode: 'REHEARSAL',
    view: (language) =>
      deskView(
        { ceremonies: [deskCeremony(programmeUnderWay(language), { rehearsalStatus: 'OPEN' }, language)] },
        language,
      ),
  },
  'command sent': {
    ...live,
    commands: [command('signDeal', 'battery-plant', { name: 'pending', attempts: 0 })],
  },
  'command without a response': {
    ...live,
    connection: { name: 'offline', since: openedAt },
    commands: [command('signDeal', 'battery-plant', { name: 'pending', attempts: 2 })],
  },
  outcomes: { ...live, commands: outcomes },
  offline: { ...live, connection: { name: 'offline', since: openedAt } },
  rejected: {
    ...live,
    connection: {
      name: 'rejected',
      code: 'RATE_LIMITED',
      message: 'Too many requests.',
      retry: 'SAME_REQUEST',
    },
  },
  'lagging screens': withScreens({
    upToDate: 1,
    lagging: [
      { name: 'Hall A, left', sequence: 5, behindSince: new Date(openedAt).toISOString() },
      { name: 'Seoul 4f1c', sequence: 0, behindSince: null },
    ],
  }),
  'no screens': withScreens({ total: 0, upToDate: 0 }),
  'screens of one server': withScreens({ complete: false }),
  'correction form': { ...live, keys: ['k', 'k', 'r'] },
  'retraction form': { ...live, keys: ['k', 'k', 'x'] },
  'notice form': { ...live, keys: ['n'] },
  'anthem next': withItems((language) => [
    titledItem('ANTHEM', 'March of the Volunteers', { durationSeconds: 90 }),
    ...programmeUnderWay(language),
  ]),
  'control of this desk': withCeremony({ control: { ...ours, offeredAt: null } }),
  'control is offered to this desk': withCeremony({ control: { ...theirs, offeredAt: since } }),
  'control was taken over': withCeremony({ control: { ...theirs, takenOverFrom: 'first operator' } }),
  'ceremony on hold': withCeremony({ control: { ...ours, offeredAt: null, onHold: true } }),
  'group of deals': { ...live, keys: ['g'] },
  'keys of the desk': { ...live, keys: ['?'] },
};
