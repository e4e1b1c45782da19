import { mayOperate } from '../../auth/policies.ts';
import { ExhibitionRef } from '../../catalog/exhibitions/exhibition.schema.ts';
import { sql } from '../../database/sql.ts';
import { builder } from '../../graphql/builder.ts';
import { CeremonyKind, CeremonyStatus } from '../../graphql/enums.schema.ts';
import { selectionInSql, wholeListInSql } from '../../graphql/in-sql.ts';
import type { ListSource } from '../../graphql/list.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import { loadVisible } from '../../graphql/load-visible.ts';
import { nameField, nameTranslationsField } from '../../graphql/localized-text.schema.ts';
import { scopeColumns } from '../../graphql/scope-columns.ts';
import { declareVisibility, everyone } from '../../graphql/visibility.ts';
import { CeremonySnapshotRef } from '../announcements/ceremony-snapshot.schema.ts';
import { ProgrammeItemRef, programmeVisibility } from './programme-item.schema.ts';

export const ceremonyVisibility = declareVisibility('Ceremony', 'Ceremony', everyone);

const programme: ListSource<'ProgrammeItem'> = {
  typename: 'ProgrammeItem',
  visibility: programmeVisibility,
};

const inProgramme = wholeListInSql({
  source: programme,
  join: sql`item."ceremonyId" = parent.id`,
  order: sql`item."position"`,
});

export const CeremonyRef = builder.prismaNode('Ceremony', {
  id: { field: 'id' },
  select: { id: true },
  description: 'A ceremony, in one or several venues.',
  fields: (t) => ({
    exhibition: t.relation('exhibition', { description: 'The exhibition of the ceremony.' }),
    kind: t.expose('kind', { type: CeremonyKind, description: 'Opening, signing or closing ceremony.' }),
    name: t.string(nameField),
    nameTranslations: t.field(nameTranslationsField),
    venues: t.prismaField({
      type: ['Venue'],
      ...boundedList('venues', 'The venues of the ceremony, that of the host first.', selectionInSql),
      select: (_args, _context, nested) => ({
        venues: { orderBy: { position: 'asc' }, select: { venue: nested() } },
      }),
      resolve: (_query, { venues }) => venues.map(({ venue }) => venue) as never,
    }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'Planned start.' }),
    endsAt: t.expose('endsAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Planned end. Null if not planned.',
    }),
    invitedGuests: t.exposeInt('invitedGuests', {
      nullable: true,
      description: 'Number of invited guests. Null if unknown.',
    }),
    status: t.expose('status', { type: CeremonyStatus, description: 'Status of the live ceremony.' }),
    rehearsalStatus: t.field({
      type: CeremonyStatus,
      nullable: true,
      description: 'Status in the rehearsal. Null for callers who are not operators of the exhibition.',
      select: { rehearsalStatus: true, exhibition: { select: scopeColumns } },
      resolve: ({ rehearsalStatus, exhibition }, _args, { identity }) =>
        mayOperate(identity, exhibition) ? rehearsalStatus : null,
    }),
    openedAt: t.expose('openedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the live opening. Null before it.',
    }),
    closedAt: t.expose('closedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the live closing. Null before it.',
    }),
    programme: t.field({
      type: [ProgrammeItemRef],
      ...boundedList(
        'programmeItems',
        'Programme items in running order. Operators of the exhibition see all items, other callers only announced ones.',
        inProgramme,
      ),
      resolve: inProgramme.resolve,
    }),
    version: t.exposeInt('version', {
      description:
        'Increases with each change of the ceremony, except changes of its programme. Mutations accept it as expectedVersion.',
    }),
    programmeVersion: t.field({
      type: 'Int',
      nullable: true,
      description:
        'Increases with each change of the programme, except changes of cues. The mutations of the programme accept it as expectedVersion. Null for callers who are not operators of the exhibition.',
      select: { programmeVersion: true, exhibition: { select: scopeColumns } },
      resolve: ({ programmeVersion, exhibition }, _args, { identity }) =>
        mayOperate(identity, exhibition) ? programmeVersion : null,
    }),
    sample: t.exposeBoolean('sample', {
      description: 'True for invented sample data.',
    }),
  }),
});

builder.prismaObjectField(ExhibitionRef, 'ceremonies', (t) =>
  t.relation('ceremonies', {
    ...boundedList('ceremonies', 'Ceremonies in the order of their planned start.'),
    query: { orderBy: [{ startsAt: 'asc' }, { id: 'asc' }] },
  }),
);

builder.objectField(CeremonySnapshotRef, 'current', (t) =>
  t.prismaField({
    type: 'Ceremony',
    nullable: true,
    description: 'The live ceremony, as it is now. Null if it has been removed or the caller may not see it.',
    resolve: (query, { id }, _args, context) => loadVisible(context, ceremonyVisibility, query, id),
  }),
);
