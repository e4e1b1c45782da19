/** The tables of an archive, in an order in which each row refers only to rows before it. */

export const archiveFormat = 'pavilion-archive-1';

export interface ArchiveTable {
  name: string;
  /** Columns of the order. */
  order: string;
  /** SQL over the alias `item`; `exhibition` is a quoted uuid. */
  where(exhibition: string): string;
  /** A row that the other server has already is kept as it is: it can belong to other exhibitions too. */
  isShared?: boolean;
}

const owned = (exhibition: string) => `item."exhibitionId" = ${exhibition}`;
const series = (exhibition: string) => `(SELECT "seriesId" FROM "Exhibition" WHERE "id" = ${exhibition})`;
const organizations = (exhibition: string) => `(
  SELECT "organizationId" FROM "Exhibitor" WHERE "exhibitionId" = ${exhibition}
  UNION SELECT "organizationId" FROM "DealParty" WHERE "dealId" IN (SELECT "id" FROM "Deal" WHERE "exhibitionId" = ${exhibition})
  UNION SELECT "organizerId" FROM "ExhibitionSeries" WHERE "id" = ${series(exhibition)})`;
const figures = (exhibition: string) => `(
  SELECT "id" FROM "ReportedFigure" WHERE "exhibitionId" = ${exhibition}
     OR ("exhibitionId" IS NULL AND "seriesId" = ${series(exhibition)}))`;
const of = (table: string) => (exhibition: string) =>
  `(SELECT "id" FROM "${table}" WHERE "exhibitionId" = ${exhibition})`;
const deals = of('Deal');
const outcomes = (exhibition: string) =>
  `(SELECT "id" FROM "DealOutcome" WHERE "dealId" IN ${deals(exhibition)})`;
const speeches = of('Speech');
const ceremonies = of('Ceremony');
const streams = of('AnnouncementStream');

export const archiveTables: readonly ArchiveTable[] = [
  {
    name: 'Industry',
    order: '"id"',
    isShared: true,
    where: (exhibition) => `item."id" IN (
      SELECT "industryId" FROM "FocusIndustry" WHERE "exhibitionId" = ${exhibition}
      UNION SELECT "industryId" FROM "Deal" WHERE "exhibitionId" = ${exhibition}
      UNION SELECT "industryId" FROM "Organization" WHERE "id" IN ${organizations(exhibition)})`,
  },
  {
    name: 'Organization',
    order: '"id"',
    isShared: true,
    where: (exhibition) => `item."id" IN ${organizations(exhibition)}`,
  },
  {
    name: 'Person',
    order: '"id"',
    isShared: true,
    where: (exhibition) =>
      `item."id" IN (SELECT "speakerId" FROM "Speech" WHERE "exhibitionId" = ${exhibition})`,
  },
  {
    name: 'ExhibitionSeries',
    order: '"id"',
    isShared: true,
    where: (exhibition) => `item."id" = ${series(exhibition)}`,
  },
  { name: 'Exhibition', order: '"id"', where: (exhibition) => `item."id" = ${exhibition}` },
  { name: 'WallControl', order: '"id"', where: owned },
  { name: 'FocusIndustry', order: '"position"', where: owned },
  { name: 'Venue', order: '"position"', where: owned },
  { name: 'ExchangeRate', order: '"currencyCode"', where: owned },
  // Main exhibitors first.
  { name: 'Exhibitor', order: '"mainExhibitorId" NULLS FIRST, "id"', where: owned },
  { name: 'Ceremony', order: '"id"', where: owned },
  {
    name: 'CeremonyVenue',
    order: '"ceremonyId", "position"',
    where: (exhibition) => `item."ceremonyId" IN ${ceremonies(exhibition)}`,
  },
  { name: 'Deal', order: '"id"', where: owned },
  {
    name: 'DealParty',
    order: '"dealId", "position"',
    where: (exhibition) => `item."dealId" IN ${deals(exhibition)}`,
  },
  // Before the stream: its opening totals are final once it has begun.
  { name: 'DealRecord', order: '"dealId"', where: owned },
  {
    name: 'DealOutcome',
    order: '"id"',
    where: (exhibition) => `item."dealId" IN ${deals(exhibition)}`,
  },
  { name: 'Speech', order: '"id"', where: owned },
  {
    name: 'ProgrammeItem',
    order: '"ceremonyId", "position"',
    where: (exhibition) => `item."ceremonyId" IN ${ceremonies(exhibition)}`,
  },
  { name: 'ReportedFigure', order: '"id"', where: (exhibition) => `item."id" IN ${figures(exhibition)}` },
  {
    name: 'Source',
    order: '"id"',
    isShared: true,
    where: (exhibition) => `item."id" IN (
      SELECT "B" FROM "_ReportedFigureToSource" WHERE "A" IN ${figures(exhibition)}
      UNION SELECT "B" FROM "_DealToSource" WHERE "A" IN ${deals(exhibition)}
      UNION SELECT "A" FROM "_SourceToSpeech" WHERE "B" IN ${speeches(exhibition)}
      UNION SELECT "B" FROM "_DealOutcomeToSource" WHERE "A" IN ${outcomes(exhibition)})`,
  },
  {
    name: '_ReportedFigureToSource',
    order: '"A", "B"',
    where: (exhibition) => `item."A" IN ${figures(exhibition)}`,
  },
  { name: '_DealToSource', order: '"A", "B"', where: (exhibition) => `item."A" IN ${deals(exhibition)}` },
  {
    name: '_SourceToSpeech',
    order: '"A", "B"',
    where: (exhibition) => `item."B" IN ${speeches(exhibition)}`,
  },
  {
    name: '_DealOutcomeToSource',
    order: '"A", "B"',
    where: (exhibition) => `item."A" IN ${outcomes(exhibition)}`,
  },
  { name: 'AnnouncementStream', order: '"id"', where: owned },
  {
    name: 'StreamEpoch',
    order: '"streamId", "ordinal"',
    where: (exhibition) => `item."streamId" IN ${streams(exhibition)}`,
  },
  {
    name: 'Announcement',
    order: '"streamId", "sequence"',
    where: (exhibition) => `item."streamId" IN ${streams(exhibition)}`,
  },
  // Those of audit records are not part of an archive.
  {
    name: 'PersonalValue',
    order: '"commitment"',
    where: (exhibition) => `item."isAnnounced" AND item."subjectId" IN ${speeches(exhibition)}`,
  },
  {
    name: 'RecomputedTotals',
    order: '"announcementId"',
    where: (exhibition) =>
      `item."announcementId" IN (SELECT "id" FROM "Announcement" WHERE "streamId" IN ${streams(exhibition)})`,
  },
  {
    name: 'ExternalKey',
    order: '"type", "scope", "key"',
    isShared: true,
    where: (exhibition) => `item."scope" = ${exhibition}
      OR (item."scope" = ${series(exhibition)} AND item."subjectId" IN ${figures(exhibition)})
      OR item."subjectId" IN ${organizations(exhibition)}
      OR item."subjectId" IN (SELECT "speakerId" FROM "Speech" WHERE "exhibitionId" = ${exhibition})`,
  },
];
