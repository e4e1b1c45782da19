/**
 * Tries to break, in plain SQL, every rule that the migrations give the database to keep.
 * A case changes one thing in a copy of a valid row, so that only the rule it names can refuse it.
 */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currencies } from '../../../src/money/currencies.ts';
import { reservedSlugs } from '../../../src/mutations/reserved-slugs.ts';
import { createTestDatabase } from '../../support/databases.ts';

type Row = Record<string, unknown>;

/** Any word, made a uuid. */
const id = (word: string) => createHash('md5').update(word).digest('hex');
const inLanguages = (...languages: string[]) => languages.map((language) => ({ language, text: 'Name' }));
const names = inLanguages('en');
const early = '2030-05-06T09:00:00Z';
const late = '2030-05-06T10:00:00Z';
const of = { exhibitionId: id('exhibition') };
const search = { searchText: '', searchGrams: [] };
const announced = { epoch: 'first', announcedAt: early, content: {}, totals: {} };
const ofSpeech = { kind: 'SPEECH_STARTED', dealId: null, speechId: id('speech') };
const ofCeremony = { kind: 'CEREMONY_OPENED', dealId: null, ceremonyId: id('ceremony') };
const cumulative = { scope: 'CUMULATIVE', ceremonyId: null, exhibitionId: null };

