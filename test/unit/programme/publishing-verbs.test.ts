/** The rules that every verb keeps that announces something about a deal, a speech or a ceremony. */
import { describe, expect, it } from 'vitest';
import type { Deciding, Decision } from '../../../src/mutations/decision.ts';
import { cancelCeremony } from '../../../src/programme/ceremonies/cancel-ceremony.ts';
import type { LoadedVenue } from '../../../src/programme/ceremonies/ceremony-input.ts';
import { closeCeremony } from '../../../src/programme/ceremonies/close-ceremony.ts';
import { openCeremony } from '../../../src/programme/ceremonies/open-ceremony.ts';
import { reopenCeremony } from '../../../src/programme/ceremonies/reopen-ceremony.ts';
import { updateCeremony } from '../../../src/programme/ceremonies/update-ceremony.ts';
import { correctDeal } from '../../../src/programme/deals/correct-deal.ts';
import { dealSnapshot } from '../../../src/programme/deals/load-deal.ts';
import { retractDeal } from '../../../src/programme/deals/retract-deal.ts';
import { signDeal } from '../../../src/programme/deals/sign-deal.ts';
import type { Lease } from '../../../src/programme/lease/lease.ts';
import type { OpenCeremony } from '../../../src/programme/open-ceremony/lock-open-ceremony.ts';
import { finishSpeech } from '../../../src/programme/speeches/finish-speech.ts';
import { startSpeech } from '../../../src/programme/speeches/start-speech.ts';
import {
  decidingAs,
  en,
  lease,
  loadedCeremony,
  loadedDeal,
  loadedSpeech,
  openCeremony as openCeremonyRow,
  operator,
  operatorOfAnother,
  organizer,
  parametersOf,
  rates,
  statements,
  venueOf,
} from './loaded-rows.ts';

type Mode = 'LIVE' | 'REHEARSAL';
type Row = { status?: string; rehearsalStatus?: string };

interface PublishingVerb {
  name: string;
  typename: 'Deal' | 'Speech' | 'Ceremony';
  /** The status that it needs in the stream of its mode, and the one that it leads to. */
  from: string;
  to: string;
  /** The error code for every other status. */
  refused: Record<string, string>;
  decide(
    row: Row | null,
    input?: object,
    deciding?: Deciding,
    lease?: Lease | null,
  ): Decision<{ announcement: string }>;
}

const publishing = { mode: 'LIVE' as Mode, idempotencyKey: 'test-key-1' };
const latest = { deal: dealSnapshot(loadedDeal()), sequence: 7 };
const signedAs = 7;

