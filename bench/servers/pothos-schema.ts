/** The same data through Pothos and Prisma, as their documentation sets them up: relations and a connection. */
import SchemaBuilder from '@pothos/core';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../prisma/generated/client/client.ts';
import type PrismaTypes from '../../prisma/generated/pothos.ts';
import { getDatamodel } from '../../prisma/generated/pothos.ts';
import { type CategoryTally, type Tallies, type Tally, talliesByIndustry } from './tallies.ts';

const prisma = new PrismaClient({
  adapter: new PrismaPg({
    connectionString: process.env.DATABASE_URL!,
    max: 10,
    options: '-c TimeZone=UTC',
  }),
});

const builder = new SchemaBuilder<{ PrismaTypes: PrismaTypes }>({
  plugins: [PrismaPlugin, RelayPlugin],
  prisma: { client: prisma, dmmf: getDatamodel() },
  relay: { nodesOnConnection: true },
});

const isPublic = { status: { in: ['SIGNED' as const, 'RETRACTED' as const] } };
const textOf = (texts: unknown) => (texts as { text: string }[])[0]!.text;

const Money = builder.objectRef<{ amount: string; currency: string }>('Money').implement({
  fields: (t) => ({ amount: t.exposeString('amount'), currency: t.exposeString('currency') }),
});

builder.prismaObject('Industry', { fields: (t) => ({ code: t.exposeString('code') }) });

builder.prismaObject('Organization', {
  fields: (t) => ({
    name: t.string({ select: { names: true }, resolve: ({ names }) => textOf(names) }),
    country: t.exposeString('country'),
  }),
});

builder.prismaObject('DealParty', {
  fields: (t) => ({ role: t.exposeString('role'), organization: t.relation('organization') }),
});

builder.prismaObject('Deal', {
  fields: (t) => ({
    id: t.exposeID('id'),
    title: t.string({ select: { titles: true }, resolve: ({ titles }) => textOf(titles) }),
    instrument: t.exposeString('instrument'),
    amount: t.field({
      type: Money,
      nullable: true,
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) =>
        amount && currencyCode ? { amount: amount.toFixed(2), currency: currencyCode } : null,
    }),
    signedAt: t.string({
      nullable: true,
      select: { signedAt: true },
      resolve: ({ signedAt }) => signedAt?.toISOString() ?? null,
    }),
    industry: t.relation('industry'),
    exhibition: t.relation('exhibition'),
    parties: t.relation('parties', { query: { orderBy: { position: 'asc' } } }),
  }),
});

type Currencies = CategoryTally['contractedTotal'];
const CurrencyTotal = builder.objectRef<Currencies['currencies'][number]>('CurrencyTotal').implement({
  fields: (t) => ({ deals: t.exposeInt('deals'), sum: t.expose('sum', { type: Money }) }),
});
const CurrencyTotals = builder.objectRef<Currencies>('CurrencyTotals').implement({
  fields: (t) => ({ currencies: t.expose('currencies', { type: [CurrencyTotal] }) }),
});
const CategoryTotals = builder.objectRef<CategoryTally>('CategoryTotals').implement({
  fields: (t) => ({
    category: t.exposeString('category'),
    contractedTotal: t.expose('contractedTotal', { type: CurrencyTotals }),
  }),
});
const IndustryTotals = builder.objectRef<Tally>('IndustryTotals').implement({
  fields: (t) => ({
    industry: t.exposeString('industry'),
    deals: t.exposeInt('deals'),
    byCategory: t.expose('byCategory', { type: [CategoryTotals] }),
  }),
});
const Totals = builder.objectRef<Tallies>('Totals').implement({
  fields: (t) => ({ byIndustry: t.field({ type: [IndustryTotals], resolve: talliesByIndustry }) }),
});

builder.prismaObject('Exhibition', {
  fields: (t) => ({
    slug: t.exposeString('slug'),
    name: t.string({ select: { names: true }, resolve: ({ names }) => textOf(names) }),
    deals: t.relatedConnection('deals', {
      cursor: 'id',
      query: { where: isPublic, orderBy: [{ latestAt: 'desc' }, { id: 'desc' }] },
    }),
    totals: t.field({
      type: Totals,
      select: { streams: { where: { mode: 'LIVE' }, select: { totals: true } } },
      resolve: ({ streams }) => streams[0]!.totals as unknown as Tallies,
    }),
  }),
});

builder.queryType({
  fields: (t) => ({
    exhibition: t.prismaField({
      type: 'Exhibition',
      nullable: true,
      args: { idOrSlug: t.arg.id({ required: true }) },
      resolve: (query, _root, { idOrSlug: slug }) =>
        prisma.exhibition.findUnique({ ...query, where: { slug } }),
    }),
    deal: t.prismaField({
      type: 'Deal',
      nullable: true,
      args: { id: t.arg.id({ required: true }) },
      resolve: (query, _root, { id }) => prisma.deal.findUnique({ ...query, where: { id, ...isPublic } }),
    }),
  }),
});

export const schema = builder.toSchema();