/** At least one row of every table; the first of each is the one that is copied. */
// biome-ignore format: a row is a line
const validRows: [table: string, row: Row][] = [
  ['Industry', { id: id('cars'), code: 'cars', names }],
  ['SearchFolding', { version: 1 }],
  ['DatabaseGeneration', { generation: 'first' }],
  ['Organization', { id: id('company'), kind: 'COMPANY', names, country: 'CN', sortName: '', ...search, industryId: id('cars') }],
  ['Organization', { id: id('city'), kind: 'PUBLIC_BODY', bodyKind: 'CITY', names, country: 'CN', sortName: '', ...search }],
  ['Organization', { id: id('twice'), kind: 'COMPANY', names, country: 'CN', sortName: '', ...search, archived: true, mergedIntoId: id('company') }],
  ['ExhibitionSeries', { id: id('series'), slug: 'fair', names, hostCity: names, hostCountry: 'CN', partnerCountries: ['KR'], organizerId: id('city') }],
  ['Exhibition', { id: id('exhibition'), seriesId: id('series'), edition: 1, slug: 'fair-2030', names, startsOn: '2030-05-06', endsOn: '2030-05-08', timeZone: 'Asia/Shanghai', languages: ['en'], reportingCurrencyCode: 'CNY' }],
  ['FocusIndustry', { ...of, industryId: id('cars'), position: 1 }],
  ['Venue', { id: id('venue'), ...of, position: 1, names, city: names, country: 'CN', timeZone: 'Asia/Shanghai' }],
  ['ExchangeRate', { ...of, currencyCode: 'KRW', rate: 0.0054, date: '2030-05-06', source: 'Test' }],
  ['Exhibitor', { id: id('main'), ...of, organizationId: id('company'), role: 'MAIN' }],
  ['Exhibitor', { id: id('co'), ...of, organizationId: id('city'), role: 'CO', mainExhibitorId: id('main') }],
  ['Ceremony', { id: id('ceremony'), ...of, kind: 'OPENING', names, startsAt: early, status: 'OPEN', openedAt: early, rehearsalStatus: 'OPEN' }],
  ['CeremonyVenue', { ceremonyId: id('ceremony'), venueId: id('venue'), position: 1 }],
  ['Deal', { id: id('deal'), ...of, titles: names, category: 'INVESTMENT', instrument: 'CONTRACT', amount: 100, currencyCode: 'CNY', industryId: id('cars'), ceremonyId: id('ceremony'), ...search }],
  ['DealParty', { dealId: id('deal'), organizationId: id('company'), role: 'INVESTOR', position: 1 }],
  ['Person', { id: id('person'), names, country: 'CN' }],
  ['Person', { id: id('same'), names, country: 'CN', archived: true, mergedIntoId: id('person') }],
  ['Person', { id: id('redacted'), names, country: 'CN', archived: true, redactedAt: early }],
  ['Redaction', { personId: id('redacted'), redactedAt: early }],
  ['PersonalValue', { commitment: 'c', personId: id('person'), subjectId: id('speech'), isAnnounced: true, value: { names }, salt: 's' }],
  ['Speech', { id: id('speech'), ...of, speakerId: id('person'), ceremonyId: id('ceremony'), office: names, language: 'en', texts: names }],
  ['ProgrammeItem', { id: id('signing'), ceremonyId: id('ceremony'), position: 1, dealId: id('deal') }],
  ['ProgrammeItem', { id: id('speaking'), ceremonyId: id('ceremony'), position: 2, speechId: id('speech') }],
  ['CeremonyControl', { ceremonyId: id('ceremony'), mode: 'LIVE', holder: 'li', holderName: 'Li Na', acquiredAt: early, expiresAt: late }],
  ['AnnouncementStream', { id: id('live'), ...of, mode: 'LIVE', totals: {}, lineage: '', epoch: 'first' }],
  ['AnnouncementStream', { id: id('rehearsal'), ...of, mode: 'REHEARSAL', totals: {}, lineage: '', epoch: 'first' }],
  ['WallControl', { id: id('walls'), ...of, epoch: 'first', lineage: '', settings: { all: null, named: [] } }],
  ['StreamEpoch', { epoch: 'first', streamId: id('live'), ordinal: 1, afterSequence: 0 }],
  ['Announcement', { id: id('signed'), streamId: id('live'), sequence: 1, kind: 'DEAL_SIGNED', dealId: id('deal'), ...announced }],
  ['Announcement', { id: id('retracted'), streamId: id('live'), sequence: 2, kind: 'DEAL_RETRACTED', dealId: id('deal'), ...announced }],
  ['Announcement', { id: id('corrected'), streamId: id('live'), sequence: 5, kind: 'DEAL_CORRECTED', dealId: id('deal'), ...announced }],
  ['Announcement', { id: id('started'), streamId: id('live'), sequence: 3, ...ofSpeech, ...announced }],
  ['Announcement', { id: id('opened'), streamId: id('live'), sequence: 4, ...ofCeremony, ...announced }],
  ['Announcement', { id: id('rehearsed'), streamId: id('rehearsal'), sequence: 1, kind: 'DEAL_SIGNED', dealId: id('deal'), ...announced }],
  ['RecomputedTotals', { announcementId: id('signed'), totals: {} }],
  ['RecomputedTotals', { announcementId: id('rehearsed'), totals: {} }],
  ['Source', { id: id('source'), publisher: 'Xinhua', publishedOn: '2030-05-06' }],
  ['ReportedFigure', { id: id('figure'), seriesId: id('series'), ...of, ceremonyId: id('ceremony'), metric: 'INVESTMENT', value: 1, currencyCode: 'CNY', qualifier: 'EXACT', scope: 'CEREMONY', asOf: '2030-05-06' }],
  ['DealRecord', { dealId: id('deal'), ...of, content: {} }],
  ['DealOutcome', { id: id('outcome'), dealId: id('deal'), kind: 'REALISED', asOf: '2031-05-06', amount: 1, currencyCode: 'CNY' }],
  ['_DealOutcomeToSource', { A: id('outcome'), B: id('source') }],
  ['IdempotencyKey', { actor: 'operator', key: 'k', mutation: 'signDeal', inputHash: '' }],
  ['RevokedToken', { id: id('revoked'), tokenId: 'lost' }],
  ['ExternalKey', { type: 'Deal', scope: id('exhibition'), key: 'deal-1', subjectId: id('deal') }],
  ['AuditRecord', { number: 1, id: id('audit'), at: early, actor: 'operator', role: 'OPERATOR', requestId: '', mutation: 'signDeal', ...of, subjectType: 'Deal', subjectId: id('deal') }],
  ['ChangedRow', { change: id('change'), table: 'Deal', key: '{}', at: early }],
  ['_DealToSource', { A: id('deal'), B: id('source') }],
  ['_SourceToSpeech', { A: id('source'), B: id('speech') }],
  ['_ReportedFigureToSource', { A: id('figure'), B: id('source') }],
];

const notCountries = ['cn', 'CHN', 'C1', 'C', ''];
const notSlugs = ['', 'Fair', 'fair 2030', '-fair', 'fair--2030', 'fair\n'];
const notLocalized: unknown[] = [
  'Name',
  { language: 'en', text: 'Name' },
  [],
  ['en'],
  [{ language: 'en' }],
  [{ language: 'en', text: '' }],
  [{ language: 'en', text: ' \n\u3000' }],
  [{ text: 'Name' }],
  inLanguages(''),
  inLanguages('English'),
  inLanguages('en', 'zh', 'en'),
];
/** The same function judges all localized columns: one column meets every kind of wrong, the others a few. */
const each = (
  column: string,
  values: unknown[] = [[], inLanguages('en', 'en'), [{ language: 'en', text: ' ' }]],
) => values.map((value) => ({ [column]: value }));