const verbs: PublishingVerb[] = [
  {
    name: 'signDeal',
    typename: 'Deal',
    from: 'PLANNED',
    to: 'SIGNED',
    refused: { SIGNED: 'DEAL_ALREADY_SIGNED', WITHDRAWN: 'DEAL_NOT_PLANNED', RETRACTED: 'DEAL_NOT_PLANNED' },
    decide: (row, input, deciding = decidingAs(), lease = null) =>
      signDeal.decide(
        { ceremonies: [openCeremonyRow({ lease })], deal: row && loadedDeal({ signedAs, ...row } as never) },
        { deal: 'deal', again: false, ...publishing, ...input },
        deciding,
      ),
  },
  {
    name: 'correctDeal',
    typename: 'Deal',
    from: 'SIGNED',
    to: 'SIGNED',
    refused: { PLANNED: 'DEAL_NOT_SIGNED', WITHDRAWN: 'DEAL_NOT_SIGNED', RETRACTED: 'DEAL_NOT_SIGNED' },
    decide: (row, input, deciding = decidingAs(), lease = null) =>
      correctDeal.decide(
        { lease, deal: row && loadedDeal(row as never), latest, industries: [], organizations: [] },
        { deal: 'deal', ...publishing, category: 'TRADE', ...input },
        deciding,
      ),
  },
  {
    name: 'retractDeal',
    typename: 'Deal',
    from: 'SIGNED',
    to: 'RETRACTED',
    refused: { PLANNED: 'DEAL_NOT_SIGNED', WITHDRAWN: 'DEAL_NOT_SIGNED', RETRACTED: 'DEAL_NOT_SIGNED' },
    decide: (row, input, deciding = decidingAs(), lease = null) =>
      retractDeal.decide(
        { lease, deal: row && loadedDeal(row as never), latest },
        { deal: 'deal', ...publishing, ...input },
        deciding,
      ),
  },
  {
    name: 'startSpeech',
    typename: 'Speech',
    from: 'SCHEDULED',
    to: 'STARTED',
    refused: { STARTED: 'SPEECH_NOT_SCHEDULED', FINISHED: 'SPEECH_NOT_SCHEDULED' },
    decide: (row, input, deciding = decidingAs(), lease = null) =>
      startSpeech.decide(
        { ceremonies: [openCeremonyRow({ lease })], speech: row && loadedSpeech(row as never) },
        { speech: 'speech', ...publishing, ...input },
        deciding,
      ),
  },
  {
    name: 'finishSpeech',
    typename: 'Speech',
    from: 'STARTED',
    to: 'FINISHED',
    refused: { SCHEDULED: 'SPEECH_NOT_STARTED', FINISHED: 'SPEECH_NOT_STARTED' },
    decide: (row, input, deciding = decidingAs(), lease = null) =>
      finishSpeech.decide(
        { lease, speech: row && loadedSpeech(row as never) },
        { speech: 'speech', ...publishing, ...input },
        deciding,
      ),
  },
  {
    name: 'openCeremony',
    typename: 'Ceremony',
    from: 'PLANNED',
    to: 'OPEN',
    refused: { OPEN: 'CEREMONY_NOT_PLANNED', CLOSED: 'CEREMONY_NOT_PLANNED' },
    decide: (row, input, deciding = decidingAs(), lease = null) =>
      openCeremony.decide(
        row && loadedCeremony({ lease, ...row } as never),
        { ceremony: 'ceremony', ...publishing, ...input },
        deciding,
      ),
  },
  {
    name: 'closeCeremony',
    typename: 'Ceremony',
    from: 'OPEN',
    to: 'CLOSED',
    refused: { PLANNED: 'CEREMONY_NOT_OPEN', CLOSED: 'CEREMONY_NOT_OPEN' },
    decide: (row, input, deciding = decidingAs(), lease = null) =>
      closeCeremony.decide(
        { ceremony: row && loadedCeremony({ lease, ...row } as never), unfinished: [], target: null },
        { ceremony: 'ceremony', ...publishing, ...input },
        deciding,
      ),
  },
];

const modes: Mode[] = ['LIVE', 'REHEARSAL'];
const columns = { LIVE: 'status', REHEARSAL: 'rehearsalStatus' } as const;
const inModes = (each: PublishingVerb[] = verbs) =>
  each.flatMap((verb) => modes.map((mode) => [verb.name, mode, verb] as const));
const failure = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });

