import type { StreamMode as Mode } from '../../announcements/content.ts';
import {
  unsetWall,
  type WallControlSettings,
  type WallSettings,
  type wallPictures,
} from '../../announcements/wall-control.ts';
import { mayOperate, mayWatchRehearsal, type ScopedExhibition } from '../../auth/policies.ts';
import { builder } from '../../graphql/builder.ts';
import { StreamMode } from '../../graphql/enums.schema.ts';
import { boundedList } from '../../graphql/list-limits.ts';
import { LocalizedTextRef } from '../../graphql/localized-text.schema.ts';
import { scopeColumns } from '../../graphql/scope-columns.ts';

export interface WallControlView {
  exhibition: ScopedExhibition;
  version: number;
  settings: WallControlSettings;
}

interface SettingsView {
  exhibition: ScopedExhibition;
  settings: WallSettings;
}

interface NamedView extends SettingsView {
  wall: string;
}

const WallPictureRef = builder.enumType('WallPicture', {
  description: 'What a wall shows.',
  values: {
    PROGRAMME: { description: 'What happens on the stage, with the totals. The default.' },
    BLANK: { description: 'Nothing: a dark picture.' },
    TITLE: { description: 'The name and the theme of the exhibition, instead of a logo.' },
    SLIDE: { description: 'The text that is set for it. Without one, as TITLE.' },
    TOTALS: { description: 'The totals over the whole picture.' },
  } satisfies Record<keyof typeof wallPictures, { description: string }>,
});

const WallSettingsRef = builder.objectRef<SettingsView>('WallSettings').implement({
  description: 'What the desk has set for walls.',
  fields: (t) => ({
    picture: t.field({
      type: WallPictureRef,
      nullable: true,
      description: 'What the walls show. Null if it is not set.',
      resolve: ({ settings }) => settings.picture,
    }),
    slideTextTranslations: t.field({
      type: [LocalizedTextRef],
      ...boundedList(
        'translations',
        'The text of the SLIDE picture in each available language. Empty if it is not set.',
      ),
      resolve: ({ settings }) => settings.slideText ?? [],
    }),
    languages: t.field({
      type: ['LanguageTag'],
      description:
        'The languages that the walls show in turn, in this order. Empty if they are not set. At most 20.',
      resolve: ({ settings }) => settings.languages,
    }),
    rehearsal: t.boolean({
      nullable: true,
      description:
        'True: the walls that have a token show the rehearsal. False: they show the live stream. Null if it is not set, and for a caller who may not watch the rehearsal.',
      resolve: ({ exhibition, settings }, _args, { identity }) =>
        mayWatchRehearsal(identity, exhibition) ? settings.rehearsal : null,
    }),
    hiddenNotice: t.int({
      nullable: true,
      description:
        'Sequence of the newest notice that is taken down, and all earlier ones with it. Null if none is, and for a rehearsal that the caller may not watch.',
      args: {
        mode: t.arg({
          type: StreamMode,
          required: true,
          defaultValue: 'LIVE' as const,
          description: 'LIVE or REHEARSAL.',
        }),
      },
      resolve: ({ exhibition, settings }, { mode }: { mode: Mode }, { identity }) =>
        mode === 'LIVE' || mayWatchRehearsal(identity, exhibition)
          ? (settings.hiddenNotices[mode] ?? null)
          : null,
    }),
  }),
});

const NamedWallSettingsRef = builder.objectRef<NamedView>('NamedWallSettings').implement({
  description: 'What the desk has set for one wall. What is not set is as for all walls.',
  fields: (t) => ({
    wall: t.exposeString('wall', {
      description: 'The name of the wall, as its acknowledgements give it. Walls may share a name.',
    }),
    settings: t.field({
      type: WallSettingsRef,
      description: 'The settings of the wall.',
      resolve: (view) => view,
    }),
  }),
});

export const WallControlRef = builder.objectRef<WallControlView>('WallControl').implement({
  description:
    'What the desk has set for the walls of an exhibition. It is not announced: the settings before it are not kept in a stream.',
  fields: (t) => ({
    version: t.int({
      nullable: true,
      description:
        'Increases with each change. Pass it as `expectedVersion`. Null for a caller who is no operator of the exhibition.',
      resolve: ({ exhibition, version }, _args, { identity }) =>
        mayOperate(identity, exhibition) ? version : null,
    }),
    allWalls: t.field({
      type: WallSettingsRef,
      description: 'The settings of all walls.',
      resolve: ({ exhibition, settings }) => ({ exhibition, settings: settings.all ?? unsetWall }),
    }),
    namedWalls: t.field({
      type: [NamedWallSettingsRef],
      ...boundedList('namedWalls', 'The walls that have settings of their own, in the order of their names.'),
      resolve: ({ exhibition, settings }) => settings.named.map((each) => ({ exhibition, ...each })),
    }),
  }),
});

builder.prismaObjectFields('Exhibition', (t) => ({
  wallControl: t.field({
    type: WallControlRef,
    description: 'What the desk has set for the walls. The subscription `wallControl` sends each change.',
    select: { ...scopeColumns, wallControl: { select: { version: true, settings: true } } },
    resolve: ({ wallControl, ...exhibition }) => ({
      exhibition,
      version: wallControl!.version,
      settings: wallControl!.settings as unknown as WallControlSettings,
    }),
  }),
}));