const breaches: Record<string, Record<string, Row[]>> = {
  Industry: {
    industry_code_is_a_slug: each('code', notSlugs),
    industry_names_are_localized: each('names', notLocalized),
  },
  ExhibitionSeries: {
    organizer_is_not_merged: [{ slug: 'other', organizerId: id('twice') }],
    series_slug_is_a_slug: each('slug', notSlugs),
    series_slug_is_not_reserved: each('slug', [...reservedSlugs]),
    series_names_are_localized: each('names'),
    series_host_city_is_localized: each('hostCity'),
    series_host_country_is_a_code: each('hostCountry', notCountries),
    series_partner_countries_are_codes: notCountries.map((code) => ({ partnerCountries: ['KR', code] })),
    series_host_subdivision_is_a_code: each('hostSubdivision', ['', 'CN', 'JS', 'cn-js', 'CN-JIANGSU']),
  },
  Exhibition: {
    exhibition_slug_is_a_slug: each('slug', notSlugs),
    exhibition_slug_is_not_reserved: each('slug', [...reservedSlugs]),
    exhibition_edition_is_positive: each('edition', [0, -1]),
    exhibition_ends_after_it_starts: [{ endsOn: '2030-05-05' }],
    exhibition_names_are_localized: each('names'),
    exhibition_theme_is_localized: each('theme'),
    exhibition_has_a_language: each('languages', [[]]),
    Exhibition_reportingCurrencyCode_fkey: [{ slug: 'other', edition: 2, reportingCurrencyCode: 'XXX' }],
  },
  WallControl: {
    wall_control_settings_have_named_walls: [
      { settings: [] },
      { settings: {} },
      { settings: { named: null } },
    ],
  },
  Venue: {
    venue_names_are_localized: each('names'),
    venue_city_is_localized: each('city'),
    venue_country_is_a_code: each('country', notCountries),
  },
  ExchangeRate: {
    rate_is_a_positive_number: each('rate', [0, -1, 'NaN']),
    ExchangeRate_currencyCode_fkey: each('currencyCode', ['XXX', 'krw', '']),
  },
  Organization: {
    organization_names_are_localized: each('names'),
    organization_country_is_a_code: each('country', notCountries),
    organization_body_kind_is_for_public_bodies: [{ kind: 'PUBLIC_BODY' }, { bodyKind: 'CITY' }],
    organization_merged_is_archived: [
      { mergedIntoId: id('city') },
      { id: id('own'), archived: true, mergedIntoId: id('own') },
    ],
  },
  DealParty: { deal_party_is_not_merged: each('organizationId', [id('twice')]) },
  Exhibitor: {
    exhibitor_is_not_merged: each('organizationId', [id('twice')]),
    exhibitor_co_stands_with_a_main: [{ role: 'CO' }, { mainExhibitorId: id('main') }],
    exhibitor_is_not_its_own_main: [{ id: id('own'), role: 'CO', mainExhibitorId: id('own') }],
  },
  Deal: {
    deal_titles_are_localized: each('titles'),
    deal_notes_are_localized: each('notes'),
    deal_amount_is_a_positive_number: each('amount', [0, -1, 'NaN', 0.00001]),
    deal_amount_has_a_currency: [{ currencyCode: null }, { amount: null }],
    deal_amount_fits_its_currency: [
      { amount: 1.5, currencyCode: 'KRW' },
      { amount: 1.234, currencyCode: 'CNY' },
      { amount: 1.2345, currencyCode: 'BHD' },
    ],
    Deal_currencyCode_fkey: each('currencyCode', ['XXX', 'XAU', 'cny', '']),
    deal_record_is_signed: each('signedOn', ['2030-05-06']),
    deal_is_signed_at_a_time: [
      { status: 'SIGNED' },
      { status: 'RETRACTED' },
      { signedAt: early },
      { status: 'WITHDRAWN', signedAt: early },
    ],
  },
  DealOutcome: {
    outcome_amount_is_a_positive_number: each('amount', [0, -1, 'NaN', 0.00001]),
    outcome_amount_has_a_currency: [{ currencyCode: null }],
    outcome_amount_fits_its_currency: [{ amount: 1.5, currencyCode: 'KRW' }],
    outcome_amount_is_what_was_realised: [
      { kind: 'IN_FORCE' },
      { kind: 'LAPSED' },
      { amount: null, currencyCode: null },
    ],
    outcome_notes_are_localized: each('notes'),
  },
  Person: {
    person_names_are_localized: each('names'),
    person_country_is_a_code: each('country', notCountries),
    person_merged_is_archived: [
      { mergedIntoId: id('person') },
      { id: id('own'), archived: true, mergedIntoId: id('own') },
    ],
  },
  Speech: {
    speaker_is_not_merged: each('speakerId', [id('same')]),
    speech_office_is_localized: each('office'),
    speech_texts_are_localized: each('texts'),
    speech_record_is_finished: each('givenOn', ['2030-05-06']),
    speech_notes_are_localized: each('notes'),
    speech_text_is_released_with_a_text: [
      { status: 'STARTED', startedAt: early, texts: null, textReleasedAt: late },
    ],
    speech_text_is_released_after_the_start: [{ textReleasedAt: late }],
    speech_ends_after_it_starts: [{ status: 'FINISHED', startedAt: late, finishedAt: early }],
    speech_starts_at_a_time: [
      { status: 'STARTED' },
      { startedAt: early },
      { status: 'FINISHED', finishedAt: late },
    ],
    speech_finishes_at_a_time: [
      { status: 'FINISHED', startedAt: early },
      { status: 'STARTED', startedAt: early, finishedAt: late },
    ],
  },
  Ceremony: {
    ceremony_names_are_localized: each('names'),
    ceremony_ends_after_it_starts: each('endsAt', [early, '2030-05-06T08:59:59Z']),
    ceremony_closes_after_it_opens: [{ status: 'CLOSED', openedAt: late, closedAt: early }],
    ceremony_opens_at_a_time: [
      { openedAt: null },
      { status: 'PLANNED' },
      { status: 'CLOSED', openedAt: null, closedAt: late },
      { status: 'CANCELLED' },
    ],
    ceremony_closes_at_a_time: [{ status: 'CLOSED' }, { closedAt: late }],
    ceremony_guests_are_not_negative: [{ invitedGuests: -1 }],
  },
  ProgrammeItem: {
    programme_item_is_one_thing: [
      { dealId: null },
      { speechId: id('speech') },
      { titles: names, titledKind: 'OTHER' },
    ],
    programme_item_has_a_kind_if_it_has_a_title: [{ titledKind: 'OTHER' }, { dealId: null, titles: names }],
    programme_item_titles_are_localized: each('titles').map((titles) => ({
      ...{ dealId: null, titledKind: 'OTHER' },
      ...titles,
    })),
    programme_item_duration_is_positive: each('durationSeconds', [0, -1]),
    programme_item_is_done_without_announcement: [{ cue: 'DONE' }, { rehearsalCue: 'DONE' }],
  },
  CeremonyControl: {
    control_ends_after_it_begins: [{ expiresAt: '2030-05-06T08:59:59Z' }],
    control_names_its_holder: [{ holder: null }, { holderName: null }],
    control_is_offered_by_its_holder: [{ holder: null, holderName: null, offeredAt: early }],
    control_version_is_positive: each('version', [0, -1]),
  },
  AnnouncementStream: {
    stream_head_is_not_negative: [{ head: -1 }],
  },
  Announcement: {
    announcement_sequence_is_positive: each('sequence', [0, -1]),
    announcement_names_its_subject: [
      { dealId: null },
      { speechId: id('speech') },
      { ceremonyId: id('ceremony') },
      { dealId: null, speechId: id('speech') },
      ...['SPEECH_STARTED', 'SPEECH_FINISHED', 'SPEECH_TEXT_RELEASED', 'SPEECH_RECORDED', 'NOTICE'].map(
        (kind) => ({ kind }),
      ),
      ...['CEREMONY_OPENED', 'CEREMONY_CLOSED'].map((kind) => ({ kind })),
      ...['CEREMONY_UPDATED', 'CEREMONY_CANCELLED', 'CEREMONY_REOPENED'].map((kind) => ({ kind })),
      ...['DEAL_CORRECTED', 'DEAL_RETRACTED', 'DEAL_RECORDED', 'SPEECH_FINISHED'].map((kind) => ({
        ...ofCeremony,
        kind,
      })),
    ],
    one_announcement_per_deal_and_kind: [{ sequence: 9 }, { sequence: 9, kind: 'DEAL_RETRACTED' }],
    one_announcement_per_speech_and_kind: [
      { sequence: 9, ...ofSpeech },
      // Also a round that is given explicitly.
      { sequence: 9, ...ofSpeech, content: { round: 1 } },
    ],
    one_announcement_per_ceremony_and_kind: [{ sequence: 9, ...ofCeremony }],
    announcement_has_no_personal_value: [
      { speech: { speaker: { names } } },
      { speech: { office: names } },
      { speech: { texts: null } },
    ].map((content) => ({ sequence: 9, ...ofSpeech, kind: 'SPEECH_FINISHED', content })),
  },
  AuditRecord: {
    audit_record_has_no_personal_value: [
      { number: 2, subjectType: 'Person', after: { names } },
      { number: 2, subjectType: 'Person', before: { names } },
      ...['office', 'texts', 'notes'].map((key) => ({
        number: 2,
        subjectType: 'Speech',
        before: { [key]: names },
      })),
      { number: 2, subjectType: 'Speech', after: { office: names } },
    ],
  },
  ReportedFigure: {
    figure_is_a_number: each('value', [-1, 'NaN']),
    figure_has_a_currency_if_it_is_money: [
      ...['INVESTMENT', 'FOREIGN_FUNDED_INVESTMENT', 'LETTERS_OF_INTENT', 'TRADE'].map((metric) => ({
        metric,
        currencyCode: null,
      })),
      ...['PROJECTS', 'GUESTS', 'FLOOR_AREA'].map((metric) => ({ metric })),
    ],
    figure_editions_are_in_order: [{ ...cumulative, fromEdition: 2, toEdition: 1 }],
    figure_names_its_scope: [
      { ceremonyId: null },
      { exhibitionId: null },
      { fromEdition: 1, toEdition: 1 },
      { scope: 'EDITION' },
      { scope: 'EDITION', ceremonyId: null, exhibitionId: null },
      { scope: 'CUMULATIVE', ceremonyId: null, fromEdition: 1, toEdition: 1 },
      { ...cumulative, fromEdition: 1 },
      { ...cumulative, toEdition: 1 },
      cumulative,
    ],
    figure_notes_are_localized: each('notes'),
  },
};

