import type { OutputFields } from '../../graphql/builder.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import { deletionField } from '../../mutations/deletion-field.ts';
import { warningsField } from '../../mutations/input-warning.schema.ts';
import { mutationField } from '../../mutations/mutation-field.ts';
import { duplicateSeries } from '../duplicates/duplicate-series.ts';
import { createExhibition } from './create-exhibition.ts';
import { createIndustry } from './create-industry.ts';
import { createSeries } from './create-series.ts';
import { deleteExhibition } from './delete-exhibition.ts';
import { updateExhibition } from './update-exhibition.ts';
import { deleteIndustry, updateIndustry } from './update-industry.ts';
import { deleteSeries, updateSeries } from './update-series.ts';
import { createVenue, deleteVenue, updateVenue } from './venues.ts';

function exhibitionOutput<Result extends { exhibition: string }>(t: OutputFields<Result>) {
  return t.prismaField({
    type: 'Exhibition',
    description: 'The exhibition after the change.',
    resolve: (query, { exhibition }, _args, { database }) =>
      database.rows.exhibition.findUniqueOrThrow({ ...query, where: { id: exhibition } }),
  });
}

function seriesOutput<Result extends { series: string }>(t: OutputFields<Result>) {
  return t.prismaField({
    type: 'ExhibitionSeries',
    description: 'The series after the change.',
    resolve: (query, { series }, _args, { database }) =>
      database.rows.exhibitionSeries.findUniqueOrThrow({ ...query, where: { id: series } }),
  });
}

function industryOutput<Result extends { industry: string }>(t: OutputFields<Result>) {
  return t.prismaField({
    type: 'Industry',
    description: 'The industry after the change.',
    resolve: (query, { industry }, _args, { database }) =>
      database.rows.industry.findUniqueOrThrow({ ...query, where: { id: industry } }),
  });
}

function venueOutput<Result extends { venue: string }>(t: OutputFields<Result>) {
  return t.prismaField({
    type: 'Venue',
    description: 'The venue after the change.',
    resolve: (query, { venue }, _args, { database }) =>
      database.rows.venue.findUniqueOrThrow({ ...query, where: { id: venue } }),
  });
}

mutationField(createSeries, {
  description: 'Creates a series of exhibitions. Requires an organizer.',
  success: 'The series is created.',
  fields: (t) => ({
    series: seriesOutput(t),
    possibleDuplicates: t.prismaField({
      type: ['ExhibitionSeries'],
      ...boundedList(
        'possibleDuplicates',
        'Others that may be the same: with the same name in a language and the same host country.',
      ),
      resolve: (query, { series }, _args, context) => duplicateSeries(context, query, series),
    }),
  }),
});

mutationField(updateSeries, {
  description:
    'Changes a series: absent fields keep their values; a list replaces the previous list. Requires an organizer.',
  success: 'The series is changed.',
  fields: (t) => ({ series: seriesOutput(t) }),
});

deletionField(deleteSeries, {
  noun: 'series',
  description: 'Deletes a series without exhibitions and without reported figures. Requires an organizer.',
});

mutationField(createIndustry, {
  description: 'Adds an industry. Requires an organizer.',
  success: 'The industry is added.',
  fields: (t) => ({ industry: industryOutput(t) }),
});

mutationField(updateIndustry, {
  description:
    'Changes an industry: absent fields keep their values; a list replaces the previous list. Announcements keep the name that they were made with. Requires an organizer.',
  success: 'The industry is changed.',
  fields: (t) => ({ industry: industryOutput(t) }),
});

deletionField(deleteIndustry, {
  noun: 'industry',
  description:
    'Deletes an industry that no deal, organization or exhibition refers to. Requires an organizer.',
});

mutationField(createVenue, {
  description: 'Adds a venue to an exhibition, after those that exist. Requires an organizer.',
  success: 'The venue is added.',
  fields: (t) => ({ venue: venueOutput(t) }),
});

mutationField(updateVenue, {
  description: 'Changes a venue: absent fields keep their values. Requires an organizer.',
  success: 'The venue is changed.',
  fields: (t) => ({ venue: venueOutput(t) }),
});

deletionField(deleteVenue, {
  noun: 'venue',
  description: 'Deletes a venue in which no ceremony takes place. Requires an organizer.',
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
  fields: (t) => ({ exhibition: exhibitionOutput(t), warnings: t.field(warningsField) }),
});

deletionField(deleteExhibition, {
  noun: 'exhibition',
  description:
    'Deletes an exhibition, with its venues and exchange rates, in which nothing was announced and which has no deals, speeches, ceremonies, exhibitors and reported figures. Requires an organizer.',
});
