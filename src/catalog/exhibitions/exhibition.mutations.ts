import type { OutputFields } from '../../graphql/builder.ts';
import { mutationField } from '../../mutations/mutation-field.ts';
import { createExhibition } from './create-exhibition.ts';
import { createIndustry } from './create-industry.ts';
import { createSeries } from './create-series.ts';
import { updateExhibition } from './update-exhibition.ts';

function exhibitionOutput<Result extends { exhibition: string }>(t: OutputFields<Result>) {
  return t.prismaField({
    type: 'Exhibition',
    description: 'The exhibition after the change.',
    resolve: (query, { exhibition }, _args, { database }) =>
      database.rows.exhibition.findUniqueOrThrow({ ...query, where: { id: exhibition } }),
  });
}

mutationField(createSeries, {
  description: 'Creates a series of exhibitions. Requires an organizer.',
  success: 'The series is created.',
  fields: (t) => ({
    series: t.prismaField({
      type: 'ExhibitionSeries',
      description: 'The new series.',
      resolve: (query, { series }, _args, { database }) =>
        database.rows.exhibitionSeries.findUniqueOrThrow({ ...query, where: { id: series } }),
    }),
  }),
});

mutationField(createIndustry, {
  description: 'Adds an industry. Requires an organizer.',
  success: 'The industry is added.',
  fields: (t) => ({
    industry: t.prismaField({
      type: 'Industry',
      description: 'The new industry.',
      resolve: (query, { industry }, _args, { database }) =>
        database.rows.industry.findUniqueOrThrow({ ...query, where: { id: industry } }),
    }),
  }),
});

mutationField(createExhibition, {
  description: 'Creates an edition of a series, with two empty streams. Requires an organizer.',
  success: 'The exhibition is created.',
  fields: (t) => ({ exhibition: exhibitionOutput(t) }),
});

mutationField(updateExhibition, {
  description:
    'Changes an exhibition. Absent fields keep their values; a list replaces the previous list. Requires an organizer.',
  success: 'The exhibition is changed.',
  fields: (t) => ({ exhibition: exhibitionOutput(t) }),
});