/** Rows that must be unique. Without a change, the copy itself is the duplicate. */
const seconds: [key: string, table: string, change: Row][] = [
  ['ChangedRow_pkey', 'ChangedRow', {}],
  ['AuditRecord_number_key', 'AuditRecord', {}],
  ['Currency_pkey', 'Currency', {}],
  ['SearchFolding_pkey', 'SearchFolding', {}],
  ['DatabaseGeneration_pkey', 'DatabaseGeneration', {}],
  ['Industry_code_key', 'Industry', {}],
  ['ExhibitionSeries_slug_key', 'ExhibitionSeries', {}],
  ['Exhibition_slug_key', 'Exhibition', { edition: 2 }],
  ['Exhibition_seriesId_edition_key', 'Exhibition', { slug: 'other' }],
  ['FocusIndustry_pkey', 'FocusIndustry', {}],
  ['Venue_exhibitionId_position_key', 'Venue', {}],
  ['ExchangeRate_pkey', 'ExchangeRate', {}],
  ['Exhibitor_exhibitionId_organizationId_key', 'Exhibitor', {}],
  ['DealParty_pkey', 'DealParty', { position: 2, role: 'HOST' }],
  ['DealParty_dealId_position_key', 'DealParty', { organizationId: id('city') }],
  ['CeremonyVenue_pkey', 'CeremonyVenue', {}],
  ['ProgrammeItem_dealId_key', 'ProgrammeItem', { position: 9 }],
  ['ProgrammeItem_speechId_key', 'ProgrammeItem', { position: 9, dealId: null, speechId: id('speech') }],
  ['ProgrammeItem_ceremonyId_position_key', 'ProgrammeItem', { dealId: null, speechId: id('another') }],
  ['CeremonyControl_pkey', 'CeremonyControl', {}],
  ['AnnouncementStream_exhibitionId_mode_key', 'AnnouncementStream', {}],
  ['StreamEpoch_pkey', 'StreamEpoch', { ordinal: 2 }],
  ['StreamEpoch_streamId_ordinal_key', 'StreamEpoch', { epoch: 'second' }],
  ['Announcement_streamId_sequence_key', 'Announcement', { kind: 'DEAL_CORRECTED' }],
  ['Source_publisher_reference_publishedOn_key', 'Source', {}],
  ['IdempotencyKey_pkey', 'IdempotencyKey', {}],
  ['PersonalValue_pkey', 'PersonalValue', {}],
  ['Redaction_pkey', 'Redaction', {}],
  ['RevokedToken_tokenId_key', 'RevokedToken', {}],
  ['ExternalKey_pkey', 'ExternalKey', { subjectId: id('another') }],
  ['_DealToSource_AB_pkey', '_DealToSource', {}],
  ['_DealOutcomeToSource_AB_pkey', '_DealOutcomeToSource', {}],
  ['_SourceToSpeech_AB_pkey', '_SourceToSpeech', {}],
  ['_ReportedFigureToSource_AB_pkey', '_ReportedFigureToSource', {}],
  ['RecomputedTotals_pkey', 'RecomputedTotals', {}],
  ['DealRecord_pkey', 'DealRecord', {}],
  ['WallControl_exhibitionId_key', 'WallControl', { id: id('other walls') }],
];

