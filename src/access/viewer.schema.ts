import type { Identity } from '../auth/identity.ts';
import { builder } from '../graphql/builder.ts';

export const RoleEnum = builder.enumType('Role', {
  description: 'Role of a caller.',
  values: {
    PUBLIC: { description: 'A caller without a token. Reads what is announced.' },
    SCREEN: { description: 'A ceremony screen. Also reads the rehearsals of its exhibitions.' },
    OPERATOR: { description: 'Plans, signs and corrects in its exhibitions.' },
    ORGANIZER: { description: 'Has all rights in all exhibitions, or in those that the token names.' },
  } as const,
});

const ViewerRef = builder.objectRef<Identity>('Viewer').implement({
  description: 'The caller, according to the token.',
  fields: (t) => ({
    role: t.field({ type: RoleEnum, description: 'Role of the caller.', resolve: ({ role }) => role }),
    name: t.exposeString('name', { nullable: true, description: 'Name in the token. Null without one.' }),
    exhibitions: t.stringList({
      description: 'Slugs of the exhibitions that the token names.',
      resolve: ({ scope }) => (scope === 'all' ? [] : [...scope.exhibitions]),
    }),
    series: t.stringList({
      description: 'Slugs of the series that the token names: it is for all their exhibitions.',
      resolve: ({ scope }) => (scope === 'all' ? [] : [...scope.series]),
    }),
    allExhibitions: t.boolean({
      description:
        'True for an organizer whose token names neither exhibitions nor series: it is for all of them.',
      resolve: ({ scope }) => scope === 'all',
    }),
    expiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Expiry of the token. Null without a token.',
      resolve: ({ expiresAt }) => expiresAt,
    }),
    tokenId: t.exposeID('tokenId', {
      nullable: true,
      description: 'Id of the token, for `revokeToken`. Null without a token.',
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({ type: ViewerRef, description: 'The caller.', resolve: (_root, _args, { identity }) => identity }),
);
