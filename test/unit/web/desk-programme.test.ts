/** The running order as the desk reads it, and the command behind the big button. */
import { describe, expect, it } from 'vitest';
import type { ProgrammeItem } from '../../../src/web/desk/state/desk-view.ts';
import { mainCommandOf } from '../../../src/web/desk/state/main-command.ts';
import {
  currentCeremony,
  isOpen,
  itemAt,
  nextItem,
  runningOrderOf,
  selectedItem,
  sequenceOf,
  stateOf,
  statusOf,
  subjectOf,
  textStatusOf,
  titleOf,
} from '../../../src/web/desk/state/programme.ts';
import { deals } from '../../../src/web/preview/fixtures/deals.ts';
import {
  dealItem,
  deskCeremony,
  deskView,
  speechItem,
  titledItem,
} from '../../../src/web/preview/fixtures/desk.ts';

const { electricVehicles, batteryPlant, displayLine, robotPurchase } = deals;
const signed = dealItem(electricVehicles, { status: 'SIGNED' });
const planned = dealItem(batteryPlant);
const held = dealItem(displayLine, { cue: 'HELD' });
const cued = dealItem(robotPurchase, { cue: 'CUED' });
const speech = speechItem('governor');
const speaking = speechItem('ambassador', { status: 'STARTED' });

describe('the text of a speech', () => {
  it.each([
    [{ status: 'SCHEDULED' }, 'none'],
    [{ status: 'STARTED' }, 'releasable'],
    [{ status: 'FINISHED' }, 'releasable'],
    [{ status: 'FINISHED', rehearsalTextStatus: 'RELEASED' }, 'releasable'],
    [{ status: 'FINISHED', textStatus: 'NONE' }, 'none'],
    [{ status: 'FINISHED', textStatus: 'RELEASED' }, 'released'],
  ] as const)('of a speech that is %o can be %s', (change, expected) => {
    expect(textStatusOf(speechItem('governor', change), 'LIVE')).toBe(expected);
  });

  it('is released in a rehearsal of its own', () => {
    const item = speechItem('governor', { rehearsalStatus: 'STARTED', textStatus: 'RELEASED' });
    expect(textStatusOf(item, 'REHEARSAL')).toBe('releasable');
    expect(textStatusOf(signed, 'REHEARSAL')).toBe('none');
  });
});

describe('the state of an item', () => {
  it.each([
    ['PLANNED', 'planned', true],
    ['SIGNED', 'done', false],
    ['RETRACTED', 'retracted', false],
    ['WITHDRAWN', 'withdrawn', false],
  ] as const)('of a deal that is %s is %s', (status, state, open) => {
    const item = dealItem(electricVehicles, { status });
    expect(stateOf(item, 'LIVE')).toBe(state);
    expect(isOpen(item, 'LIVE')).toBe(open);
  });

  it.each([
    ['SCHEDULED', 'planned', true],
    ['STARTED', 'under-way', true],
    ['FINISHED', 'done', false],
  ] as const)('of a speech that is %s is %s', (status, state, open) => {
    const item = speechItem('governor', { status });
    expect(stateOf(item, 'LIVE')).toBe(state);
    expect(isOpen(item, 'LIVE')).toBe(open);
  });

  it('in a rehearsal is that of the rehearsal, whatever is live', () => {
    expect(stateOf(dealItem(electricVehicles, { status: 'SIGNED' }), 'REHEARSAL')).toBe('planned');
    expect(stateOf(dealItem(electricVehicles, { rehearsalStatus: 'SIGNED' }), 'REHEARSAL')).toBe('done');
    expect(stateOf(dealItem(electricVehicles, { rehearsalStatus: 'SIGNED' }), 'LIVE')).toBe('planned');
    expect(stateOf(speechItem('governor', { rehearsalStatus: 'STARTED' }), 'REHEARSAL')).toBe('under-way');
    expect(stateOf(dealItem(electricVehicles, { rehearsalStatus: null }), 'REHEARSAL')).toBe('planned');
  });
});

it('an item is about its deal or its speech', () => {
  expect([subjectOf(signed), subjectOf(speech)]).toEqual(['electric-vehicles', 'governor']);
  expect(subjectOf({ ...signed, deal: null })).toBe('item-electric-vehicles');
});

