import { sql } from '../../database/sql.ts';
import { builder } from '../../graphql/builder.ts';
import { ExhibitorRole } from '../../graphql/enums.schema.ts';
import { listInSql } from '../../graphql/in-sql.ts';
import type { ListSource } from '../../graphql/list.ts';
import type { PageArguments } from '../../graphql/page.ts';
import type { PageOrder } from '../../graphql/page-order.ts';
import { declareVisibility, everyone } from '../../graphql/visibility.ts';
import { ExhibitionRef } from '../exhibitions/exhibition.schema.ts';
import { SeriesRef } from '../exhibitions/series.schema.ts';
import { OrganizationRef } from './organization.schema.ts';

const source: ListSource<'Exhibitor'> = {
  typename: 'Exhibitor',
  visibility: declareVisibility('Exhibitor', 'Exhibitor', everyone),
};

export const ExhibitorRef = builder.prismaNode('Exhibitor', {
  id: { field: 'id' },
  select: { id: true },
  description: 'Participation of an organization in one exhibition.',
  fields: (t) => ({
    exhibition: t.relation('exhibition', { description: 'The exhibition.' }),
    organization: t.relation('organization', {
      type: OrganizationRef,
      description: 'The company or public body that exhibits.',
    }),
    role: t.expose('role', { type: ExhibitorRole, description: 'Main exhibitor or co-exhibitor.' }),
    hall: t.exposeString('hall', {
      nullable: true,
      description: 'Name or number of the hall. Null if not assigned.',
    }),
    booth: t.exposeString('booth', {
      nullable: true,
      description: 'Number of the booth. Null if not assigned.',
    }),
    mainExhibitor: t.relation('mainExhibitor', {
      nullable: true,
      description: 'The main exhibitor whose booth a co-exhibitor shares. Null for a main exhibitor.',
    }),
    version: t.exposeInt('version', {
      description: 'Increases with each change of the exhibitor. Mutations accept it as expectedVersion.',
    }),
    sample: t.exposeBoolean('sample', {
      description: 'True for invented sample data.',
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
      description: 'Exhibitors in the order of registration.',
      ...listInSql({
        source,
        describe: (_args: PageArguments) => ({ order: inOrderOfRegistration }),
        join: sql`item."exhibitionId" = parent.id`,
      }),
    },
    ExhibitorConnection,
  ),
);

builder.objectField(ExhibitorRef, 'coExhibitors', (t) =>
  t.connection(
    {
      type: ExhibitorRef,
      description: 'Co-exhibitors at the booth of this exhibitor, in the order of registration.',
      ...listInSql({
        source,
        describe: (_args: PageArguments) => ({ order: inOrderOfRegistration }),
        join: sql`item."mainExhibitorId" = parent.id`,
      }),
    },
    ExhibitorConnection,
  ),
);

builder.interfaceField(OrganizationRef, 'exhibitors', (t) =>
  t.connection(
    {
      type: ExhibitorRef,
      description: 'The participations of the organization in exhibitions, the oldest first.',
      ...listInSql({
        source,
        describe: (_args: PageArguments) => ({ order: inOrderOfRegistration }),
        join: sql`item."organizationId" = parent.id`,
      }),
    },
    ExhibitorConnection,
  ),
);

builder.prismaObjectField(SeriesRef, 'organizer', (t) =>
  t.relation('organizer', {
    type: OrganizationRef,
    nullable: true,
    description: 'Organizer of the series. Null if unknown.',
  }),
);
