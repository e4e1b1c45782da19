/** updateReportedFigure and deleteReportedFigure. What a figure covers and measures never changes. */

import { z } from 'zod';
import type { Identity } from '../../auth/identity.ts';
import {
  requireOrganizer,
  requireOrganizerOf,
  requireOrganizerOfSeries,
  type ScopedExhibition,
  type ScopedSeries,
} from '../../auth/policies.ts';
import { isoDay } from '../../catalog/exhibitions/exhibition-input.ts';
import { sql } from '../../database/sql.ts';
import { InvalidInput, NotFound } from '../../errors/user-errors.ts';
import { exhibitionSql, seriesSql } from '../../graphql/scope-columns.ts';
import { updating } from '../../mutations/common-input.ts';
import { defineDeletion } from '../../mutations/define-deletion.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { lockRows } from '../../mutations/row-locks.ts';
import { nodeId } from '../../mutations/validators.ts';
import { updateRow } from '../../mutations/write-rows.ts';
import type { LocalizedText } from '../../text/localized-text.ts';
import { replaceSources, sourcesColumn } from '../sources/link-sources.ts';
import { type SourceColumns, sourceColumns } from '../sources/source-input.ts';
import {
  asOf,
  figureCurrency,
  figureQualifier,
  figureValue,
  noteTranslations,
  sources,
  unitProblem,
} from './figure-input.ts';

interface LoadedFigure {
  series: ScopedSeries;
  exhibition: ScopedExhibition | null;
  version: number;
  exhibitionId: string | null;
  metric: string;
  value: string;
  currencyCode: string | null;
  qualifier: string;
  asOf: string;
  notes: LocalizedText | null;
  sources: Omit<SourceColumns, 'id'>[];
}

export const updateReportedFigure = defineMutation({
  name: 'updateReportedFigure',
  input: z.object({
    figure: nodeId('ReportedFigure').describe('The reported figure.'),
    value: figureValue.optional(),
    currency: figureCurrency.optional(),
    qualifier: figureQualifier.optional(),
    asOf: asOf.optional(),
    noteTranslations: noteTranslations
      .nullish()
      .describe(
        'What was stated beside the figure: at most 2,000 characters in each language. Null clears it.',
      ),
    sources: sources.optional(),
    ...updating('figure'),
  }),
  rights: requireOrganizer,
  async load(read, { figure: id }) {
    const [, [figure]] = await Promise.all([
      lockRows(read, 'ReportedFigure', sql`locked."id" = ${id}::uuid`, 'FOR NO KEY UPDATE'),
      read<LoadedFigure>(sql`
        SELECT "version", "exhibitionId", ${exhibitionSql(sql`item."exhibitionId"`)} AS exhibition,
               ${seriesSql(sql`item."seriesId"`)} AS series, "metric", trim_scale("value")::text AS value, "currencyCode", "qualifier",
               "asOf"::text, "notes",
               ${sourcesColumn('ReportedFigure')}
        FROM "ReportedFigure" AS item WHERE "id" = ${id}::uuid`),
    ]);
    return figure ?? null;
  },
  decide(loaded, { figure: id, expectedVersion, ...input }, { identity, newId }) {
    if (!loaded) throw new NotFound('figure', ['input', 'figure']);
    const { version, exhibitionId, exhibition, series, metric, sources: sourcesBefore, ...before } = loaded;
    requireRightOfFigure(identity, { exhibition, series });
    assertVersion(expectedVersion, { typename: 'ReportedFigure', id, version });
    const after = {
      value: input.value ?? before.value,
      currencyCode: input.currency ?? before.currencyCode,
      qualifier: input.qualifier ?? before.qualifier,
      asOf: input.asOf ? isoDay(input.asOf) : before.asOf,
      notes: input.noteTranslations === undefined ? before.notes : input.noteTranslations,
    };
    const problem = unitProblem({ metric, value: after.value, currency: after.currencyCode });
    if (problem) throw InvalidInput.at(['input', problem[0]], problem[1]);
    const replaced = input.sources && sourceColumns(input.sources, newId);
    return {
      result: { figure: id },
      writes: [
        ...updateRow('ReportedFigure', id, after),
        ...(replaced ? replaceSources('ReportedFigure', id, replaced) : []),
      ],
      audit: [
        {
          ...(exhibitionId && { exhibition: exhibitionId }),
          type: 'ReportedFigure',
          id,
          before: { metric, ...before, sources: sourcesBefore },
          after: { metric, ...after, sources: replaced ?? sourcesBefore },
        },
      ],
    };
  },
});

function requireRightOfFigure(
  identity: Identity,
  { exhibition, series }: { exhibition: ScopedExhibition | null; series: ScopedSeries },
): void {
  if (exhibition) requireOrganizerOf(identity, exhibition);
  else requireOrganizerOfSeries(identity, series);
}

export const deleteReportedFigure = defineDeletion({
  name: 'deleteReportedFigure',
  field: 'figure',
  typename: 'ReportedFigure',
  table: 'ReportedFigure',
  description: 'The reported figure.',
  rights: requireOrganizer,
  authorize: (identity, { exhibition, series }) =>
    requireRightOfFigure(identity, { exhibition, series: series! }),
  exhibitionId: sql`item."exhibitionId"`,
  seriesId: sql`item."seriesId"`,
});
