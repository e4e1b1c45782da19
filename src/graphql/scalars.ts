/**
 * Scalars check only that a value is a string. The mutation checks whether it is a day, a currency or an amount,
 * because it can return a typed error with the path. A coercion error can do neither.
 */
import { GraphQLError, Kind, type ValueNode } from 'graphql';
import { builder } from './builder.ts';

function textScalar<Name extends 'Decimal' | 'CurrencyCode' | 'CountryCode' | 'LanguageTag' | 'TimeZone'>(
  name: Name,
  specifiedByURL: string | undefined,
  description: string,
): void {
  builder.scalarType(name, {
    description,
    ...(specifiedByURL && { specifiedByURL }),
    serialize: (value) => value,
    parseValue: (value) => requireText(name, value) as never,
    parseLiteral: (node) => literalText(name, node) as never,
  });
}

function requireText(scalar: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw new GraphQLError(`${scalar} must be a string, such as "12.50", because a number would lose digits.`);
}

function literalText(scalar: string, node: ValueNode): string {
  return requireText(scalar, node.kind === Kind.STRING ? node.value : null);
}

function isoDay(value: Date | string): string {
  return typeof value === 'string' ? value : value.toISOString().slice(0, 10);
}

textScalar(
  'Decimal',
  undefined,
  'An exact decimal number as a string, such as "2530000000.00". Never a float.',
);
textScalar(
  'CurrencyCode',
  'https://www.iso.org/iso-4217-currency-codes.html',
  'A currency by its ISO 4217 code, such as CNY.',
);
textScalar(
  'CountryCode',
  'https://www.iso.org/iso-3166-country-codes.html',
  'A country by its ISO 3166-1 alpha-2 code, such as KR.',
);
textScalar(
  'LanguageTag',
  'https://www.rfc-editor.org/info/bcp47',
  'A language by its BCP 47 tag, such as zh or en-GB.',
);
textScalar(
  'TimeZone',
  'https://www.iana.org/time-zones',
  'A time zone by its IANA name, such as Asia/Shanghai.',
);

builder.scalarType('JSON', {
  description: 'Any JSON value. For values whose form depends on what they describe.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  serialize: (value) => value,
});

builder.scalarType('DateTime', {
  description:
    'A point in time in the format of RFC 3339. Output is in UTC, such as 2023-11-03T01:00:00.000Z; input can have any offset.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: (value) => value.toISOString(),
  parseValue: (value) => requireText('DateTime', value),
  parseLiteral: (node) => literalText('DateTime', node),
});

builder.scalarType('Date', {
  description: 'A calendar day without a time zone, in the format of ISO 8601, such as 2023-11-03.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  serialize: isoDay,
  parseValue: (value) => requireText('Date', value),
  parseLiteral: (node) => literalText('Date', node),
});