describe('a verb that announces', () => {
  it.each(inModes())(
    '%s in %s announces under the id that it returns, in the stream of the mode',
    (_, mode, verb) => {
      const { result, announcement } = verb.decide({ [columns[mode]]: verb.from }, { mode });
      const noun = verb.typename.toLowerCase();
      expect(result).toMatchObject({ [noun]: noun, announcement: 'new-1' });
      expect(announcement).toMatchObject({
        id: 'new-1',
        exhibitionId: 'exhibition',
        mode,
        content: { [noun]: { id: noun } },
        subject: { [`${noun}Id`]: noun },
        reportingCurrency: 'CNY',
        rates,
      });
    },
  );

  const changing = verbs.filter(({ from, to }) => from !== to);

  it.each(inModes(changing))(
    '%s in %s writes the status of that stream and not of the other',
    (_, mode, verb) => {
      const { writes, announcement } = verb.decide({ [columns[mode]]: verb.from }, { mode });
      const { change } = announcement!;
      const id = verb.typename.toLowerCase();
      const written = statements([...writes, ...(change ? [change] : [])]).join(';');
      const other = columns[mode === 'LIVE' ? 'REHEARSAL' : 'LIVE'];
      if (mode === 'LIVE') {
        expect(change!.text).toMatch(new RegExp(`^UPDATE "${verb.typename}" SET "status" = \\$1\\W`));
        expect(change!.values).toEqual(expect.arrayContaining([verb.to, id]));
      } else
        expect(
          parametersOf(writes, `UPDATE "${verb.typename}" AS item SET "rehearsalStatus" =`),
        ).toMatchObject([[{ id, rehearsalStatus: verb.to }]]);
      expect(written).not.toContain(`"${other}" =`);
    },
  );

  const dated = changing.filter(({ name }) => name !== 'retractDeal');

  it.each(dated.map((verb) => [verb.name, verb] as const))(
    '%s dates the change with the time of its announcement, and with no clock',
    (_, verb) => {
      const { announcement } = verb.decide({ status: verb.from });
      const [change] = statements([announcement!.change!]);
      expect(change).toMatch(/"(signed|opened|closed|started|finished)At" = moved\."lastAnnouncedAt"/);
      expect(change).toContain(' FROM moved WHERE ');
      expect(announcement!.change!.values.filter((value) => value instanceof Date)).toEqual([]);
    },
  );

  it.each(inModes(changing))(
    '%s in %s leaves the status before and after in the audit log',
    (_, mode, verb) => {
      const { audit } = verb.decide({ [columns[mode]]: verb.from }, { mode });
      expect(audit).toMatchObject([
        {
          exhibition: 'exhibition',
          type: verb.typename,
          id: verb.typename.toLowerCase(),
          before: { mode, status: verb.from },
          after: { mode, status: verb.to },
        },
      ]);
    },
  );

  const timed = {
    openCeremony: 'openedAt',
    closeCeremony: 'closedAt',
    startSpeech: 'startedAt',
    finishSpeech: 'finishedAt',
  };

  it.each(Object.entries(timed))(
    '%s writes %s with the live status, and not in the rehearsal',
    (name, column) => {
      const verb = verbs.find((each) => each.name === name)!;
      const written = (mode: Mode) => {
        const { writes, announcement } = verb.decide({ [columns[mode]]: verb.from }, { mode });
        return statements([...writes, ...(announcement?.change ? [announcement.change] : [])]).join(';');
      };
      expect(written('LIVE')).toContain(`"${column}" = moved."lastAnnouncedAt"`);
      expect(written('REHEARSAL')).not.toContain(column);
    },
  );

  const refused = inModes().flatMap(([name, mode, verb]) =>
    Object.entries(verb.refused).map(([status, code]) => [name, mode, status, code, verb] as const),
  );

  it.each(refused)(
    '%s in %s of what is %s is %s, whatever version is expected',
    (_, mode, status, code, verb) => {
      const row = { [columns[mode]]: status };
      expect(() => verb.decide(row, { mode })).toThrow(failure(code));
      expect(() => verb.decide(row, { mode, expectedVersion: 1 })).toThrow(failure(code));
    },
  );

  it.each(inModes())('%s in %s announces the expected version and no other', (_, mode, verb) => {
    const row = { [columns[mode]]: verb.from };
    const id = verb.typename.toLowerCase();
    expect(() => verb.decide(row, { mode, expectedVersion: 3 })).toThrow(
      failure('VERSION_CONFLICT', {
        expectedVersion: 3,
        currentVersion: 4,
        current: { __typename: verb.typename, id },
      }),
    );
    expect(verb.decide(row, { mode, expectedVersion: 4 }).announcement).toBeDefined();
    expect(verb.decide(row, { mode, expectedVersion: null }).announcement).toBeDefined();
  });

  it.each(verbs.map((verb) => [verb.name, verb] as const))(
    '%s of what is public is forbidden to an operator of another exhibition',
    (_, verb) => {
      const status = { Deal: 'SIGNED', Speech: 'STARTED', Ceremony: 'PLANNED' }[verb.typename];
      expect(() => verb.decide({ status }, {}, decidingAs(operatorOfAnother))).toThrow(failure('FORBIDDEN'));
    },
  );

  const hidden = verbs.flatMap((verb) =>
    ({ Deal: ['PLANNED', 'WITHDRAWN'], Speech: ['SCHEDULED'], Ceremony: [] })[verb.typename].map(
      (status) => [verb.name, status, verb] as const,
    ),
  );

  it.each(hidden)(
    '%s of what is %s gives an operator of another exhibition the same error as for an unknown object',
    (_, status, verb) => {
      const errorOf = (row: Row | null) => {
        try {
          return verb.decide(row, { expectedVersion: 1 }, decidingAs(operatorOfAnother));
        } catch (error) {
          const { code, message, path } = error as { code: string; message: string; path: string[] };
          return { code, message, path };
        }
      };
      expect(errorOf(null)).toMatchObject({ code: 'NOT_FOUND' });
      expect(errorOf({ status, rehearsalStatus: 'SIGNED' })).toEqual(errorOf(null));
    },
  );

  it.each(inModes())('%s in %s requires control where another operator has it', (_, mode, verb) => {
    const row = { [columns[mode]]: verb.from };
    const decide = (held: Lease | null) => verb.decide(row, { mode }, decidingAs(), held);
    expect(() => decide(lease())).toThrow(
      failure('CONTROL_HELD', { holder: 'Li Na', expiresAt: new Date('2030-05-06T09:00:01Z'), retry: 'NO' }),
    );
    const mine = { holder: 'operator' };
    const expired = { expiresAt: '2030-05-06T09:00:00+00:00' };
    const released = { holder: null, holderName: null };
    for (const free of [lease(mine), lease(expired), lease(released), null])
      expect(decide(free).announcement).toBeDefined();
  });

  it.each(verbs.map((verb) => [verb.name, verb] as const))('%s is open to an organizer', (_, verb) => {
    expect(verb.decide({ status: verb.from }, {}, decidingAs(organizer)).announcement).toBeDefined();
    expect(() => verb.decide(null, {}, decidingAs(organizer))).toThrow(failure('NOT_FOUND'));
  });
});