const restrictViolation = '23001';
const numericValueOutOfRange = '22003';

const rewritings: [trigger: string, statement: string][] = [
  ['announcement_is_for_ever', `UPDATE "Announcement" SET "content" = '{"title": "other"}'`],
  ['announcement_is_for_ever', `UPDATE "Announcement" SET "sequence" = 9 WHERE "id" = '${id('rehearsed')}'`],
  ['announcement_is_for_ever', `DELETE FROM "Announcement" WHERE "id" = '${id('signed')}'`],
  ['audit_is_for_ever', `UPDATE "AuditRecord" SET "actor" = 'nobody'`],
  ['audit_is_for_ever', 'DELETE FROM "AuditRecord"'],
  [
    'live_stream_is_for_ever',
    `UPDATE "AnnouncementStream" SET "head" = 5; DELETE FROM "AnnouncementStream" WHERE "mode" = 'LIVE'`,
  ],
  [
    'live_stream_stays_live',
    `DELETE FROM "AnnouncementStream" WHERE "mode" = 'REHEARSAL'; UPDATE "AnnouncementStream" SET "mode" = 'REHEARSAL'`,
  ],
  // Without CASCADE the table that refers to it stops the statement before the trigger does.
  [
    'announcements_are_not_emptied',
    `SELECT FROM "Announcement"; ALTER TABLE "RecomputedTotals" DISABLE TRIGGER recomputed_totals_are_not_emptied;
     TRUNCATE "Announcement" CASCADE`,
  ],
  ['recomputed_totals_are_immutable', `UPDATE "RecomputedTotals" SET "totals" = '{"all": {}}'`],
  [
    'recomputed_totals_are_immutable',
    `DELETE FROM "RecomputedTotals" WHERE "announcementId" = '${id('rehearsed')}'`,
  ],
  ['recomputed_totals_are_not_emptied', 'TRUNCATE "RecomputedTotals"'],
  ['personal_value_is_not_rewritten', `UPDATE "PersonalValue" SET "salt" = 'other'`],
  ['redaction_is_final', 'DELETE FROM "Redaction"'],
  ['redaction_is_final', `UPDATE "Redaction" SET "redactedAt" = now()`],
  ['redactions_are_not_emptied', 'TRUNCATE "Redaction"'],
  ['redacted_person_gets_no_name', `UPDATE "Person" SET "redactedAt" = NULL`],
  [
    'redacted_person_gets_no_name',
    `UPDATE "Person" SET "names" = '[{"language": "en", "text": "Li"}]' WHERE "redactedAt" IS NOT NULL`,
  ],
  ['audit_is_not_emptied', 'TRUNCATE "AuditRecord"'],
  ...['DELETE FROM "DealRecord"', `UPDATE "DealRecord" SET "content" = '{"amount": null}'`].map(
    (change): [string, string] => [
      'opening_totals_are_final',
      `SELECT FROM "DealRecord"; UPDATE "AnnouncementStream" SET "head" = 5; ${change}`,
    ],
  ),
  ['opening_totals_are_not_emptied', 'TRUNCATE "DealRecord"'],
];

