/** Filters and orders of deals. Each condition has an index. */

import { namedExhibition, namedIndustry } from '../../catalog/exhibitions/named-in-filters.ts';
import { countryCondition } from '../../catalog/organizations/country-condition.ts';
import { joinSql, rawSql, type Sql, sql } from '../../database/sql.ts';
import { builder } from '../../graphql/builder.ts';
import { DealCategory, DealStatus, Instrument } from '../../graphql/enums.schema.ts';
import { decodeNodeId } from '../../graphql/global-id.ts';
import type { NamedRow } from '../../graphql/named-row.ts';
import type { PageOrder } from '../../graphql/page-order.ts';
import { badUserInput } from '../../graphql/query-errors.ts';
import { textCondition } from '../../graphql/text-condition.ts';
import { currencies, decimalsOf } from '../../money/currencies.ts';
import { instant } from '../../mutations/validators.ts';

const AmountRangeInput = builder.inputType('AmountRange', {
  description: 'A range of amounts in one currency. Both limits are included.',
  fields: (t) => ({
    currency: t.field({ type: 'CurrencyCode', required: true, description: 'Currency of the amounts.' }),
    min: t.field({ type: 'Decimal', description: 'Smallest amount. Absent or null: no lower limit.' }),
    max: t.field({ type: 'Decimal', description: 'Largest amount. Absent or null: no upper limit.' }),
  }),
});

const standingStatuses = ['PLANNED', 'SIGNED'] as const;

export const DealFilterInput = builder.inputType('DealFilter', {
  description: 'Conditions on deals. A deal must meet all that are given.',
  fields: (t) => ({
    exhibition: t.id({ description: 'An exhibition, by its slug or its id. An unknown one is an error.' }),
    industry: t.stringList({
      description: 'One of these industries, by their codes. Empty: no deal. An unknown one is an error.',
    }),
    ceremony: t.id({
      description:
        'The id of a ceremony in whose programme the deal is, or at which it was signed. An unknown one has no deals.',
    }),
    signedFrom: t.field({ type: 'DateTime', description: 'Signed at this time or later.' }),
    signedBefore: t.field({ type: 'DateTime', description: 'Signed before this time.' }),
    country: t.field({ type: 'CountryCode', description: 'One of its parties is from there.' }),
    organization: t.id({
      description:
        'The id of a Company or PublicBody that is a party. If it does not exist or the caller may not see it, no deal matches.',
    }),
    status: t.field({
      type: [DealStatus],
      required: true,
      defaultValue: [...standingStatuses],
      description:
        'The statuses to include. Default: PLANNED and SIGNED, without retracted and withdrawn deals.',
    }),
    category: t.field({
      type: [DealCategory],
      description: 'Any of these values. An empty list matches no deal.',
    }),
    instrument: t.field({
      type: [Instrument],
      description: 'Any of these values. An empty list matches no deal.',
    }),
    currency: t.field({ type: 'CurrencyCode', description: 'Currency of the amount.' }),
    amount: t.field({ type: AmountRangeInput, description: 'Range of the amount.' }),
    text: t.string({
      description:
        'Words that the titles or the names of the parties contain, in any language. All of them must occur.',
    }),
  }),
});

export type DealFilter = typeof DealFilterInput.$inferInput;

const OrderField = builder.enumType('DealOrderField', {
  description: 'Values by which deals can be ordered.',
  values: {
    LATEST: { description: 'Time of signing, or time of planning for a deal that is not signed.' },
    AMOUNT: {
      description:
        'Amount in the reporting currency of the exhibition. Deals without an amount or a rate come last in both directions.',
    },
  } as const,
});

export const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Direction of an order.',
  values: {
    ASC: { description: 'Smallest or oldest first.' },
    DESC: { description: 'Largest or newest first.' },
  } as const,
});

export const DealOrderInput = builder.inputType('DealOrder', {
  description: 'Order of a list of deals.',
  fields: (t) => ({
    field: t.field({ type: OrderField, required: true, description: 'Value to order by.' }),
    direction: t.field({ type: OrderDirection, required: true, description: 'Ascending or descending.' }),
  }),
});

export type DealOrder = typeof DealOrderInput.$inferInput;

export function dealOrder(order: DealOrder | null | undefined): PageOrder {
  const descending = order?.direction !== 'ASC';
  return order?.field === 'AMOUNT'
    ? {
        name: `amount ${order.direction}`,
        // -1 means no amount. Deals without an amount come last in both directions.
        column: descending
          ? sql`item."amountInReportingCurrency"`
          : sql`coalesce(nullif(item."amountInReportingCurrency", -1), 'Infinity'::numeric)`,
        type: 'numeric',
        descending,
      }
    : { name: `latest ${descending}`, column: sql`item."latestAt"`, type: 'timestamptz', descending };
}

