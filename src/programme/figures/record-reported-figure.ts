import { requireOrganizer } from '../../auth/policies.ts';
import { isoDay } from '../../catalog/exhibitions/exhibition-input.ts';
import { type Sql, sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { NotFound } from '../../errors/user-errors.ts';
import { isReferenced } from '../../graphql/reference.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { insertRows } from '../../mutations/write-rows.ts';
import { type FigureInput, figureInput } from './figure-input.ts';

interface Scope {
  scope: 'CUMULATIVE' | 'EDITION' | 'CEREMONY';
  seriesId: string;
  exhibitionId: string | null;
  ceremonyId: string | null;
}

/** recordReportedFigure stores a figure as it was reported. Nothing is computed from it. */
export const recordReportedFigure = defineMutation({
  name: 'recordReportedFigure',
  input: figureInput,
  rights: requireOrganizer,
  load: loadScope,
  decide(scope, input, { newId }) {
    if (!scope) {
      const noun = input.series ? 'series' : input.exhibition ? 'exhibition' : 'ceremony';
      throw new NotFound(noun, ['input', noun]);
    }
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
    const sources = input.sources.map(({ publisher, reference, publishedOn, url }) => ({
      id: newId(),
      publisher,
      reference: reference ?? '',
      publishedOn: isoDay(publishedOn),
      url: url ?? null,
    }));
    return {
      result: { figure: id },
      writes: [...insertRows('ReportedFigure', [{ id, ...figure }]), linkSources(id, sources)],
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

async function loadScope(
  read: ReadRows,
  { series, exhibition, ceremony }: FigureInput,
): Promise<Scope | undefined> {
  const [scope] = await read<Scope>(
    series
      ? sql`
          SELECT 'CUMULATIVE' AS scope, "id" AS "seriesId", NULL AS "exhibitionId", NULL AS "ceremonyId"
          FROM "ExhibitionSeries" AS series WHERE ${isReferenced('series', series)}`
      : exhibition
        ? sql`
            SELECT 'EDITION' AS scope, "seriesId", "id" AS "exhibitionId", NULL AS "ceremonyId"
            FROM "Exhibition" AS exhibition WHERE ${isReferenced('exhibition', exhibition)}`
        : sql`
            SELECT 'CEREMONY' AS scope, exhibition."seriesId", exhibition."id" AS "exhibitionId",
                   ceremony."id" AS "ceremonyId"
            FROM "Ceremony" AS ceremony JOIN "Exhibition" AS exhibition ON exhibition."id" = ceremony."exhibitionId"
            WHERE ceremony."id" = ${ceremony ?? null}::uuid`,
  );
  return scope;
}

/** A known source keeps its row. It is identified by publisher, reference and day. */
function linkSources(figureId: string, sources: readonly { id: string }[]): Sql {
  return sql`
    WITH given AS (
      SELECT * FROM jsonb_populate_recordset(NULL::"Source", ${JSON.stringify(sources)}::jsonb)
    ), inserted AS (
      INSERT INTO "Source" ("id", "publisher", "reference", "publishedOn", "url")
      SELECT "id", "publisher", "reference", "publishedOn", "url" FROM given
      ON CONFLICT ("publisher", "reference", "publishedOn") DO UPDATE SET "publisher" = EXCLUDED."publisher"
      RETURNING "id"
    )
    INSERT INTO "_ReportedFigureToSource" ("A", "B") SELECT ${figureId}::uuid, "id" FROM inserted`;
}
