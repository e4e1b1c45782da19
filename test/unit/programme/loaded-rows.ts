/** Rows as the verbs' `load` returns them, each with the changes that a test gives, and what `decide` knows beside them. */
import { type Identity, publicIdentity } from '../../../src/auth/identity.ts';
import type { LoadedExhibition } from '../../../src/catalog/exhibitions/load-exhibition.ts';
import type { Sql } from '../../../src/database/sql.ts';
import type { Deciding } from '../../../src/mutations/decision.ts';
import type { LoadedCeremony } from '../../../src/programme/ceremonies/load-ceremony.ts';
import type { LoadedItem } from '../../../src/programme/ceremonies/load-programme.ts';
import type { LoadedDeal } from '../../../src/programme/deals/load-deal.ts';
import type { Lease } from '../../../src/programme/lease/lease.ts';
import type { OpenCeremony } from '../../../src/programme/open-ceremony/lock-open-ceremony.ts';
import type { LoadedSpeech } from '../../../src/programme/speeches/load-speech.ts';
import { rateOf } from '../announcements/deal.ts';

export const operator: Identity = {
  ...publicIdentity,
  role: 'OPERATOR',
  subject: 'operator',
  scope: { exhibitions: ['fair'], series: [] },
};
export const operatorOfAnother: Identity = {
  ...operator,
  subject: 'another',
  scope: { exhibitions: ['other'], series: [] },
};
export const organizer: Identity = {
  ...publicIdentity,
  role: 'ORGANIZER',
  scope: 'all',
  subject: 'organizer',
};

export const unused = { exhibitions: [], series: [] };

export const en = (text: string) => [{ language: 'en', text }];
export const rates = [rateOf('USD', '7')];

/** Ids are new-1, new-2 … */
export function decidingAs(identity: Identity = operator): Deciding {
  let ids = 0;
  return { identity, at: new Date('2030-05-06T09:00:00Z'), newId: () => `new-${++ids}` };
}

export const venueOf = (id: string, exhibitionId = 'exhibition') => ({
  ...{ id, exhibitionId, names: en(id), city: en('Yancheng'), country: 'CN', timeZone: 'Asia/Shanghai' },
});

const days = { startsOn: '2030-05-06', endsOn: '2030-05-08', timeZone: 'Asia/Shanghai' };
const ofFair = {
  exhibitionId: 'exhibition',
  slug: 'fair',
  series: { slug: 'fairs' },
  reportingCurrency: 'CNY',
  rates,
};

export function loadedExhibition(changes: Partial<LoadedExhibition> = {}): LoadedExhibition {
  const { exhibitionId: id, ...fair } = ofFair;
  return { id, version: 4, seriesId: 'series', languages: ['zh', 'en'], ...fair, ...days, ...changes };
}

export function loadedDeal(changes: Partial<LoadedDeal> = {}): LoadedDeal {
  const party = (role: 'INVESTOR' | 'HOST', country: string) => ({
    role,
    organization: { id: country, kind: 'COMPANY' as const, names: en(country), country },
  });
  return {
    id: 'deal',
    version: 4,
    ...ofFair,
    languages: ['zh', 'en'],
    status: 'PLANNED',
    rehearsalStatus: 'PLANNED',
    signedAs: null,
    signings: 0,
    titles: en('Plant'),
    category: 'INVESTMENT',
    instrument: 'CONTRACT',
    amount: '12.5000',
    currency: 'USD',
    sample: false,
    industryId: 'industry',
    industry: { code: 'automobiles', names: en('Automobiles') },
    parties: [party('INVESTOR', 'KR'), party('HOST', 'CN')],
    ...changes,
  };
}

export function loadedSpeech(changes: Partial<LoadedSpeech> = {}): LoadedSpeech {
  return {
    id: 'speech',
    version: 4,
    ...ofFair,
    languages: ['zh', 'en'],
    status: 'SCHEDULED',
    rehearsalStatus: 'SCHEDULED',
    speaker: { id: 'person', names: en('Eva'), country: 'DE' },
    office: en('Mayor'),
    language: 'en',
    texts: en('Welcome.'),
    paraphrase: false,
    sample: false,
    textReleasedAt: null,
    rehearsalTextReleased: false,
    releases: 0,
    isRedacted: false,
    isUnannouncedRecord: false,
    ...changes,
  };
}

export function loadedCeremony(changes: Partial<LoadedCeremony> = {}): LoadedCeremony {
  return {
    id: 'ceremony',
    version: 4,
    programmeVersion: 9,
    ...ofFair,
    kind: 'OPENING',
    names: en('Opening'),
    status: 'PLANNED',
    rehearsalStatus: 'PLANNED',
    languages: ['zh', 'en'],
    startsAt: '2030-05-06T09:00:00+00:00',
    endsAt: null,
    invitedGuests: null,
    days,
    venues: [],
    speechInProgress: false,
    rounds: 1,
    lease: null,
    ...changes,
  };
}

export function openCeremony(changes: Partial<OpenCeremony> = {}): OpenCeremony {
  return {
    id: 'ceremony',
    kind: 'SIGNING',
    names: en('Signing'),
    startsAt: '2030-05-06T09:00:00+00:00',
    endsAt: null,
    isPlannedThere: false,
    items: [],
    lease: null,
    speechInProgress: null,
    ...changes,
  };
}

/** The statements in the order in which they are sent, with question marks for their parameters. */
export function statements(writes: readonly Sql[]): string[] {
  return writes.map(({ sql }) => sql.replace(/\s+/g, ' ').trim());
}

/** The parameters of the statement that contains the text; a parameter that is JSON is parsed. */
export function parametersOf(writes: readonly Sql[], text: string): unknown[] {
  const found = writes.find(({ sql }) => sql.includes(text));
  if (!found) throw new Error(`no statement contains ${text}`);
  return found.values.map((value) =>
    typeof value === 'string' && /^[[{]/.test(value) ? JSON.parse(value) : value,
  );
}

export function programmeItem(changes: Partial<LoadedItem>): LoadedItem {
  return {
    id: 'item',
    position: 0,
    dealId: null,
    speechId: null,
    titles: null,
    titledKind: null,
    startsAt: null,
    durationSeconds: null,
    done: false,
    ...changes,
  };
}

/** A lease of another operator, which is valid at the time of `decidingAs`. */
export function lease(changes: Partial<Lease> = {}): Lease {
  return {
    holder: 'someone',
    holderName: 'Li Na',
    acquiredAt: '2030-05-06T08:50:00+00:00',
    expiresAt: '2030-05-06T09:00:01+00:00',
    offeredAt: null,
    takenOverFrom: null,
    onHold: false,
    version: 3,
    ...changes,
  };
}