export function filteredDeals(filter: DealFilter | null | undefined) {
  const { exhibition, organization, country, category, instrument, currency, amount, text } = filter ?? {};
  const { industry, ceremony, signedFrom, signedBefore } = filter ?? {};
  const at = exhibition == null ? [] : [namedExhibition(exhibition, ['filter', 'exhibition'])];
  const inIndustries = namedIndustries(industry ?? []);
  return {
    where: [
      sql`item."status" = ANY(${valuesOf('status', filter?.status ?? standingStatuses)}::"DealStatus"[])`,
      ...at.map(({ id }) => sql`item."exhibitionId" = ${id}`),
      ...(industry == null ? [] : [isOneOf(sql`item."industryId"`, inIndustries)]),
      ...(ceremony == null ? [] : [ofCeremony(ceremony)]),
      ...(signedFrom == null ? [] : [sql`item."signedAt" >= ${timeOf(signedFrom, 'signedFrom')}`]),
      ...(signedBefore == null ? [] : [sql`item."signedAt" < ${timeOf(signedBefore, 'signedBefore')}`]),
      ...(organization == null ? [] : [ofOrganization(organization)]),
      ...countryCondition(country, (code) => sql`item."countries" @> ARRAY[${code}]::text[]`),
      ...(category == null
        ? []
        : [sql`item."category" = ANY(${valuesOf('category', category)}::"DealCategory"[])`]),
      ...(instrument == null
        ? []
        : [sql`item."instrument" = ANY(${valuesOf('instrument', instrument)}::"Instrument"[])`]),
      ...(currency == null ? [] : [inCurrency(currency, ['filter', 'currency'])]),
      ...(amount == null ? [] : amountConditions(amount)),
      ...(text == null ? [] : [textCondition(text, ['filter', 'text'])]),
    ],
    named: [...at, ...inIndustries],
  };
}

/** The limit of one list of a filter. */
const maxValues = 50;

/** Each value once. */
function valuesOf<Value>(name: string, values: readonly Value[]): Value[] {
  if (values.length > maxValues)
    throw badUserInput(`${name} must have at most ${maxValues} values.`, ['filter', name]);
  return [...new Set(values)];
}

function namedIndustries(codes: readonly string[]): NamedRow[] {
  return valuesOf('industry', codes).map((code) => namedIndustry(code, ['filter', 'industry']));
}

function isOneOf(column: Sql, rows: readonly NamedRow[]): Sql {
  return rows.length === 0 ? sql`false` : sql`${column} IN (${joinSql(rows.map(({ id }) => id))})`;
}

function ofCeremony(globalId: string): Sql {
  const decoded = decodeNodeId(globalId);
  if (decoded?.typename !== 'Ceremony')
    throw badUserInput('ceremony must be the id of a Ceremony.', ['filter', 'ceremony']);
  return sql`(item."ceremonyId" = ${decoded.id}::uuid OR EXISTS (
    SELECT FROM "ProgrammeItem" AS programmed
    WHERE programmed."dealId" = item."id" AND programmed."ceremonyId" = ${decoded.id}::uuid))`;
}

function timeOf(value: string, field: string): Date {
  const time = instant.safeParse(value);
  if (time.success) return time.data;
  throw badUserInput(`${field} ${time.error.issues[0]!.message}.`, ['filter', field]);
}

function ofOrganization(globalId: string): Sql {
  const decoded = decodeNodeId(globalId);
  if (!decoded || !['Company', 'PublicBody'].includes(decoded.typename)) {
    throw badUserInput('organization must be the id of a Company or a PublicBody.', [
      'filter',
      'organization',
    ]);
  }
  // The deals of one that was merged are those of its survivor.
  return sql`item."id" IN (
    SELECT "dealId" FROM "DealParty" WHERE "organizationId" = coalesce(
      (SELECT "mergedIntoId" FROM "Organization" WHERE "id" = ${decoded.id}::uuid), ${decoded.id}::uuid))`;
}

function inCurrency(code: string, argument: string[]): Sql {
  if (!currencies.has(code)) {
    throw badUserInput(`${argument.at(-1)} must be an ISO 4217 code, such as CNY.`, argument);
  }
  return sql`item."currencyCode" = ${code}`;
}

function amountConditions({ currency, min, max }: NonNullable<DealFilter['amount']>): Sql[] {
  const condition = inCurrency(currency, ['filter', 'amount', 'currency']);
  const decimals = decimalsOf(currency);
  const plain = decimals === 0 ? /^\d{1,18}$/ : new RegExp(`^\\d{1,18}(\\.\\d{1,${decimals}})?$`);
  const bound = (name: 'min' | 'max', value: string | null | undefined) => {
    if (value == null) return [];
    if (!plain.test(value)) {
      const message = `${name} must be a plain decimal number of at most ${decimals} decimals.`;
      throw badUserInput(message, ['filter', 'amount', name]);
    }
    return [sql`item."amount" ${rawSql(name === 'min' ? '>=' : '<=')} ${value}::numeric`];
  };
  return [condition, ...bound('min', min), ...bound('max', max)];
}