it('an item has the title of the deal in the language, else in the first one, or the name of the speaker', () => {
  expect(titleOf(planned, 'zh')).toBe('动力电池工厂三期项目');
  expect(titleOf(held, 'zh')).toBe('Packaging line for display driver chips');
  expect(titleOf(speech, 'zh')).toBe('Xu Yuanping');
  expect(titleOf({ ...speech, speech: null }, 'zh')).toBe('');
});

describe('the current ceremony', () => {
  const [closed, open, next] = (['CLOSED', 'OPEN', 'PLANNED'] as const).map((status) =>
    deskCeremony([], { id: status, status, rehearsalStatus: null }),
  ) as [ReturnType<typeof deskCeremony>, ReturnType<typeof deskCeremony>, ReturnType<typeof deskCeremony>];

  it('is the open one, else the first planned one, else the last', () => {
    expect(currentCeremony([closed, next, open], 'LIVE')).toBe(open);
    expect(currentCeremony([closed, next, { ...next, id: 'later' }], 'LIVE')).toBe(next);
    const earlier = ['first', 'second'].map((id) => ({ ...closed, id }));
    expect(currentCeremony([...earlier, closed], 'LIVE')).toBe(closed);
    expect(currentCeremony([closed], 'LIVE')).toBe(closed);
    expect(currentCeremony([], 'LIVE')).toBeUndefined();
  });

  it('of a rehearsal is planned until it is opened there', () => {
    expect(statusOf(open, 'REHEARSAL')).toBe('PLANNED');
    expect(statusOf({ ...closed, rehearsalStatus: 'OPEN' }, 'REHEARSAL')).toBe('OPEN');
    expect(statusOf({ ...closed, rehearsalStatus: 'OPEN' }, 'LIVE')).toBe('CLOSED');
    expect(currentCeremony([{ ...closed, rehearsalStatus: 'CLOSED' }, next], 'REHEARSAL')).toBe(next);
  });
});

describe('the running order', () => {
  const withdrawn = dealItem(electricVehicles, { status: 'WITHDRAWN' });

  it('has all items of the ceremony but withdrawn ones, in their order', () => {
    const { programme } = deskCeremony([speech, withdrawn, planned]);
    const order = runningOrderOf({ ...deskCeremony([]), programme }, 'LIVE');
    expect(order.map(({ id }) => id)).toEqual(['item-governor', 'item-battery-plant']);
    expect(runningOrderOf(undefined, 'LIVE')).toEqual([]);
  });
});

describe('the next item', () => {
  const nextOf = (...items: ProgrammeItem[]) => nextItem(items, 'LIVE')?.id;

  it('is the one under way before the cued one, and the cued one before the first planned', () => {
    expect(nextOf(planned, cued, speaking)).toBe(speaking.id);
    expect(nextOf(planned, cued)).toBe(cued.id);
    expect(nextOf(signed, planned, dealItem(robotPurchase))).toBe(planned.id);
  });

  it('skips an item on hold, unless nothing else is planned', () => {
    expect(nextOf(held, planned)).toBe(planned.id);
    expect(nextOf(signed, held, { ...held, id: 'second' })).toBe(held.id);
  });

  it('is never done, even if it is still cued', () => {
    expect(nextOf(dealItem(electricVehicles, { status: 'SIGNED', cue: 'CUED' }), planned)).toBe(planned.id);
    expect(nextOf(signed)).toBeUndefined();
  });

  it('of two cued ones is the first', () => {
    expect(nextOf({ ...cued, id: 'first' }, cued)).toBe('first');
  });
});

describe('the selection', () => {
  const order = [signed, planned, held];

  it('is the chosen item, else the next one, else the last', () => {
    expect(selectedItem(order, signed.id, 'LIVE')).toBe(signed);
    expect(selectedItem(order, null, 'LIVE')).toBe(planned);
    expect(selectedItem(order, 'not there any more', 'LIVE')).toBe(planned);
    const earlier = ['first', 'second'].map((id) => ({ ...signed, id }));
    expect(selectedItem([...earlier, signed], null, 'LIVE')).toBe(signed);
    expect(selectedItem([signed], null, 'LIVE')).toBe(signed);
    expect(selectedItem([], null, 'LIVE')).toBeUndefined();
  });

  it('moves by rows and stops at both ends', () => {
    expect(itemAt(order, planned, 1)).toBe(held);
    expect(itemAt(order, planned, -1)).toBe(signed);
    expect(itemAt(order, held, 1)).toBe(held);
    expect(itemAt(order, signed, -1)).toBe(signed);
    expect(itemAt(order, undefined, 1)).toBe(signed);
    expect(itemAt([], undefined, 1)).toBeUndefined();
  });
});

