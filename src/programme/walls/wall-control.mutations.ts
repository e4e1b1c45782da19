import { mutationField } from '../../mutations/mutation-field.ts';
import { setWallControl } from './set-wall-control.ts';
import './wall-control.schema.ts';

mutationField(setWallControl, {
  description:
    'Sets what the walls of an exhibition show: all of them, or those with a name. Absent fields keep their values; null clears them. It announces nothing. Requires an operator of the exhibition.',
  success: 'The settings are stored and sent to the walls.',
  fields: (t) => ({
    exhibition: t.prismaField({
      type: 'Exhibition',
      description: 'The exhibition, with its wall control after the change.',
      resolve: (query, { exhibition }, _args, { database }) =>
        database.rows.exhibition.findUniqueOrThrow({ ...query, where: { id: exhibition } }),
    }),
  }),
});
