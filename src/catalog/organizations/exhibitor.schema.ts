import { sql } from '../../database/sql.ts';
import { builder } from '../../graphql/builder.ts';
import { ExhibitorRole } from '../../graphql/enums.schema.ts';
import { type ListSource, list } from '../../graphql/list.ts';
import type { PageOrder } from '../../graphql/page-order.ts';
import { declareVisibility, everyone } from '../../graphql/visibility.ts';
import { ExhibitionRef } from '../exhibitions/exhibition.schema.ts';
import { SeriesRef } from '../exhibitions/series.schema.ts';
import { OrganizationRef } from './organization.schema.ts';

const source: ListSource<'Exhibitor'> = {
  typename: 'Exhibitor',
  visibility: declareVisibility(['Exhibitor'], 'Exhibitor', everyone),
};

export const ExhibitorRef = builder.prismaNode('Exhibitor', {
  id: { field: 'id' },
  select: { id: true },
  description: 'The part of an organization in one exhibition.',
  fields: (t) => ({
    exhibition: t.relation('exhibition'),
    organization: t.relation('organization', { type: OrganizationRef }),
    role: t.expose('role', { type: ExhibitorRole }),
    hall: t.exposeString('hall', { nullable: true }),
    booth: t.exposeString('booth', { nullable: true }),
    mainExhibitor: t.relation('mainExhibitor', {
      nullable: true,
      description: 'At whose booth a co-exhibitor is.',
    }),
    coExhibitors: t.relation('coExhibitors', { query: { orderBy: { id: 'asc' } } }),
    sample: t.exposeBoolean('sample', {
      description: 'True where this is invented sample data, not a fact.',
    }),
  }),
});

const ExhibitorConnection = builder.connectionObject(
  { type: ExhibitorRef, name: 'ExhibitorConnection', description: 'A page of exhibitors.' },
  { name: 'ExhibitorEdge' },
);

const inOrderOfRegistration: PageOrder = {
  name: 'id',
  column: sql`item."id"`,
  type: 'uuid',
  descending: false,
};

builder.objectField(ExhibitionRef, 'exhibitors', (t) =>
  t.connection(
    {
      type: ExhibitorRef,
      description: 'In the order in which they were registered.',
      resolve: ({ id }, args, context, info) =>
        list(source, {
          args,
          context,
          info,
          order: inOrderOfRegistration,
          parent: { id, join: sql`item."exhibitionId" = parent.id` },
        }),
    },
    ExhibitorConnection,
  ),
);

builder.interfaceField(OrganizationRef, 'exhibitors', (t) =>
  t.connection(
    {
      type: ExhibitorRef,
      description: 'Where it has exhibited, the first time first.',
      resolve: ({ id }, args, context, info) =>
        list(source, {
          args,
          context,
          info,
          order: inOrderOfRegistration,
          parent: { id, join: sql`item."organizationId" = parent.id` },
        }),
    },
    ExhibitorConnection,
  ),
);

builder.prismaObjectField(SeriesRef, 'organizer', (t) =>
  t.relation('organizer', {
    type: OrganizationRef,
    nullable: true,
    description: 'Who organizes the series.',
  }),
);
