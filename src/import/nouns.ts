/**
 * The nouns of an import in the order in which they are imported: each refers only to those before it. Their rules are
 * those of the verbs.
 */
import { createExhibition } from '../catalog/exhibitions/create-exhibition.ts';
import { createIndustry } from '../catalog/exhibitions/create-industry.ts';
import { createSeries } from '../catalog/exhibitions/create-series.ts';
import { updateExhibition } from '../catalog/exhibitions/update-exhibition.ts';
import { updateIndustry } from '../catalog/exhibitions/update-industry.ts';
import { updateSeries } from '../catalog/exhibitions/update-series.ts';
import { createVenue, updateVenue } from '../catalog/exhibitions/venues.ts';
import { createCompany, createPublicBody } from '../catalog/organizations/create-organization.ts';
import { registerExhibitor } from '../catalog/organizations/register-exhibitor.ts';
import { updateExhibitor } from '../catalog/organizations/update-exhibitor.ts';
import { updateCompany, updatePublicBody } from '../catalog/organizations/update-organization.ts';
import { createPerson } from '../catalog/people/create-person.ts';
import { updatePerson } from '../catalog/people/update-person.ts';
import { sql } from '../database/sql.ts';
import { createCeremony } from '../programme/ceremonies/create-ceremony.ts';
import { updateCeremony } from '../programme/ceremonies/update-ceremony.ts';
import { updateProgramme } from '../programme/ceremonies/update-programme.ts';
import { createDeal } from '../programme/deals/create-deal.ts';
import { recordDeal } from '../programme/deals/record-deal.ts';
import { updateDeal } from '../programme/deals/update-deal.ts';
import { recordReportedFigure } from '../programme/figures/record-reported-figure.ts';
import { updateReportedFigure } from '../programme/figures/update-reported-figure.ts';
import { createSpeech } from '../programme/speeches/create-speech.ts';
import { recordSpeech } from '../programme/speeches/record-speech.ts';
import { updateSpeech } from '../programme/speeches/update-speech.ts';
import type { Noun, Scope, Values } from './noun.ts';
import { composeProgrammeItem } from './programme-item.ts';
import * as stored from './stored-values.ts';

const inExhibition = (_values: Values, { slug }: Scope): Values => ({ exhibition: slug });
const manyAtOnce = 50;

export const nouns: readonly Noun[] = [
  {
    sheet: 'industries',
    identity: {
      find: (keys) =>
        sql`SELECT "id", "code" AS key FROM "Industry" WHERE "code" = ANY(${[...keys]}::text[])`,
    },
    batch: 1,
    create: createIndustry,
    update: updateIndustry,
    target: 'industry',
    stored: stored.industries,
  },
  {
    sheet: 'companies',
    identity: { table: 'Organization', scope: 'server' },
    batch: manyAtOnce,
    create: createCompany,
    update: updateCompany,
    target: 'company',
    stored: stored.companies,
  },
  {
    sheet: 'publicBodies',
    identity: { table: 'Organization', scope: 'server' },
    batch: manyAtOnce,
    create: createPublicBody,
    update: updatePublicBody,
    target: 'publicBody',
    stored: stored.publicBodies,
  },
  {
    sheet: 'people',
    identity: { table: 'Person', scope: 'server' },
    batch: manyAtOnce,
    create: createPerson,
    update: updatePerson,
    target: 'person',
    stored: stored.people,
  },
  {
    sheet: 'series',
    identity: {
      find: (keys) =>
        sql`SELECT "id", "slug" AS key FROM "ExhibitionSeries" WHERE "slug" = ANY(${[...keys]}::text[])`,
    },
    batch: 1,
    create: createSeries,
    update: updateSeries,
    target: 'series',
    targetIsKey: true,
    stored: stored.series,
  },
  {
    sheet: 'exhibition',
    identity: {
      find: (keys) =>
        sql`SELECT "id", "slug" AS key FROM "Exhibition" WHERE "slug" = ANY(${[...keys]}::text[])`,
    },
    batch: 1,
    create: createExhibition,
    update: updateExhibition,
    target: 'exhibition',
    targetIsKey: true,
    parts: { sheet: 'exchangeRates', field: 'exchangeRates' },
    stored: stored.exhibitions,
  },
  {
    sheet: 'venues',
    identity: { table: 'Venue', scope: 'exhibition' },
    batch: 1,
    create: createVenue,
    update: updateVenue,
    target: 'venue',
    owner: inExhibition,
    stored: stored.venues,
  },
  {
    sheet: 'exhibitors',
    identity: {
      // By its organization, which is already the id of a Company or a PublicBody.
      find: (keys, scope) => sql`
        SELECT item."id", ${stored.organizationId(sql`item."organizationId"`)} AS key FROM "Exhibitor" AS item
        WHERE item."exhibitionId" = ${scope?.id ?? null}::uuid
          AND ${stored.organizationId(sql`item."organizationId"`)} = ANY(${[...keys]}::text[])`,
    },
    batch: manyAtOnce,
    create: registerExhibitor,
    update: updateExhibitor,
    target: 'exhibitor',
    owner: inExhibition,
    stored: stored.exhibitors,
  },
  {
    sheet: 'deals',
    identity: { table: 'Deal', scope: 'exhibition' },
    batch: manyAtOnce,
    create: createDeal,
    record: { field: 'signedOn', verb: recordDeal },
    update: updateDeal,
    target: 'deal',
    parts: { sheet: 'dealParties', field: 'parties' },
    owner: inExhibition,
    compose({ amount, currency, ...rest }) {
      if (amount === undefined) return rest;
      return { ...rest, amount: amount === null ? null : { amount, currency } };
    },
    stored: stored.deals,
  },
  {
    sheet: 'speeches',
    identity: { table: 'Speech', scope: 'exhibition' },
    batch: manyAtOnce,
    create: createSpeech,
    record: { field: 'givenOn', verb: recordSpeech },
    update: updateSpeech,
    target: 'speech',
    owner: inExhibition,
    stored: stored.speeches,
  },
  {
    sheet: 'ceremonies',
    identity: { table: 'Ceremony', scope: 'exhibition' },
    batch: 1,
    create: createCeremony,
    update: updateCeremony,
    target: 'ceremony',
    owner: inExhibition,
    stored: stored.ceremonies,
  },
  {
    sheet: 'programme',
    identity: { table: 'Ceremony', scope: 'exhibition' },
    batch: 1,
    create: updateProgramme,
    update: updateProgramme,
    target: 'ceremony',
    parts: {
      sheet: 'programme',
      field: 'items',
      compose: composeProgrammeItem,
      columnsOf: ({ title, ...item }) => ({ ...item, ...(title as Values | undefined) }),
    },
    stored: stored.programmes,
  },
  {
    sheet: 'figures',
    identity: { table: 'ReportedFigure', scope: 'series' },
    batch: 1,
    create: recordReportedFigure,
    update: updateReportedFigure,
    target: 'figure',
    parts: { sheet: 'sources', field: 'sources' },
    owner({ ceremony, fromEdition }, { slug, series }) {
      if (ceremony != null) return {};
      return fromEdition == null ? { exhibition: slug } : { series };
    },
    stored: stored.figures,
  },
];