describe('a ceremony', () => {
  const input = { ceremony: 'ceremony', ...publishing };
  const close = (
    changes: object,
    more: Partial<Parameters<typeof closeCeremony.decide>[0]> = {},
    given = {},
  ) =>
    closeCeremony.decide(
      { ceremony: loadedCeremony({ status: 'OPEN', ...changes }), unfinished: [], target: null, ...more },
      { ...input, ...given },
      decidingAs(),
    );

  it('is not closed while a speech is in progress', () => {
    expect(() => close({ speechInProgress: true })).toThrow(failure('SPEECH_IN_PROGRESS'));
  });

  it('is not rehearsed once it is cancelled', () => {
    const cancelled = loadedCeremony({ status: 'CANCELLED' });
    expect(() => openCeremony.decide(cancelled, { ...input, mode: 'REHEARSAL' }, decidingAs())).toThrow(
      failure('CEREMONY_NOT_PLANNED'),
    );
  });

  it('says in the announcement of its second closing that it is the second', () => {
    expect(close({}).announcement?.content).not.toHaveProperty('round');
    expect(close({ rounds: 2 }).announcement?.content).toMatchObject({ kind: 'CEREMONY_CLOSED', round: 2 });
  });

  const target = { id: 'evening', exhibitionId: 'exhibition', status: 'PLANNED', items: 3, end: 5 };
  const carry = (changes: Partial<typeof target> | null, given = {}) =>
    close(
      {},
      { unfinished: ['first', 'second'], target: changes && { ...target, ...changes } },
      { carryTo: 'evening', ...given },
    );

  it('returns what is not done, and carries it to the end of the programme of another ceremony', () => {
    const { result, writes } = carry({});
    expect(result).toMatchObject({ unfinished: ['first', 'second'] });
    expect(parametersOf(writes, '"ProgrammeItem"')).toEqual(['evening', 5, ['first', 'second']]);
    expect(close({}, { unfinished: ['first'] }).writes).toEqual([]);
  });

  it.each([
    ['one that does not exist', null, {}, 'NOT_FOUND'],
    ['one of another exhibition', { exhibitionId: 'other' }, {}, 'NOT_FOUND'],
    ['itself', { id: 'ceremony' }, {}, 'INVALID_INPUT'],
    ['one that is closed', { status: 'CLOSED' }, {}, 'CEREMONY_NOT_OPEN'],
    ['one that is cancelled', { status: 'CANCELLED' }, {}, 'CEREMONY_NOT_OPEN'],
    ['one without room', { items: 499 }, {}, 'INVALID_INPUT'],
  ])('does not carry anything to %s', (_, changes, given, code) => {
    expect(() => carry(changes, given)).toThrow(failure(code, { path: ['input', 'carryTo'] }));
  });

  it('carries nothing in a rehearsal', () => {
    const rehearsed = { rehearsalStatus: 'OPEN' };
    expect(() => close(rehearsed, { target }, { carryTo: 'evening', mode: 'REHEARSAL' })).toThrow(
      failure('INVALID_INPUT', { path: ['input', 'carryTo'] }),
    );
  });
});

