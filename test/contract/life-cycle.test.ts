/** Each noun can be created, found, listed, updated, and deleted or archived; or a reason stands here. */
import { isInputObjectType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../src/schema.ts';

interface LifeCycle {
  create: string;
  get: string;
  list: string;
  update: string;
  remove: string;
}

/** A field of Mutation, of Query, or `Type.field`; a sentence in brackets is the reason for having none. */
const nouns: Record<string, LifeCycle> = {
  ExhibitionSeries: {
    create: 'createSeries',
    get: 'series',
    list: 'allSeries',
    update: 'updateSeries',
    remove: 'deleteSeries',
  },
  Exhibition: {
    create: 'createExhibition',
    get: 'exhibition',
    list: 'exhibitions',
    update: 'updateExhibition',
    remove: 'deleteExhibition',
  },
  Venue: {
    create: 'createVenue',
    get: 'node',
    list: 'Exhibition.venues',
    update: 'updateVenue',
    remove: 'deleteVenue',
  },
  Industry: {
    create: 'createIndustry',
    get: 'node',
    list: 'industries',
    update: 'updateIndustry',
    remove: 'deleteIndustry',
  },
  Company: {
    create: 'createCompany',
    get: 'company',
    list: 'companies',
    update: 'updateCompany',
    remove: 'deleteCompany',
  },
  PublicBody: {
    create: 'createPublicBody',
    get: 'publicBody',
    list: 'publicBodies',
    update: 'updatePublicBody',
    remove: 'deletePublicBody',
  },
  Person: {
    create: 'createPerson',
    get: 'person',
    list: 'people',
    update: 'updatePerson',
    remove: 'deletePerson',
  },
  Exhibitor: {
    create: 'registerExhibitor',
    get: 'node',
    list: 'Exhibition.exhibitors',
    update: 'updateExhibitor',
    remove: 'deleteExhibitor',
  },
  Deal: { create: 'createDeal', get: 'deal', list: 'deals', update: 'updateDeal', remove: 'deleteDeal' },
  Speech: {
    create: 'createSpeech',
    get: 'speech',
    list: 'speeches',
    update: 'updateSpeech',
    remove: 'deleteSpeech',
  },
  Ceremony: {
    create: 'createCeremony',
    get: 'node',
    list: 'Exhibition.ceremonies',
    update: 'updateCeremony',
    remove: 'deleteCeremony',
  },
  ProgrammeItem: {
    create: 'addProgrammeItem',
    get: 'node',
    list: 'Ceremony.programme',
    update: 'updateProgrammeItem',
    remove: 'removeProgrammeItem',
  },
  ExchangeRate: {
    create: 'updateExhibition',
    get: '(A rate has no identity: it is found by its currency in the list.)',
    list: 'Exhibition.exchangeRates',
    update: 'updateExhibition',
    remove: 'updateExhibition',
  },
  ReportedFigure: {
    create: 'recordReportedFigure',
    get: 'node',
    list: 'Exhibition.reportedFigures',
    update: 'updateReportedFigure',
    remove: 'deleteReportedFigure',
  },
  DealOutcome: {
    create: 'recordDealOutcome',
    get: 'node',
    list: 'Deal.outcomes',
    update: 'updateDealOutcome',
    remove: 'deleteDealOutcome',
  },
  Source: {
    create: 'recordReportedFigure',
    get: '(A source has no identity of its own: it is read with what it reports.)',
    list: 'ReportedFigure.sources',
    update: 'updateReportedFigure',
    remove: 'updateReportedFigure',
  },
};

const fieldsOf = (name: string) => {
  const type = schema.getType(name);
  return isObjectType(type) || isInputObjectType(type) ? Object.keys(type.getFields()) : [];
};

/** Archived instead of deleted once they are public or in use. */
const archivable = ['ExhibitionSeries', 'Exhibition', 'Industry', 'Company', 'PublicBody', 'Person'];

describe.each(Object.entries(nouns))('%s', (noun, { create, get, list, update, remove }) => {
  it.each([
    ['created', 'Mutation', create],
    ['updated', 'Mutation', update],
    ['removed', 'Mutation', remove],
    ['found', 'Query', get],
    ['listed', 'Query', list],
  ])('can be %s', (_what, root, name) => {
    if (name.startsWith('(')) return;
    const [type, field] = name.includes('.') ? name.split('.') : [root, name];
    expect(fieldsOf(type!)).toContain(field);
  });

  it('has a version, which its update accepts', () => {
    if (get.startsWith('(') || noun === 'ProgrammeItem') return;
    expect(fieldsOf(noun)).toContain('version');
    expect(fieldsOf(`${update.charAt(0).toUpperCase()}${update.slice(1)}Input`)).toContain('expectedVersion');
  });

  it.runIf(archivable.includes(noun))('can be archived', () => {
    expect(fieldsOf(noun)).toContain('archived');
    expect(fieldsOf(`${update.charAt(0).toUpperCase()}${update.slice(1)}Input`)).toContain('archived');
  });
});
