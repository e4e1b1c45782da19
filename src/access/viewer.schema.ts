import type { Identity } from '../auth/identity.ts';
import { builder } from '../graphql/builder.ts';

const RoleEnum = builder.enumType('Role', {
  description: 'What a caller may do.',
  values: {
    PUBLIC: { description: 'No token: reads what has been announced.' },
    SCREEN: { description: 'A ceremony screen: also watches rehearsals of its exhibitions.' },
    OPERATOR: { description: 'Plans, signs and corrects in its exhibitions.' },
    ORGANIZER: { description: 'Everything, in all exhibitions.' },
  } as const,
});

const ViewerRef = builder.objectRef<Identity>('Viewer').implement({
  description: 'Who is asking.',
  fields: (t) => ({
    role: t.field({ type: RoleEnum, resolve: ({ role }) => role }),
    name: t.exposeString('name', { nullable: true, description: 'As the token says.' }),
    exhibitions: t.stringList({
      description: 'Slugs of the exhibitions that a screen or an operator is bound to.',
      resolve: ({ exhibitions }) => [...exhibitions],
    }),
    expiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the token ends. Null without one.',
      resolve: ({ expiresAt }) => expiresAt,
    }),
    tokenId: t.exposeID('tokenId', {
      nullable: true,
      description: 'What the token is revoked by. Null without one.',
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({ type: ViewerRef, resolve: (_root, _args, { identity }) => identity }),
);
