import type { StreamMode as Mode } from '../../announcements/content.ts';
import { requireOperator, requireStaff } from '../../auth/policies.ts';
import { querySql, sql } from '../../database/sql.ts';
import { NotFound } from '../../errors/user-errors.ts';
import { builder } from '../../graphql/builder.ts';
import type { Context } from '../../graphql/context.ts';
import { StreamMode } from '../../graphql/enums.schema.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import { mutationField } from '../../mutations/mutation-field.ts';
import type { DeskOperator, DeskState } from '../../presence/desk-presence.ts';
import { locateStream } from '../announcements/locate-stream.ts';
import { acknowledgeAnnouncement } from './acknowledge-announcement.ts';
import { DeskChangeEvents } from './desk-changes.ts';

interface DeskView {
  slug: string;
  streamId: string;
  head: number;
  state: DeskState;
}

interface LaggingScreen {
  name: string;
  sequence: number;
  shownAt: Date;
  behindSince: Date | null;
}

const LaggingScreenRef = builder.objectRef<LaggingScreen>('LaggingScreen').implement({
  description: 'A connected screen that has not shown the newest announcement.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the screen, from its report.' }),
    sequence: t.exposeInt('sequence', {
      description: 'Sequence of the newest announcement that it has shown.',
    }),
    shownAt: t.expose('shownAt', { type: 'DateTime', description: 'Time of its last report.' }),
    behindSince: t.expose('behindSince', {
      type: 'DateTime',
      nullable: true,
      description: 'Publication time of the first announcement that it has not shown. Null if unknown.',
    }),
  }),
});

const ConnectedScreenRef = builder
  .objectRef<Omit<LaggingScreen, 'behindSince'>>('ConnectedScreen')
  .implement({
    description: 'A screen that reported within the last minute.',
    fields: (t) => ({
      name: t.exposeString('name', {
        description: 'Name of the screen, from its report. `setWallControl` addresses a wall by it.',
      }),
      sequence: t.exposeInt('sequence', {
        description: 'Sequence of the newest announcement that it has shown.',
      }),
      shownAt: t.expose('shownAt', { type: 'DateTime', description: 'Time of its last report.' }),
    }),
  });

const ScreenReportRef = builder.objectRef<DeskView>('ScreenReport').implement({
  description: 'What the connected screens of an exhibition have shown, according to their reports.',
  fields: (t) => ({
    total: t.int({
      description: 'Number of screens that reported within the last minute.',
      resolve: ({ state }) => sum(state.bySequence.values()),
    }),
    head: t.int({ description: 'Sequence of the newest announcement.', resolve: ({ head }) => head }),
    upToDate: t.int({
      description: 'Number of screens that have shown the newest announcement.',
      resolve: ({ state, head }) =>
        sum([...state.bySequence].filter(([sequence]) => sequence >= head).map(([, count]) => count)),
    }),
    lagging: t.field({
      type: [LaggingScreenRef],
      ...boundedList(
        'laggingScreens',
        'Screens that are behind, the furthest behind first. Further ones are counted in `total` only.',
      ),
      resolve: laggingOf,
    }),
    connected: t.field({
      type: [ConnectedScreenRef],
      ...boundedList(
        'connectedScreens',
        'The connected screens, up to date or not, the furthest behind first. Further ones are counted in `total` only.',
      ),
      resolve: ({ state }) =>
        state.furthestBehind.map(({ name, sequence, shownAt }) => ({
          name,
          sequence,
          shownAt: new Date(shownAt),
        })),
    }),
    complete: t.boolean({
      description: 'False if other servers could not be reached. The report then covers this server only.',
      resolve: ({ state }) => state.complete,
    }),
  }),
});

const DeskOperatorRef = builder.objectRef<DeskOperator>('DeskOperator').implement({
  description: 'An operator who is connected to the desk.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'Name in the token, or its subject if the token has no name.',
    }),
    since: t.field({
      type: 'DateTime',
      description: 'Time at which the operator connected.',
      resolve: ({ since }) => new Date(since),
    }),
  }),
});

