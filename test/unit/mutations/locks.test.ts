/** What a verb decides by is locked before it is read, and all verbs take their locks in one order. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { revokeToken } from '../../../src/access/revoke-token.ts';
import { undo } from '../../../src/audit/undo.ts';
import { createExhibition } from '../../../src/catalog/exhibitions/create-exhibition.ts';
import { createIndustry } from '../../../src/catalog/exhibitions/create-industry.ts';
import { createSeries } from '../../../src/catalog/exhibitions/create-series.ts';
import { deleteExhibition } from '../../../src/catalog/exhibitions/delete-exhibition.ts';
import { updateExhibition } from '../../../src/catalog/exhibitions/update-exhibition.ts';
import { deleteIndustry, updateIndustry } from '../../../src/catalog/exhibitions/update-industry.ts';
import { deleteSeries, updateSeries } from '../../../src/catalog/exhibitions/update-series.ts';
import { createVenue, deleteVenue, updateVenue } from '../../../src/catalog/exhibitions/venues.ts';
import { createCompany, createPublicBody } from '../../../src/catalog/organizations/create-organization.ts';
import { deleteCompany, deletePublicBody } from '../../../src/catalog/organizations/delete-organization.ts';
import { mergeCompanies, mergePublicBodies } from '../../../src/catalog/organizations/merge-organizations.ts';
import { registerExhibitor } from '../../../src/catalog/organizations/register-exhibitor.ts';
import { deleteExhibitor, updateExhibitor } from '../../../src/catalog/organizations/update-exhibitor.ts';
import { updateCompany, updatePublicBody } from '../../../src/catalog/organizations/update-organization.ts';
import { createPerson } from '../../../src/catalog/people/create-person.ts';
import { mergePeople } from '../../../src/catalog/people/merge-people.ts';
import { deletePerson, updatePerson } from '../../../src/catalog/people/update-person.ts';
import type { Sql } from '../../../src/database/sql.ts';
import { type LockedTable, lockOrder, requireLocked } from '../../../src/mutations/row-locks.ts';
import { addProgrammeItem } from '../../../src/programme/ceremonies/add-programme-item.ts';
import { cancelCeremony } from '../../../src/programme/ceremonies/cancel-ceremony.ts';
import { closeCeremony } from '../../../src/programme/ceremonies/close-ceremony.ts';
import { createCeremony } from '../../../src/programme/ceremonies/create-ceremony.ts';
import { cueProgrammeItem } from '../../../src/programme/ceremonies/cue-programme-item.ts';
import { deleteCeremony } from '../../../src/programme/ceremonies/delete-ceremony.ts';
import { moveProgrammeItem } from '../../../src/programme/ceremonies/move-programme-item.ts';
import { openCeremony } from '../../../src/programme/ceremonies/open-ceremony.ts';
import { publishNotice } from '../../../src/programme/ceremonies/publish-notice.ts';
import { removeProgrammeItem } from '../../../src/programme/ceremonies/remove-programme-item.ts';
import { reopenCeremony } from '../../../src/programme/ceremonies/reopen-ceremony.ts';
import { resetRehearsal } from '../../../src/programme/ceremonies/reset-rehearsal.ts';
import { updateCeremony } from '../../../src/programme/ceremonies/update-ceremony.ts';
import { updateProgramme } from '../../../src/programme/ceremonies/update-programme.ts';
import { updateProgrammeItem } from '../../../src/programme/ceremonies/update-programme-item.ts';
import { acceptControl } from '../../../src/programme/control/accept-control.ts';
import { holdCeremony } from '../../../src/programme/control/hold-ceremony.ts';
import { offerControl } from '../../../src/programme/control/offer-control.ts';
import { releaseControl } from '../../../src/programme/control/release-control.ts';
import { renewControl } from '../../../src/programme/control/renew-control.ts';
import { takeControl } from '../../../src/programme/control/take-control.ts';
import { copyExhibition } from '../../../src/programme/copies/copy-exhibition.ts';
import { correctDeal } from '../../../src/programme/deals/correct-deal.ts';
import { createDeal } from '../../../src/programme/deals/create-deal.ts';
import { deleteDeal } from '../../../src/programme/deals/delete-deal.ts';
import { recordDeal } from '../../../src/programme/deals/record-deal.ts';
import { retractDeal } from '../../../src/programme/deals/retract-deal.ts';
import { signDeal } from '../../../src/programme/deals/sign-deal.ts';
import { signDeals } from '../../../src/programme/deals/sign-deals.ts';
import { updateDeal } from '../../../src/programme/deals/update-deal.ts';
import { updateDealNotes } from '../../../src/programme/deals/update-deal-notes.ts';
import { withdrawDeal } from '../../../src/programme/deals/withdraw-deal.ts';
import { recordReportedFigure } from '../../../src/programme/figures/record-reported-figure.ts';
import {
  deleteReportedFigure,
  updateReportedFigure,
} from '../../../src/programme/figures/update-reported-figure.ts';
import { recordDealOutcome } from '../../../src/programme/outcomes/record-deal-outcome.ts';
import { deleteDealOutcome, updateDealOutcome } from '../../../src/programme/outcomes/update-deal-outcome.ts';
import { redactPerson } from '../../../src/programme/redactions/redact-person.ts';
import { createSpeech } from '../../../src/programme/speeches/create-speech.ts';
import { deleteSpeech } from '../../../src/programme/speeches/delete-speech.ts';
import { finishSpeech } from '../../../src/programme/speeches/finish-speech.ts';
import { recordSpeech } from '../../../src/programme/speeches/record-speech.ts';
import { releaseSpeechText } from '../../../src/programme/speeches/release-speech-text.ts';
import { startSpeech } from '../../../src/programme/speeches/start-speech.ts';
import { updateSpeech } from '../../../src/programme/speeches/update-speech.ts';
import { updateSpeechNotes } from '../../../src/programme/speeches/update-speech-notes.ts';
import { setWallControl } from '../../../src/programme/walls/set-wall-control.ts';

type Loads = { name: string; load(read: never, input: never): Promise<unknown> };
const exhibition = { slug: 'fair' };
const parties = [{ organization: 'org', role: 'HOST' }];
const rehearsal = { mode: 'REHEARSAL' };

/** Each verb with inputs that make it read all that it can. */
const verbs: [Loads, ...object[]][] = [
  [revokeToken, { token: 'a token id' }],
  [createExhibition, { series: { slug: 'series' }, focusIndustries: ['a'] }],
  [createIndustry, {}],
  [createSeries, { organizer: 'org' }],
  [updateExhibition, { exhibition, exchangeRates: [], focusIndustries: ['a'] }],
  [createCompany, { industry: 'a' }],
  [createPublicBody, {}],
  [registerExhibitor, { exhibition, organization: 'org', mainExhibitor: 'main' }],
  [updateCompany, { company: 'org', nameTranslations: [], industry: 'a' }],
  [createPerson, {}],
  [
    closeCeremony,
    { ceremony: 'ceremony', mode: 'LIVE', carryTo: 'other' },
    { ceremony: 'ceremony', ...rehearsal },
  ],
  [createCeremony, { exhibition, venues: ['venue'], programme: [{ deal: 'deal' }, { speech: 'speech' }] }],
  [cueProgrammeItem, { item: 'item', mode: 'LIVE' }, { item: 'item', ...rehearsal }],
  [openCeremony, { ceremony: 'ceremony', mode: 'LIVE' }, { ceremony: 'ceremony', ...rehearsal }],
  [publishNotice, { exhibition }],
  [resetRehearsal, { exhibition }],
  [updateProgramme, { ceremony: 'ceremony', items: [{ deal: 'deal' }, { speech: 'speech' }] }],
  [addProgrammeItem, { ceremony: 'ceremony', deal: 'deal' }, { ceremony: 'ceremony', speech: 'speech' }],
  [updateProgrammeItem, { item: 'item' }],
  [moveProgrammeItem, { item: 'item' }],
  [removeProgrammeItem, { item: 'item' }],
  ...[takeControl, renewControl, offerControl, acceptControl, releaseControl, holdCeremony].map(
    (verb): [Loads, object] => [verb, { ceremony: 'ceremony', mode: 'LIVE' }],
  ),
  [correctDeal, { deal: 'deal', mode: 'LIVE', parties, industry: 'a' }, { deal: 'deal', ...rehearsal }],
  [createDeal, { exhibition, parties, industry: 'a' }],
  [recordDeal, { exhibition, signedOn: new Date(0), parties, industry: 'a' }],
  [recordSpeech, { exhibition, givenOn: new Date(0), speaker: 'person' }],
  [retractDeal, { deal: 'deal', mode: 'LIVE' }, { deal: 'deal', ...rehearsal }],
  [signDeal, { deal: 'deal', mode: 'LIVE' }, { deal: 'deal', ...rehearsal }],
  [updateDeal, { deal: 'deal', parties, industry: 'a' }, { deal: 'deal' }],
  [updateDealNotes, { deal: 'deal' }],
  [withdrawDeal, { deal: 'deal' }],
  [recordReportedFigure, { series: { slug: 's' } }, { exhibition }, { ceremony: 'ceremony' }],
  [createSpeech, { exhibition, speaker: 'person' }],
  [finishSpeech, { speech: 'speech', mode: 'LIVE' }],
  [releaseSpeechText, { speech: 'speech', mode: 'LIVE' }, { speech: 'speech', ...rehearsal }],
  [startSpeech, { speech: 'speech', mode: 'LIVE' }, { speech: 'speech', ...rehearsal }],
  [updateSpeech, { speech: 'speech' }],
  [updateSpeechNotes, { speech: 'speech' }],
  [cancelCeremony, { ceremony: 'ceremony' }],
  [reopenCeremony, { ceremony: 'ceremony', mode: 'LIVE' }, { ceremony: 'ceremony', ...rehearsal }],
  [updateCeremony, { ceremony: 'ceremony', venues: ['venue'] }],
  [
    signDeals,
    { deals: [{ deal: 'b' }, { deal: 'a' }], mode: 'LIVE' },
    { deals: [{ deal: 'b' }, { deal: 'a' }], ...rehearsal },
  ],
  [createVenue, { exhibition }],
  [updateVenue, { venue: 'venue' }],
  [updateIndustry, { industry: 'industry', nameTranslations: [] }],
  [updateSeries, { series: { slug: 's' }, organizer: 'org' }],
  [updatePublicBody, { publicBody: 'org', nameTranslations: [] }],
  [updateExhibitor, { exhibitor: 'exhibitor', mainExhibitor: 'main' }],
  [updatePerson, { person: 'person' }],
  [updateReportedFigure, { figure: 'figure' }],
  [deleteCeremony, { ceremony: 'ceremony' }],
  [deleteCompany, { company: 'org' }],
  [deleteDeal, { deal: 'deal' }],
  [deleteExhibition, { exhibition: 'exhibition' }],
  [deleteExhibitor, { exhibitor: 'exhibitor' }],
  [deleteIndustry, { industry: 'industry' }],
  [deletePerson, { person: 'person' }],
  [deletePublicBody, { publicBody: 'org' }],
  [recordDealOutcome, { deal: 'deal' }],
  [updateDealOutcome, { outcome: 'outcome' }],
  [deleteDealOutcome, { outcome: 'outcome' }],
  [deleteReportedFigure, { figure: 'figure' }],
  [deleteSeries, { series: 'series' }],
  [deleteSpeech, { speech: 'speech' }],
  [deleteVenue, { venue: 'venue' }],
  [undo, { object: 'deal' }],
  [copyExhibition, { exhibition, startsOn: new Date(0) }],
  [setWallControl, { exhibition }],
  [mergeCompanies, { duplicate: 'org', survivor: 'other' }],
  [mergePublicBodies, { duplicate: 'org', survivor: 'other' }],
  [mergePeople, { duplicate: 'person', survivor: 'other' }],
  [redactPerson, { person: 'person' }],
];
const runs = verbs.flatMap(([verb, ...inputs]) => inputs.map((input) => [verb.name, verb, input] as const));