describe('reopenCeremony', () => {
  const reopen = (changes: object, mode: Mode = 'LIVE', identity = operator) =>
    reopenCeremony.decide(
      loadedCeremony(changes),
      { ceremony: 'ceremony', ...publishing, mode, reasonTranslations: en('Too early') },
      decidingAs(identity),
    );

  it.each(modes)('announces in %s that a closed ceremony goes on, as its next round', (mode) => {
    const { writes, announcement, audit } = reopen({ [columns[mode]]: 'CLOSED' }, mode);
    if (mode === 'LIVE') expect(announcement!.change!.values).toEqual(['OPEN', null, 'ceremony']);
    else
      expect(parametersOf(writes, 'UPDATE "Ceremony"')).toEqual([
        [{ id: 'ceremony', rehearsalStatus: 'OPEN' }],
      ]);
    expect(announcement).toMatchObject({
      mode,
      content: { kind: 'CEREMONY_REOPENED', reason: en('Too early'), round: 2 },
    });
    expect(audit).toMatchObject([{ before: { mode, status: 'CLOSED' }, after: { mode, status: 'OPEN' } }]);
  });

  it('is for a closed ceremony and for operators of its exhibition', () => {
    for (const status of ['PLANNED', 'OPEN', 'CANCELLED'])
      expect(() => reopen({ status })).toThrow(failure('CEREMONY_NOT_CLOSED'));
    expect(() => reopen({ status: 'CLOSED' }, 'LIVE', operatorOfAnother)).toThrow(failure('FORBIDDEN'));
  });
});

describe('cancelCeremony', () => {
  const cancel = (changes: object, given: object = {}) =>
    cancelCeremony.decide(
      loadedCeremony(changes),
      { ceremony: 'ceremony', idempotencyKey: 'test-key-1', reasonTranslations: en('Storm'), ...given },
      decidingAs(),
    );

  it('announces in the LIVE stream that a planned ceremony does not take place', () => {
    const { announcement } = cancel({});
    expect(announcement!.change!.values).toEqual(['CANCELLED', 'ceremony']);
    expect(announcement).toMatchObject({
      mode: 'LIVE',
      content: { kind: 'CEREMONY_CANCELLED', ceremony: { id: 'ceremony' }, reason: en('Storm') },
    });
  });

  it('refuses one that is not planned, that is rehearsed now, or that has another version', () => {
    for (const status of ['OPEN', 'CLOSED', 'CANCELLED'])
      expect(() => cancel({ status })).toThrow(failure('CEREMONY_NOT_PLANNED'));
    expect(() => cancel({ rehearsalStatus: 'OPEN' })).toThrow(failure('CEREMONY_NOT_PLANNED'));
    expect(() => cancel({}, { expectedVersion: 3 })).toThrow(failure('VERSION_CONFLICT'));
  });
});

