import { mutationField } from '../../mutations/mutation-field.ts';
import { FigureRef } from './figure.schema.ts';
import { recordReportedFigure } from './record-reported-figure.ts';

mutationField(recordReportedFigure, {
  description: 'Stores a figure as it was reported. It does not change totals. Requires an organizer.',
  success: 'The figure is stored.',
  fields: (t) => ({
    figure: t.prismaField({
      type: FigureRef,
      description: 'The new figure.',
      resolve: (query, { figure }, _args, { database }) =>
        database.rows.reportedFigure.findUniqueOrThrow({ ...query, where: { id: figure } }),
    }),
  }),
});