/** A CHECK holds where its condition is NULL, and a language tag has no case. */
const gaps: [rule: string, table: string, change: Row][] = [
  ['exhibition_has_a_language', 'Exhibition', { languages: null }],
  ['exhibition_has_a_language', 'Exhibition', { languages: [null] }],
  ['series_partner_countries_are_codes', 'ExhibitionSeries', { partnerCountries: [null] }],
  ['industry_names_are_localized', 'Industry', { names: [{ language: 'en', text: 5 }] }],
  ['industry_names_are_localized', 'Industry', { names: inLanguages('zh-Hans', 'zh-hans') }],
];

const allowed: [table: string, change: Row][] = [
  ['Deal', { amount: 1.234, currencyCode: 'BHD' }],
  ['Deal', { amount: 1.2345, currencyCode: 'CLF' }],
  ['Deal', { amount: 0.01, currencyCode: 'CNY' }],
  ['Deal', { amount: '99999999999999999999', currencyCode: 'KRW' }],
  ['Deal', { amount: null, currencyCode: null }],
  ['Deal', { status: 'SIGNED', signedAt: early }],
  ['Exhibition', { slug: 'a-day', edition: 2, endsOn: '2030-05-06', theme: null }],
  ['Speech', { status: 'FINISHED', startedAt: early, finishedAt: early }],
  [
    'ReportedFigure',
    { ...cumulative, metric: 'GUESTS', currencyCode: null, value: 0, fromEdition: 1, toEdition: 1 },
  ],
  ['Announcement', { sequence: 9, kind: 'DEAL_CORRECTED' }],
  ['Announcement', { sequence: 9, kind: 'NOTICE', dealId: null }],
  ['Announcement', { sequence: 9, content: { round: 2 } }],
  ['Announcement', { sequence: 9, ...ofCeremony, content: { round: 2 } }],
  ['Announcement', { sequence: 9, ...ofCeremony, kind: 'CEREMONY_UPDATED' }],
  ['Ceremony', { status: 'OPEN' }],
  ['Ceremony', { status: 'CANCELLED', openedAt: null }],
  [
    'ProgrammeItem',
    { position: 9, dealId: null, titles: names, titledKind: 'BREAK', cue: 'DONE', durationSeconds: 60 },
  ],
  ['AuditRecord', { number: 2, subjectType: 'Speech', before: { texts: null }, after: { personal: 'c' } }],
  ['PersonalValue', { commitment: 'd' }],
  ['CeremonyControl', { mode: 'REHEARSAL', holder: null, holderName: null }],
];

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase('empty');
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  for (const [table, row] of validRows) {
    const columns = Object.keys(row).map((column) => `"${column}"`);
    await client.query(
      `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::"${table}", $1)`,
      [JSON.stringify(row)],
    );
  }
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** What refused the work, which is undone in any case; 'nothing' if it was accepted. */
async function brokenRuleOf(work: () => Promise<unknown>): Promise<string> {
  await client.query('BEGIN');
  try {
    await work();
    return 'nothing';
  } catch (error) {
    const { constraint, code } = error as pg.DatabaseError;
    return constraint ?? code ?? String(error);
  } finally {
    await client.query('ROLLBACK');
  }
}