describe('updateCeremony', () => {
  const update = (given: object, changes: object = {}, places: LoadedVenue[] = []) =>
    updateCeremony.decide(
      { ceremony: loadedCeremony(changes), places },
      { ceremony: 'ceremony', idempotencyKey: 'test-key-1', ...given },
      decidingAs(),
    );
  const later = { startsAt: new Date('2030-05-06T10:00:00Z') };

  it.each(['PLANNED', 'OPEN'])(
    'announces the new plan of a ceremony that is %s beside the old one',
    (status) => {
      const { result, announcement, writes } = update(later, { status });
      expect(result).toEqual({ ceremony: 'ceremony', announcement: 'new-1' });
      expect(announcement).toMatchObject({
        mode: 'LIVE',
        subject: { ceremonyId: 'ceremony' },
        content: {
          kind: 'CEREMONY_UPDATED',
          ceremony: { startsAt: '2030-05-06T10:00:00.000Z', names: en('Opening') },
          before: { startsAt: '2030-05-06T09:00:00.000Z' },
        },
      });
      expect(parametersOf(writes, 'UPDATE "Ceremony"')).toMatchObject([
        [{ id: 'ceremony', startsAt: '2030-05-06T10:00:00.000Z', endsAt: null }],
      ]);
    },
  );

  it('announces nothing where the public sees no change: guests, the same plan, a closed ceremony', () => {
    for (const [given, changes] of [
      [{ invitedGuests: 300 }, {}],
      [{ startsAt: new Date('2030-05-06T09:00:00Z') }, {}],
      [later, { status: 'CLOSED' }],
    ] as const) {
      const { result, announcement } = update(given, changes);
      expect([result.announcement, announcement]).toEqual([null, undefined]);
    }
  });

  it('replaces the venues, which are of its exhibition', () => {
    const hall = venueOf('hall');
    const { writes, announcement } = update({ venues: ['hall'] }, {}, [hall]);
    expect(parametersOf(writes, 'INSERT INTO "CeremonyVenue"')).toEqual([
      [{ ceremonyId: 'ceremony', venueId: 'hall', position: 0 }],
    ]);
    const { exhibitionId: _, ...snapshot } = hall;
    expect(announcement).toMatchObject({
      content: { kind: 'CEREMONY_UPDATED', ceremony: { venues: [snapshot] }, before: { venues: [] } },
    });
    expect(() => update({ venues: ['hall'] }, {}, [{ ...hall, exhibitionId: 'other' }])).toThrow(
      failure('INVALID_INPUT', { path: ['input', 'venues', '0'] }),
    );
    expect(statements(update({ venues: null }, { venues: [hall] }).writes)).toContainEqual(
      expect.stringContaining('DELETE FROM "CeremonyVenue"'),
    );
  });

  it('warns of a day that is none of the exhibition, and plans it all the same', () => {
    const { result, announcement } = update({ startsAt: new Date('2030-05-09T09:00:00Z') });
    expect(result).toMatchObject({
      warnings: [{ code: 'OUTSIDE_EXHIBITION', path: ['input', 'startsAt'] }],
    });
    expect(announcement).toBeDefined();
  });

  it('announces nothing where the venues are the same, in whatever order their keys were read', () => {
    const hall = venueOf('hall');
    const { timeZone, names, ...others } = hall;
    const stored = { timeZone, ...others, names };
    const { writes, announcement } = update({ venues: ['hall'] }, { venues: [stored] }, [hall]);
    expect(announcement).toBeUndefined();
    expect(statements(writes).join()).not.toContain('CeremonyVenue');
  });

  it('refuses an end before the start, a cancelled ceremony and another version', () => {
    const ends = { endsAt: new Date('2030-05-06T08:00:00Z') };
    expect(() => update(ends)).toThrow(failure('INVALID_INPUT', { path: ['input', 'endsAt'] }));
    expect(() => update(later, { endsAt: '2030-05-06T09:30:00+00:00' })).toThrow(failure('INVALID_INPUT'));
    expect(() => update(later, { status: 'CANCELLED' })).toThrow(failure('CEREMONY_NOT_OPEN'));
    expect(() => update({ ...later, expectedVersion: 3 })).toThrow(failure('VERSION_CONFLICT'));
    expect(update({ endsAt: null }, { endsAt: '2030-05-06T09:30:00+00:00' }).announcement).toBeDefined();
  });
});

