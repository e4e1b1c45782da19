import {
  requireOrganizer,
  requireOrganizerOf,
  requireOrganizerOfSeries,
  type ScopedExhibition,
  type ScopedSeries,
} from '../../auth/policies.ts';
import { isoDay } from '../../catalog/exhibitions/exhibition-input.ts';
import { rawSql, sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { InvalidInput, NotFound } from '../../errors/user-errors.ts';
import { listLimits } from '../../graphql/list-limits.ts';
import { isReferenced } from '../../graphql/reference.ts';
import { exhibitionSql } from '../../graphql/scope-columns.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import { insertRows } from '../../mutations/write-rows.ts';
import { linkSources } from '../sources/link-sources.ts';
import { sourceColumns } from '../sources/source-input.ts';
import { type FigureInput, figureInput } from './figure-input.ts';

interface Scope {
  scope: 'CUMULATIVE' | 'EDITION' | 'CEREMONY';
  seriesId: string;
  exhibitionId: string | null;
  ceremonyId: string | null;
}

interface LoadedScope extends Scope {
  /** The series of a figure of a whole series. Null for any other figure. */
  series: ScopedSeries | null;
  /** The exhibition of any other figure. */
  exhibition: ScopedExhibition | null;
  /** The number of reported figures in the same list of comparisons. */
  figures: number;
}

/** recordReportedFigure stores a figure as it was reported. */
export const recordReportedFigure = defineMutation({
  name: 'recordReportedFigure',
  input: figureInput,
  rights: requireOrganizer,
  load: loadScope,
  decide(loaded, input, { identity, newId }) {
    const noun = input.series ? 'series' : input.exhibition ? 'exhibition' : 'ceremony';
    if (!loaded) throw new NotFound(noun, ['input', noun]);
    const { figures, exhibition, series, ...scope } = loaded;
    if (exhibition) requireOrganizerOf(identity, exhibition);
    else requireOrganizerOfSeries(identity, series!);
    requireRoomForFigure(figures, noun);
    const id = newId();
    const figure = {
      ...scope,
      metric: input.metric,
      value: input.value,
      currencyCode: input.currency ?? null,
      qualifier: input.qualifier,
      fromEdition: input.fromEdition ?? null,
      toEdition: input.toEdition ?? null,
      asOf: isoDay(input.asOf),
      notes: input.noteTranslations ?? null,
    };
    const sources = sourceColumns(input.sources, newId);
    return {
      result: { figure: id },
      writes: [
        ...insertRows('ReportedFigure', [{ id, ...figure }]),
        ...linkSources('ReportedFigure', id, sources),
      ],
      audit: [
        {
          ...(scope.exhibitionId && { exhibition: scope.exhibitionId }),
          type: 'ReportedFigure',
          id,
          before: null,
          after: { ...figure, sources },
        },
      ],
    };
  },
});

/** Locks the ceremony, and the exhibition or series, so that the count of its figures stays correct until the commit. */
async function loadScope(
  read: ReadRows,
  { series, exhibition, ceremony }: FigureInput,
): Promise<LoadedScope | undefined> {
  const table = series ? 'ExhibitionSeries' : 'Exhibition';
  const named = series ?? exhibition;
  const ofInput = (alias: string) =>
    named
      ? isReferenced(alias, named)
      : sql`${rawSql(alias)}."id" = (SELECT "exhibitionId" FROM "Ceremony" WHERE "id" = ${ceremony ?? null}::uuid)`;
  const [, , [scope]] = await Promise.all([
    ceremony ? lockRows(read, 'Ceremony', sql`locked."id" = ${ceremony}::uuid`, 'FOR KEY SHARE') : [],
    lockRows(read, table, ofInput('locked'), 'FOR NO KEY UPDATE'),
    read<LoadedScope>(
      series
        ? sql`
            SELECT 'CUMULATIVE' AS scope, "id" AS "seriesId", NULL AS "exhibitionId", NULL AS "ceremonyId",
                   jsonb_build_object('slug', series."slug") AS series, NULL AS exhibition,
                   (SELECT count(*)::int FROM "ReportedFigure" AS figure
                    WHERE figure."seriesId" = series."id" AND figure."scope" = 'CUMULATIVE') AS figures
            FROM "ExhibitionSeries" AS series WHERE ${ofInput('series')}`
        : sql`
            SELECT ${ceremony ? 'CEREMONY' : 'EDITION'} AS scope, "seriesId", "id" AS "exhibitionId",
                   ${ceremony ?? null}::text AS "ceremonyId", NULL AS series, ${exhibitionSql(sql`exhibition."id"`)} AS exhibition,
                   (SELECT count(*)::int FROM "ReportedFigure" AS figure
                    WHERE figure."exhibitionId" = exhibition."id") AS figures
            FROM "Exhibition" AS exhibition WHERE ${ofInput('exhibition')}`,
    ),
  ]);
  return scope;
}

function requireRoomForFigure(figures: number, noun: string): void {
  const { max } = listLimits.figureComparisons;
  if (figures < max) return;
  const owner = noun === 'series' ? 'the series' : 'the exhibition';
  throw InvalidInput.at(
    ['input', noun],
    `cannot be added: ${owner} already has ${max} figures, which is the maximum`,
  );
}