/** Inserts the table's first row once more, with another id and what is to be changed. */
const copy = (table: string, change: Row) =>
  client.query(
    `INSERT INTO "${table}" SELECT changed.* FROM "${table}" AS original,
       jsonb_populate_record(original, jsonb_build_object('id', gen_random_uuid()) || $1) AS changed
     ORDER BY original.ctid LIMIT 1`,
    [JSON.stringify(change)],
  );

async function list(sql: string): Promise<string[]> {
  const { rows } = await client.query<[string]>({ text: sql, rowMode: 'array' });
  return rows.map(([name]) => name);
}

describe('the database rejects', () => {
  const cases = Object.entries(breaches).flatMap(([table, rules]) =>
    Object.entries(rules).flatMap(([rule, changes]) =>
      changes.map((change) => [rule, change, table] as const),
    ),
  );
  it.each(cases)('by %s: %j', async (rule, change, table) => {
    expect(await brokenRuleOf(() => copy(table, change))).toBe(rule);
  });
  it.each(gaps)('by %s: %s %j', async (rule, table, change) => {
    expect(await brokenRuleOf(() => copy(table, change))).toBe(rule);
  });

  it.each(seconds)('by unique key %s: a second %s %j', async (key, table, change) => {
    expect(await brokenRuleOf(() => copy(table, change))).toBe(key);
  });

  it.each(rewritings)('by %s: %s', async (trigger, statement) => {
    expect(await brokenRuleOf(() => client.query(statement))).toBe(restrictViolation);
    const table = statement.match(/"\w+"/)![0];
    const unguarded = `ALTER TABLE ${table} DISABLE TRIGGER ${trigger}; ${statement}`;
    expect(await brokenRuleOf(() => client.query(unguarded))).toBe('nothing');
  });

  it('a reference to a missing row, in every foreign key', async () => {
    const { rows } = await client.query(
      `SELECT conname AS rule, conrelid::regclass AS table, attname AS column, format_type(atttypid, null) AS type
       FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
       WHERE contype = 'f' ORDER BY conname`,
    );
    const brokenRules: string[] = [];
    for (const { table, column, type } of rows) {
      const missing = type === 'uuid' ? id('nobody') : 'XXX';
      const statement = `ALTER TABLE ${table} DISABLE TRIGGER USER;
        UPDATE ${table} SET "${column}" = '${missing}'
        WHERE ctid = (SELECT min(ctid) FROM ${table} WHERE "${column}" IS NOT NULL)`;
      brokenRules.push(await brokenRuleOf(() => client.query(statement)));
    }
    expect(rows.length).toBeGreaterThan(0);
    expect(brokenRules).toEqual(rows.map(({ rule }) => rule));
  });

  it.each([
    ['Deal', 'amount'],
    ['ExchangeRate', 'rate'],
    ['ReportedFigure', 'value'],
  ])('Infinity in %s.%s', async (table, column) => {
    expect(await brokenRuleOf(() => copy(table, { [column]: 'Infinity' }))).toBe(numericValueOutOfRange);
  });
});

