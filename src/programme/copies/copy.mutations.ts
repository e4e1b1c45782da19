import { mutationField } from '../../mutations/mutation-field.ts';
import { copyExhibition } from './copy-exhibition.ts';

mutationField(copyExhibition, {
  description:
    'Creates the next edition from an earlier one: its venues, focus industries, ceremonies without programmes and, if asked for, its exhibitors. Deals, speeches, figures and exchange rates are not copied. Requires an organizer.',
  success: 'The edition is created.',
  fields: (t) => ({
    exhibition: t.prismaField({
      type: 'Exhibition',
      description: 'The new exhibition.',
      resolve: (query, { exhibition }, _args, { database }) =>
        database.rows.exhibition.findUniqueOrThrow({ ...query, where: { id: exhibition } }),
    }),
  }),
});
