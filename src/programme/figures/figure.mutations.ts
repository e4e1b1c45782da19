import type { OutputFields } from '../../graphql/builder.ts';
import { deletionField } from '../../mutations/deletion-field.ts';
import { mutationField } from '../../mutations/mutation-field.ts';
import { FigureRef } from './figure.schema.ts';
import { recordReportedFigure } from './record-reported-figure.ts';
import { deleteReportedFigure, updateReportedFigure } from './update-reported-figure.ts';

function figureOutput<Result extends { figure: string }>(t: OutputFields<Result>) {
  return t.prismaField({
    type: FigureRef,
    description: 'The figure after the change.',
    resolve: (query, { figure }, _args, { database }) =>
      database.rows.reportedFigure.findUniqueOrThrow({ ...query, where: { id: figure } }),
  });
}

mutationField(recordReportedFigure, {
  description: 'Stores a figure as it was reported. It does not change totals. Requires an organizer.',
  success: 'The figure is stored.',
  fields: (t) => ({ figure: figureOutput(t) }),
});

mutationField(updateReportedFigure, {
  description:
    'Corrects how a statement was entered: absent fields keep their values; a list replaces the previous list. What it covers and measures never changes. Requires an organizer.',
  success: 'The figure is changed.',
  fields: (t) => ({ figure: figureOutput(t) }),
});

deletionField(deleteReportedFigure, {
  noun: 'figure',
  description: 'Deletes a reported figure. It changes no total. Requires an organizer.',
});
