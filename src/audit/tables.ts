/**
 * The tables whose rows a person enters, in the order in which rows can be inserted: a row refers to earlier ones. The
 * migration "undo" has the same list, except for tables that were added later.
 */
import { joinSql, rawSql, type Sql, sql } from '../database/sql.ts';

export interface KeptTable {
  name: string;
  /** The primary key with its types. */
  key: Readonly<Record<string, 'uuid' | 'text'>>;
  /** Nothing refers to its rows, so they are deleted and inserted instead of updated: positions stay unique. */
  isPart: boolean;
}

const noun = (name: string): KeptTable => ({ name, key: { id: 'uuid' }, isPart: false });
const part = (name: string, key: KeptTable['key']): KeptTable => ({ name, key, isPart: true });
const link = (name: string) => part(name, { A: 'uuid', B: 'uuid' });

export const keptTables: readonly KeptTable[] = [
  ...[
    'Industry',
    'Organization',
    'Person',
    'ExhibitionSeries',
    'Exhibition',
    'WallControl',
    'AnnouncementStream',
  ].map(noun),
  ...['Venue', 'Exhibitor', 'Ceremony', 'Deal', 'DealOutcome', 'Speech', 'ReportedFigure'].map(noun),
  part('StreamEpoch', { epoch: 'text' }),
  part('FocusIndustry', { exhibitionId: 'uuid', industryId: 'uuid' }),
  part('ExchangeRate', { exhibitionId: 'uuid', currencyCode: 'text' }),
  part('CeremonyVenue', { ceremonyId: 'uuid', venueId: 'uuid' }),
  part('DealRecord', { dealId: 'uuid' }),
  part('DealParty', { dealId: 'uuid', organizationId: 'uuid' }),
  part('ProgrammeItem', { id: 'uuid' }),
  part('ExternalKey', { type: 'text', scope: 'uuid', key: 'text' }),
  ...['_ReportedFigureToSource', '_DealToSource', '_SourceToSpeech', '_DealOutcomeToSource'].map(link),
];

export const tableSql = ({ name }: KeptTable): Sql => rawSql(`"${name}"`);

/** The condition that the row `item` has the key of the kept row `kept`. */
export function hasKeySql({ key }: KeptTable): Sql {
  const equal = Object.entries(key).map(
    ([column, type]) =>
      sql`item.${rawSql(`"${column}"`)} = (kept."key"::jsonb ->> ${column}::text)::${rawSql(type)}`,
  );
  return joinSql(equal, ' AND ');
}