/** The lock that keeps the rows of each table as they are, if not their own. Null: no verb changes or removes them. */
const lockedBy: Record<string, string | null> = {
  Announcement: 'Deal',
  AnnouncementStream: null,
  _ReportedFigureToSource: 'ReportedFigure',
  _DealToSource: 'Deal',
  _SourceToSpeech: 'Speech',
  StreamEpoch: null,
  _DealOutcomeToSource: 'DealOutcome',
  AuditRecord: null,
  Ceremony: 'Ceremony',
  CeremonyControl: 'Ceremony',
  CeremonyVenue: 'Ceremony',
  DealParty: 'Deal',
  DealRecord: 'Deal',
  ExchangeRate: 'Exhibition',
  FocusIndustry: 'Exhibition',
  PersonalValue: 'Person',
  ProgrammeItem: 'Ceremony',
  Redaction: 'Person',
  Source: null,
  Venue: 'Exhibition',
};

/** Who renames what is on the left locks the rows that announce its name. */
const renames = [
  { renamed: 'Organization', read: 'DealParty', locked: 'Deal' },
  { renamed: 'Industry', read: 'Deal', locked: 'Deal' },
  { renamed: 'Person', read: 'Speech', locked: 'Speech' },
];

const models = readFileSync('prisma/schema.prisma', 'utf8').matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm);
/** The tables that have a foreign key to each table, and whether their rows go with its rows. */
const referrers = [...models].flatMap(([, table, body]) =>
  [...body!.matchAll(/^ {2}\w+ +(\w+)\?? +@relation\((?:"\w+", )?fields: .*$/gm)].map(([line, to]) => ({
    ...{ from: table!, to: to!, cascades: line.includes('onDelete: Cascade') },
  })),
);
const programmeReasons = {
  Announcement: 'not asked by it',
  Venue: 'not asked by it',
  Exhibition: 'only its slug and languages: the title is sorted by those it had',
  ExchangeRate: 'not asked by it',
  Speech: 'not asked by it',
};

/** A deal is signed at another ceremony only after it was retracted, which the verb finds after it has locked the deal. */
const ofSigning = {
  Deal: 'only the ceremony of its signing',
  Announcement: 'only the ceremony of its signing',
  AnnouncementStream: 'the same',
};

/** What is read without its lock, and why nothing can change it meanwhile. */
const reasons: Record<string, Record<string, string>> = {
  cancelCeremony: {
    Speech: 'not asked by it',
    Announcement: 'its rounds are announced under the lock of the ceremony',
  },
  closeCeremony: {
    Speech: 'startSpeech takes the lock of the open ceremony',
    Deal: 'signDeal takes the lock of the open ceremony, withdrawDeal that of its programme',
    Announcement: 'its rounds are announced under the lock of the ceremony',
  },
  createCeremony: {
    Ceremony: 'ceremonies are created under the lock of the exhibition',
    ProgrammeItem: 'a unique index: an item is in one programme',
  },
  openCeremony: {
    Speech: 'not asked by it',
    Announcement: 'its rounds are announced under the lock of the ceremony',
  },
  reopenCeremony: {
    Speech: 'not asked by it',
    Announcement: 'its rounds are announced under the lock of the ceremony',
  },
  updateCeremony: {
    Speech: 'not asked by it',
    Announcement: 'its rounds are announced under the lock of the ceremony',
  },
  deleteDealOutcome: { Deal: 'only its exhibition, which does not change' },
  recordDealOutcome: { DealOutcome: 'outcomes are recorded under the lock of the deal' },
  recordReportedFigure: {
    ReportedFigure: 'figures are recorded under the lock of the series or the exhibition',
  },
  resetRehearsal: { Exhibition: 'only its slug, which does not change' },
  revokeToken: { RevokedToken: 'a unique index: a token is revoked once' },
  signDeal: {
    Deal: 'only its exhibition, which does not change',
    Speech: 'not asked by it',
    Exhibition: 'rates do not change while a live ceremony is open',
    ExchangeRate: 'the same',
  },
  signDeals: {
    Deal: 'only its exhibition, which does not change',
    Speech: 'not asked by it',
    Exhibition: 'rates do not change while a live ceremony is open',
    ExchangeRate: 'the same',
  },
  releaseSpeechText: { Announcement: 'its text is released under the lock of the speech' },
  startSpeech: {
    Speech: 'its exhibition does not change; those of a ceremony start under its lock',
    Announcement: 'not asked by it',
  },
  updateSpeech: { Announcement: 'its text is released under the lock of the speech' },
  updateSpeechNotes: { Announcement: 'its text is released under the lock of the speech' },
  updateExhibitor: { Exhibition: 'only its slug, which does not change' },
  updateReportedFigure: { Exhibition: 'only its slug, which does not change' },
  updateExhibition: {
    Ceremony: 'openCeremony takes the lock of the exhibition',
    Industry: 'only the codes of its focus industries, which do not change',
  },
  updateProgramme: programmeReasons,
  addProgrammeItem: programmeReasons,
  updateProgrammeItem: programmeReasons,
  moveProgrammeItem: programmeReasons,
  removeProgrammeItem: programmeReasons,
  ...Object.fromEntries(
    ['takeControl', 'renewControl', 'offerControl', 'acceptControl', 'releaseControl', 'holdCeremony'].map(
      (name) => [name, { Exhibition: 'only its slug, which does not change' }],
    ),
  ),
  correctDeal: ofSigning,
  retractDeal: ofSigning,
  finishSpeech: {
    Announcement: 'its text is released under the lock of the speech',
    Speech: 'only its ceremony, which does not change while it is in progress',
  },
  undo: {
    ExternalKey:
      'a merge moves the keys under the lock of their object, and an import keeps none of them under a change',
  },
  redactPerson: {
    Announcement: 'its speeches are announced under their locks',
    ExchangeRate: 'those of the locked exhibitions',
  },
  withdrawDeal: { Exhibition: 'not asked by it', ExchangeRate: 'not asked by it' },
};

interface Step {
  locks: string | null;
  reads: string[];
}

async function stepsOf(verb: Loads, input: object): Promise<Step[]> {
  const steps: Step[] = [];
  const read = async ({ sql: text }: Sql) => {
    const isTable = text.includes('LOCK TABLE');
    const isLock = isTable || /\bFOR (NO KEY UPDATE|UPDATE|SHARE|KEY SHARE)\s*$/.test(text);
    // In a lock, only the first table is locked; the others say which rows, and are found again after the locks.
    // What only the rights depend on needs no lock: src/graphql/scope-columns.ts, src/mutations/shared-object.ts.
    const tables = [...text.matchAll(/(?:FROM|JOIN)\s+"(\w+)"(?! AS rights_)/g)].map((match) => match[1]!);
    steps.push({
      locks: isTable ? 'a whole table' : isLock ? tables[0]! : null,
      reads: isLock ? [] : tables,
    });
    return [];
  };
  await verb.load(read as never, input as never).catch(() => {});
  return steps;
}

it('covers every mutation that uses the database, here and in docs/locks.md', () => {
  const schema = readFileSync('schema.graphql', 'utf8');
  const fields = [...schema.match(/^type Mutation \{[\s\S]*?^\}/m)![0].matchAll(/^ {2}(\w+)\(/gm)].map(
    (each) => each[1]!,
  );
  expect(
    [...verbs.map(([verb]) => verb.name), 'acknowledgeAnnouncement', 'importExhibition'].sort(),
    'Add the new verb to `verbs` of this file, with inputs that make its `load` read all that it can.',
  ).toEqual(fields.sort());
  const documented = [...readFileSync('docs/locks.md', 'utf8').matchAll(/^\| (`.*?) \|/gm)].flatMap((row) =>
    [...row[1]!.matchAll(/`(\w+)`/g)].map((name) => name[1]!),
  );
  expect(
    documented.sort(),
    'Add a row to the table of docs/locks.md: the verb, what it decides by, and the lock or constraint that keeps it.',
  ).toEqual(fields.sort());
});

it.each(runs)('%s takes its locks in the order of all verbs', async (name, verb, input) => {
  const locks = (await stepsOf(verb, input)).flatMap(({ locks: table }) => table ?? []);
  const ranks = locks
    .filter((table) => table !== 'a whole table')
    .map((table) => lockOrder.indexOf(table as LockedTable));
  expect(ranks, `A locked table is not in lockOrder (src/mutations/row-locks.ts): ${locks}`).not.toContain(
    -1,
  );
  expect(
    ranks,
    `The order is that of lockOrder (src/mutations/row-locks.ts); send the locks of load() in it. They were: ${locks}`,
  ).toEqual(ranks.toSorted((a, b) => a - b));
  expect(
    // signDeals locks its deals one after the other, and sorts them before.
    locks.filter((table, index) => locks.indexOf(table) !== index && name !== 'signDeals'),
    'One statement locks all rows of a table, in the order of their ids.',
  ).toEqual([]);
  // A lock on a table would meet those on rows: its verb takes no other.
  if (ranks.length !== locks.length) expect(locks).toHaveLength(1);
});

it.each(runs)('%s reads nothing that another verb could change meanwhile', async (name, verb, input) => {
  const held = new Set<string | null>();
  const unguarded: string[] = [];
  const steps = await stepsOf(verb, input);
  const deleted = name.startsWith('delete') ? deletedBy(steps) : null;
  for (const { locks, reads } of steps) {
    if (locks) held.add(locks);
    for (const table of reads) {
      const lock = table in lockedBy ? lockedBy[table]! : table;
      const isHeld = lock === null || held.has(lock) || held.has('a whole table');
      const staysWith = renames.some(
        ({ renamed, read, locked }) => table === renamed && reads.includes(read) && held.has(locked),
      );
      // It is counted: a row that comes to refer to what is deleted waits for its lock, by the foreign key at the latest.
      const isReference = referrers.some(({ from, to }) => from === table && to === deleted);
      // A deletion reads the slug of an exhibition, which does not change.
      const isSlug = deleted !== null && table === 'Exhibition';
      if (!isHeld && !staysWith && !isReference && !isSlug && !reasons[name]?.[table]) unguarded.push(table);
    }
  }
  expect(
    unguarded,
    `${name} reads these tables before it has locked the rows that decide. In load(), send lockRows(read, table, condition, 'FOR SHARE') (src/mutations/row-locks.ts; FOR NO KEY UPDATE where it writes them) before the statement that reads. Or, where the table cannot change meanwhile, say why under \`reasons\` of this file.`,
  ).toEqual([]);
});

function deletedBy(steps: Step[]): string {
  return steps.findLast(({ locks }) => locks !== null)!.locks!;
}

/** What refers to an object that can be deleted, and why it is not counted. */
const uncounted: Record<string, string[]> = {
  // They refer to a ceremony that was opened, which has an announcement.
  deleteCeremony: ['Deal', 'Speech'],
};

it.each(runs.filter(([name]) => name.startsWith('delete')))(
  '%s counts all that refers to the object, or deletes it too',
  async (name, verb, input) => {
    const steps = await stepsOf(verb, input);
    const { writes } = (verb as unknown as Decides).decide(
      {
        row: { version: 1, status: name === 'deleteSpeech' ? 'SCHEDULED' : 'PLANNED', publicSince: null },
        ...{ exhibition: { id: 'e', slug: 'fair', series: { slug: 'fairs' } }, series: { slug: 'fairs' } },
        ...{ createdBy: null, usedIn: { exhibitions: [], series: [] }, references: {} },
      },
      input,
      { identity: { role: 'ORGANIZER', scope: 'all' } },
    );
    const handled = [
      ...steps.flatMap(({ reads }) => reads),
      ...writes.flatMap((each) => /DELETE FROM "(\w+)"/.exec(each.sql)?.[1] ?? []),
      ...(uncounted[name] ?? []),
    ];
    const unhandled = referrers.filter(
      ({ from, to, cascades }) => to === deletedBy(steps) && !cascades && !handled.includes(from),
    );
    expect(
      unhandled,
      'Count them under `references` of the deletion, or delete them in `deleteParts`.',
    ).toEqual([]);
  },
);

interface Decides {
  decide(loaded: object, input: object, deciding: object): { writes: Sql[] };
}

/** Answers the reads that contain the text with one row, and all others with none. */
const findingOnly = (text: string) => async (statement: Sql) =>
  !/FOR (NO KEY UPDATE|SHARE)\s*$/.test(statement.sql) && statement.sql.includes(text)
    ? [{ id: 'added', ceremonyId: 'added' }]
    : [];

it.each<[string, Loads, object, string]>([
  ['withdrawDeal', withdrawDeal, { deal: 'deal' }, '"ProgrammeItem"'],
  ['updateCompany', updateCompany, { company: 'org', nameTranslations: [] }, '"DealParty"'],
  ['updateIndustry', updateIndustry, { industry: 'industry', nameTranslations: [] }, '"Deal"'],
  ['updatePerson', updatePerson, { person: 'person' }, '"Speech"'],
  ['cueProgrammeItem', cueProgrammeItem, { item: 'item', mode: 'LIVE' }, '"ProgrammeItem"'],
  ['deleteDeal', deleteDeal, { deal: 'deal' }, '"ProgrammeItem"'],
  ['deleteSpeech', deleteSpeech, { speech: 'speech' }, '"ProgrammeItem"'],
])('%s begins again where what it locks was added to while it waited', async (_name, verb, input, text) => {
  await expect(verb.load(findingOnly(text) as never, input as never)).rejects.toMatchObject({
    code: '40001',
  });
});

it('begins again where a row that it should have locked was added meanwhile, as after a serialization failure', () => {
  expect(() => requireLocked(['a', 'b'], ['b'])).not.toThrow();
  expect(() => requireLocked(['a'], ['a', 'b'])).toThrow(expect.objectContaining({ code: '40001' }));
});

it('states the order of the locks in the documents', () => {
  const names =
    'idempotency key, kept rows, ceremony, series, exhibition, venue, exhibitor, deal, speech, organization, person, industry, reported figure, outcome of a deal, wall control, stream';
  expect(lockOrder).toHaveLength(names.split(', ').length);
  for (const file of ['ARCHITECTURE.md', 'docs/locks.md'])
    expect(readFileSync(file, 'utf8').replace(/\s+/g, ' ')).toContain(names);
});
