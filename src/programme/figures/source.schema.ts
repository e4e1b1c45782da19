import { builder } from '../../graphql/builder.ts';

export const SourceRef = builder.prismaObject('Source', {
  select: { id: true },
  description: 'Where something was reported.',
  fields: (t) => ({
    publisher: t.exposeString('publisher'),
    reference: t.string({
      nullable: true,
      description: 'The publisher’s own number or title of the report.',
      select: { reference: true },
      resolve: ({ reference }) => reference || null,
    }),
    publishedOn: t.expose('publishedOn', { type: 'Date' }),
    url: t.exposeString('url', { nullable: true }),
  }),
});