describe('the sequence of a deal or a speech', () => {
  it('is that of the newest announcement about it', () => {
    expect(sequenceOf(deskView(), 'robot-purchase')).toBe(6);
    expect(sequenceOf(deskView(), 'electric-vehicles')).toBe(4);
    expect(sequenceOf(deskView(), 'governor')).toBe(3);
  });

  it('is null if no announcement is about it', () => {
    expect(sequenceOf(deskView(), 'battery-plant')).toBeNull();
    expect(sequenceOf(deskView({ announcements: { nodes: [] } }), 'robot-purchase')).toBeNull();
    const view = deskView();
    const without = { ...view, exhibition: { ...view.exhibition, announcements: null } };
    expect(sequenceOf(without, 'robot-purchase')).toBeNull();
  });
});

describe('the main command', () => {
  const open = deskCeremony([]);
  const nameOf = (item: ProgrammeItem) => mainCommandOf(item, open, 'LIVE', false)?.name;

  it('signs a deal, starts a speech and finishes the speech that is under way', () => {
    expect([nameOf(planned), nameOf(speech), nameOf(speaking)]).toEqual([
      'signDeal',
      'startSpeech',
      'finishSpeech',
    ]);
  });

  it('marks an item with a title as done, whatever the ceremony', () => {
    const anthem = titledItem('ANTHEM', 'Anthem');
    expect([stateOf(anthem, 'LIVE'), titleOf(anthem, 'en')]).toEqual(['planned', 'Anthem']);
    expect(mainCommandOf(anthem, { ...open, status: 'PLANNED' }, 'LIVE', false)).toEqual({
      name: 'DONE',
      obstacle: null,
    });
    const done = titledItem('ANTHEM', 'Anthem', { cue: 'DONE' });
    expect([stateOf(done, 'LIVE'), nameOf(done)]).toEqual(['done', undefined]);
  });

  it('waits while another operator has control', () => {
    const control = { ...open.control!, holder: 'Li Na' };
    expect(mainCommandOf(planned, { ...open, control }, 'LIVE', false)?.obstacle).toBe('no-control');
    const own = { ...control, heldByCaller: true };
    expect(mainCommandOf(planned, { ...open, control: own }, 'LIVE', false)?.obstacle).toBeNull();
    expect(mainCommandOf(planned, { ...open, status: 'CANCELLED' }, 'LIVE', false)?.obstacle).toBe(
      'cancelled',
    );
  });

  it('is none for what is done or retracted', () => {
    expect(nameOf(signed)).toBeUndefined();
    expect(nameOf(dealItem(electricVehicles, { status: 'RETRACTED' }))).toBeUndefined();
    expect(nameOf(speechItem('governor', { status: 'FINISHED' }))).toBeUndefined();
  });

  it('waits for the ceremony, for a release and for the command that is pending', () => {
    const obstacle = (item: ProgrammeItem, change: Partial<typeof open> = {}, isPending = false) =>
      mainCommandOf(item, { ...open, ...change }, 'LIVE', isPending)?.obstacle;
    expect(obstacle(planned)).toBeNull();
    expect(obstacle(cued)).toBeNull();
    expect(obstacle(held)).toBe('on-hold');
    expect(obstacle(planned, { status: 'PLANNED' })).toBe('not-open');
    expect(obstacle(planned, { status: 'CLOSED' })).toBe('closed');
    expect(obstacle(planned, {}, true)).toBe('sent');
    const onHold = { control: { ...open.control!, onHold: true } };
    expect(obstacle(planned, onHold)).toBe('ceremony-on-hold');
    // A speech that is in progress may end.
    expect(obstacle(speechItem('governor', { status: 'STARTED' }), onHold)).toBeNull();
    // Which obstacle is named first.
    expect(obstacle(held, { status: 'CLOSED' })).toBe('closed');
    expect(obstacle(held, { status: 'PLANNED' }, true)).toBe('sent');
  });

  it('of a rehearsal goes by the rehearsal', () => {
    const ceremony = { ...open, status: 'CLOSED', rehearsalStatus: 'OPEN' } as const;
    expect(mainCommandOf(signed, ceremony, 'REHEARSAL', false)).toEqual({ name: 'signDeal', obstacle: null });
  });
});
