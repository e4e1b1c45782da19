import { mayOperate } from '../../auth/policies.ts';
import { ExhibitionRef } from '../../catalog/exhibitions/exhibition.schema.ts';
import { sql } from '../../database/sql.ts';
import { builder } from '../../graphql/builder.ts';
import { CeremonyKind, CeremonyStatus } from '../../graphql/enums.schema.ts';
import type { ListSource } from '../../graphql/list.ts';
import { listAll } from '../../graphql/list-all.ts';
import { loadVisible } from '../../graphql/load-visible.ts';
import { nameField, nameTranslationsField } from '../../graphql/localized-text.schema.ts';
import { declareVisibility, everyone } from '../../graphql/visibility.ts';
import { CeremonySnapshotRef } from '../announcements/ceremony-snapshot.schema.ts';
import { ProgrammeItemRef, programmeVisibility } from './programme-item.schema.ts';

export const ceremonyVisibility = declareVisibility(['Ceremony'], 'Ceremony', everyone);

const programme: ListSource<'ProgrammeItem'> = {
  typename: 'ProgrammeItem',
  visibility: programmeVisibility,
};

export const CeremonyRef = builder.prismaNode('Ceremony', {
  id: { field: 'id' },
  select: { id: true },
  description: 'An opening, a signing, a closing: what happens on stage, in one or several halls.',
  fields: (t) => ({
    exhibition: t.relation('exhibition'),
    kind: t.expose('kind', { type: CeremonyKind }),
    name: t.string(nameField),
    nameTranslations: t.field(nameTranslationsField),
    venues: t.prismaField({
      type: ['Venue'],
      description: 'The halls that it links, the host’s first.',
      select: (_args, _context, nested) => ({
        venues: { orderBy: { position: 'asc' }, select: { venue: nested() } },
      }),
      resolve: (_query, { venues }) => venues.map(({ venue }) => venue) as never,
    }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'As planned.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', nullable: true, description: 'As planned.' }),
    invitedGuests: t.exposeInt('invitedGuests', { nullable: true }),
    status: t.expose('status', { type: CeremonyStatus }),
    rehearsalStatus: t.field({
      type: CeremonyStatus,
      nullable: true,
      description: 'Where it stands in the rehearsal. Null for callers who may not operate the exhibition.',
      select: { rehearsalStatus: true, exhibition: { select: { slug: true } } },
      resolve: ({ rehearsalStatus, exhibition }, _args, { identity }) =>
        mayOperate(identity, exhibition.slug) ? rehearsalStatus : null,
    }),
    openedAt: t.expose('openedAt', { type: 'DateTime', nullable: true }),
    closedAt: t.expose('closedAt', { type: 'DateTime', nullable: true }),
    programme: t.field({
      type: [ProgrammeItemRef],
      description: 'In running order. The public sees what has been told; operators see all of it.',
      resolve: ({ id }, _args, context, info) =>
        listAll(programme, {
          context,
          info,
          parent: { id, join: sql`item."ceremonyId" = parent.id` },
          order: sql`item."position"`,
        }),
    }),
    sample: t.exposeBoolean('sample', {
      description: 'True where this is invented sample data, not a fact.',
    }),
  }),
});

builder.prismaObjectField(ExhibitionRef, 'ceremonies', (t) =>
  t.relation('ceremonies', { query: { orderBy: [{ startsAt: 'asc' }, { id: 'asc' }] } }),
);

builder.objectField(CeremonySnapshotRef, 'current', (t) =>
  t.prismaField({
    type: 'Ceremony',
    nullable: true,
    description: 'The live ceremony, as it is now. Null if it has been removed or the caller may not see it.',
    resolve: (query, { id }, _args, context) => loadVisible(context, ceremonyVisibility, query, id),
  }),
);