describe('a speech', () => {
  const input = { speech: 'speech', ...publishing };

  it('is not started without an open ceremony, nor while another one is in progress', () => {
    const start = (open: OpenCeremony[]) => () =>
      startSpeech.decide({ ceremonies: open, speech: loadedSpeech() }, input, decidingAs());
    expect(start([])).toThrow(failure('CEREMONY_NOT_OPEN'));
    const busy = openCeremonyRow({ speechInProgress: 'another' });
    expect(start([busy])).toThrow(failure('SPEECH_IN_PROGRESS'));
    // In the other hall.
    expect(start([busy, openCeremonyRow({ id: 'second', isPlannedThere: true })])).not.toThrow();
  });

  it('is announced without its text, unless the text was released in this stream before it ends', () => {
    const started = startSpeech.decide(
      { ceremonies: [openCeremonyRow()], speech: loadedSpeech() },
      input,
      decidingAs(),
    );
    expect(started.announcement?.content).toEqual({
      kind: 'SPEECH_STARTED',
      speech: {
        id: 'speech',
        speaker: { id: 'person', names: en('Eva'), country: 'DE' },
        office: en('Mayor'),
        language: 'en',
        texts: null,
      },
      ceremony: expect.objectContaining({ id: 'ceremony' }),
    });
    const finish = (row: Parameters<typeof loadedSpeech>[0]) =>
      finishSpeech.decide(
        { lease: null, speech: loadedSpeech({ status: 'STARTED', ...row }) },
        input,
        decidingAs(),
      ).announcement?.content;
    const finished = (texts: unknown) => ({
      kind: 'SPEECH_FINISHED',
      speech: expect.objectContaining({ texts }),
    });
    expect(finish({})).toEqual(finished(null));
    expect(finish({ rehearsalTextReleased: true })).toEqual(finished(null));
    expect(finish({ textReleasedAt: '2030-05-06T08:00:00Z' })).toEqual(finished(en('Welcome.')));
  });
});

describe('a retraction', () => {
  it('subtracts the deal as last announced from the totals, and has the sequence and the reason', () => {
    const announced = { ...latest.deal, category: 'TRADE' as const };
    const { announcement, audit } = retractDeal.decide(
      {
        lease: null,
        deal: loadedDeal({ status: 'SIGNED', instrument: 'LETTER_OF_INTENT', amount: '99.0000' }),
        latest: { deal: announced, sequence: 12 },
      },
      { deal: 'deal', ...publishing, reasonTranslations: en('Signed in error') },
      decidingAs(),
    );
    expect(announcement?.content).toEqual({
      kind: 'DEAL_RETRACTED',
      deal: announced,
      changes: 12,
      reason: en('Signed in error'),
    });
    expect(announcement?.totals).toMatchObject([
      { sign: -1, category: 'TRADE', binding: true, money: { amount: '12.50', currency: 'USD' } },
    ]);
    expect(audit[0]?.after).toMatchObject({ reason: en('Signed in error') });
  });
});