const DeskRef = builder.objectRef<DeskView>('Desk').implement({
  description: 'The operators and screens that are connected to an exhibition.',
  fields: (t) => ({
    exhibition: t.prismaField({
      type: 'Exhibition',
      description: 'The exhibition.',
      resolve: (query, { slug }, _args, { database }) =>
        database.rows.exhibition.findUniqueOrThrow({ ...query, where: { slug } }),
    }),
    operators: t.field({
      type: [DeskOperatorRef],
      ...boundedList(
        'deskOperators',
        'Connected operators, the earliest first. Operators beyond the maximum are left out.',
      ),
      resolve: ({ state }) => state.operators,
    }),
    screens: t.field({
      type: ScreenReportRef,
      description: 'What the connected screens have shown.',
      resolve: (view) => view,
    }),
  }),
});

const deskArguments = builder.args((t) => ({
  exhibition: t.id({ required: true, description: 'The exhibition, by its slug or its id.' }),
  mode: t.field({
    type: StreamMode,
    required: true,
    defaultValue: 'LIVE' as const,
    description: 'LIVE or REHEARSAL.',
  }),
}));

builder.queryField('screens', (t) =>
  t.field({
    type: ScreenReportRef,
    description: 'What the screens of an exhibition have shown. Requires an operator of the exhibition.',
    args: deskArguments,
    resolve: async (_root, { exhibition, mode }, context) =>
      viewDesk(context, await findDesk(context, exhibition, mode)),
  }),
);

builder.subscriptionField('desk', (t) =>
  t.field({
    type: DeskRef,
    description:
      'Sends the desk immediately and after each change of operators, screens, plans or announcements. Requires an operator of the exhibition. The operator is listed while subscribed.',
    args: deskArguments,
    subscribe: async (_root, { exhibition, mode }, context) => {
      const desk = await findDesk(context, exhibition, mode);
      const leave = context.deskPresence.signIn(
        desk.streamId,
        context.identity.name ?? context.identity.subject,
      );
      return new DeskChangeEvents(context.scheduler, (onChange) => {
        const end = context.deskPresence.watch(desk.streamId, desk.exhibitionId, onChange);
        return () => {
          end();
          leave();
        };
      });
    },
    resolve: async (_tick, { exhibition, mode }, context) =>
      viewDesk(context, await findDesk(context, exhibition, mode)),
  }),
);

mutationField(acknowledgeAnnouncement, {
  description:
    'Reports what a screen has shown. Screens send it after each announcement and every twenty seconds. Requires an operator or screen of the exhibition.',
  success: 'The report is received.',
  fields: (t) => ({
    sequence: t.exposeInt('sequence', { description: 'The sequence that was reported.' }),
  }),
});

async function findDesk(context: Context, exhibition: string, mode: Mode) {
  requireStaff(context.identity);
  const location = await locateStream(context, exhibition, mode);
  requireOperator(context.identity, location ?? { slug: exhibition, series: null });
  if (!location) throw new NotFound('exhibition', ['exhibition']);
  const [stream] = await querySql<{ head: number }>(
    context.database,
    sql`SELECT "head" FROM "AnnouncementStream" WHERE "id" = ${location.streamId}::uuid`,
  );
  return { ...location, ...stream! };
}

async function viewDesk(
  { deskPresence, answering }: Context,
  { slug, streamId, head }: { slug: string; streamId: string; head: number },
): Promise<DeskView> {
  // Presence is not in the database, so the response cache could not detect a change.
  answering.isVolatile = true;
  return { slug, streamId, head, state: await deskPresence.read(streamId) };
}

async function laggingOf(
  { state, head, streamId }: DeskView,
  _args: object,
  { database }: Context,
): Promise<LaggingScreen[]> {
  const lagging = state.furthestBehind.filter((screen) => screen.sequence < head);
  const missed = [...new Set(lagging.map((screen) => screen.sequence + 1))];
  const rows = await querySql<{ sequence: number; announcedAt: Date }>(
    database,
    sql`SELECT "sequence", "announcedAt" FROM "Announcement"
        WHERE "streamId" = ${streamId}::uuid AND "sequence" = ANY(${missed}::int[])`,
  );
  const announcedAt = new Map(rows.map((row) => [row.sequence, row.announcedAt]));
  return lagging.map(({ name, sequence, shownAt }) => ({
    name,
    sequence,
    shownAt: new Date(shownAt),
    behindSince: announcedAt.get(sequence + 1) ?? null,
  }));
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const each of numbers) total += each;
  return total;
}
