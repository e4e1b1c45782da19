import { type WallControlRow, wallControlStreamId } from '../../announcements/wall-control.ts';
import { NotFound } from '../../errors/user-errors.ts';
import { builder } from '../../graphql/builder.ts';
import { StreamSubscription } from '../announcements/announcements.subscription.ts';
import { locateStream } from '../announcements/locate-stream.ts';
import { WallControlRef } from './wall-control.schema.ts';

builder.subscriptionField('wallControl', (t) =>
  t.field({
    type: WallControlRef,
    complexity: { field: 5, multiplier: 1 },
    description:
      'What the desk has set for the walls of an exhibition: immediately, and after each change. Of changes in quick succession the last one is always sent. It needs no token; whether a rehearsal is on is visible to screens and operators of the exhibition only.',
    args: {
      exhibition: t.arg.id({ required: true, description: 'The exhibition, by its slug or its id.' }),
    },
    subscribe: async (_root, { exhibition }, context) => {
      const location = await locateStream(context, exhibition, 'LIVE');
      if (!location) throw new NotFound('exhibition', ['exhibition']);
      // Nothing in it depends on the languages of the caller.
      return new StreamSubscription(wallControlStreamId(location.exhibitionId), 'newest', []);
    },
    resolve: (row) => {
      const { exhibitionSlug, seriesSlug, sequence, settings } = row as unknown as WallControlRow;
      return {
        exhibition: { slug: exhibitionSlug, series: { slug: seriesSlug } },
        version: sequence,
        settings,
      };
    },
  }),
);