describe('the database accepts', () => {
  it.each(allowed)('%s %j', async (table, change) => {
    expect(await brokenRuleOf(() => copy(table, change))).toBe('nothing');
  });

  it('no value of a person who was redacted: it is left out', async () => {
    await client.query('BEGIN');
    try {
      await copy('PersonalValue', { commitment: 'd', personId: id('redacted') });
      expect(await list(`SELECT "commitment" FROM "PersonalValue"`)).toEqual(['c']);
    } finally {
      await client.query('ROLLBACK');
    }
  });

  it('the end of a rehearsal', async () => {
    const wipe = `DELETE FROM "Announcement" WHERE "streamId" = '${id('rehearsal')}'`;
    expect(await brokenRuleOf(() => client.query(wipe))).toBe('nothing');
  });
});

describe('a case of this file tries to break', () => {
  const broken = Object.values(breaches).flatMap(Object.keys);

  it('every check', async () => {
    const checks = await list(
      `SELECT conname FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace`,
    );
    expect(checks.length).toBeGreaterThan(0);
    expect(broken).toEqual(expect.arrayContaining(checks));
  });

  it('every unique index except those of primary keys', async () => {
    const indexes = await list(
      `SELECT indexname FROM pg_indexes WHERE schemaname = 'public'
       AND indexdef LIKE 'CREATE UNIQUE %' AND indexdef NOT LIKE '%(id)' AND tablename NOT LIKE '\\_prisma%'`,
    );
    expect(indexes.length).toBeGreaterThan(0);
    expect([...broken, ...seconds.map(([key]) => key)]).toEqual(expect.arrayContaining(indexes));
  });

  it('every trigger', async () => {
    // Those that refuse something: versions.test.ts has those that count versions, undo.test.ts those that keep rows.
    const triggers = await list(
      `SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname NOT LIKE 'next\\_%' AND tgname <> 'keep_changed_row'
         AND tgname <> 'redacted_value_is_left_out' AND tgname NOT LIKE 'seal\\_%'`,
    );
    expect(triggers.length).toBeGreaterThan(0);
    expect([...broken, ...rewritings.map(([trigger]) => trigger)]).toEqual(expect.arrayContaining(triggers));
  });
});

it('updates an exhibition of 0.1 that has a reserved slug, and rejects another reserved slug', async () => {
  const write = (assignment: string) =>
    client.query(`ALTER TABLE "Exhibition" DISABLE TRIGGER exhibition_slug_is_not_reserved;
      UPDATE "Exhibition" SET "slug" = 'wall';
      ALTER TABLE "Exhibition" ENABLE TRIGGER exhibition_slug_is_not_reserved;
      UPDATE "Exhibition" SET ${assignment}`);
  expect(await brokenRuleOf(() => write(`"timeZone" = 'Asia/Seoul'`))).toBe('nothing');
  expect(await brokenRuleOf(() => write(`"slug" = 'desk'`))).toBe('exhibition_slug_is_not_reserved');
});

it('reserves the slugs that the verbs reject, and no others', async () => {
  const { rows } = await client.query('SELECT reserved_slugs() AS slugs');
  expect(rows[0].slugs).toEqual(reservedSlugs);
});

it('the table Currency and currency_decimals() agree with the program on the decimals of every currency', async () => {
  const { rows } = await client.query(
    'SELECT code, decimals, currency_decimals(code) AS computed FROM "Currency" ORDER BY code',
  );
  const known = [...currencies.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  expect(rows).toEqual(known.map(({ code, decimals }) => ({ code, decimals, computed: decimals })));
});
