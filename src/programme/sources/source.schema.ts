import { builder } from '../../graphql/builder.ts';

export const SourceRef = builder.prismaObject('Source', {
  select: { id: true },
  description: 'A publication that reported a figure, a deal or a speech.',
  fields: (t) => ({
    publisher: t.exposeString('publisher', { description: 'The name of the publisher.' }),
    reference: t.string({
      nullable: true,
      description: 'The number or title that the publisher gave the report. Null if unknown.',
      select: { reference: true },
      resolve: ({ reference }) => reference || null,
    }),
    publishedOn: t.expose('publishedOn', { type: 'Date', description: 'The day of publication.' }),
    url: t.exposeString('url', {
      nullable: true,
      description: 'The URL of the report. Null if unknown.',
    }),
  }),
});
