/** Columns as JSON text that equals what the scalars of the schema make of them. */
import {
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
} from 'graphql';
import type { Column } from '../database/models.ts';
import { handOver } from './marks.ts';

const texts: ReadonlySet<string> = new Set([
  ...['String', 'ID', 'Decimal', 'CurrencyCode', 'CountryCode', 'LanguageTag', 'TimeZone'],
]);

/** Null if only a resolver can write the column. */
export function columnSql(column: Column, type: GraphQLOutputType, alias: string): string | null {
  if (column.isList || isListType(getNullableType(type))) return null;
  const named = getNamedType(type);
  const name = `${alias}."${column.name}"`;
  if (column.type === 'String' && texts.has(named.name)) return `to_json(${name})::text`;
  if (column.type === 'Int' && named.name === 'Int') return `${name}::text`;
  if (column.type === 'Boolean' && named.name === 'Boolean') return `${name}::text`;
  if (column.type === 'DateTime') return timeSql(name, named);
  if (isPlainEnum(named, column)) return `'"' || ${name}::text || '"'`;
  return null;
}

const formats: Readonly<Record<string, string>> = {
  DateTime: `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`,
  Date: `'YYYY-MM-DD'`,
};

/** The format is that of Date.toISOString for the years that have four digits. */
function timeSql(name: string, type: GraphQLNamedType): string | null {
  const format = formats[type.name];
  if (format === undefined) return null;
  return (
    `CASE WHEN ${name} < '0001-01-01' OR ${name} >= '10000-01-01' THEN ${handOver}` +
    ` ELSE '"' || to_char(${name} AT TIME ZONE 'UTC', ${format}) || '"' END`
  );
}

/** Whether the values of the enum are their names, as they are in the database. */
function isPlainEnum(type: GraphQLNamedType, { type: column }: Column): boolean {
  return (
    isEnumType(type) &&
    !['String', 'Int', 'Boolean', 'Json', 'Decimal', 'BigInt', 'Bytes'].includes(column) &&
    type.getValues().every(({ name, value }) => name === value)
  );
}

/** The global id of a row, as encodeNodeId writes it. */
export function globalIdSql(typename: string, alias: string): string {
  return `'"' || ${base64UrlSql(`'${typename}:' || ${alias}."id"::text`)} || '"'`;
}

/** Base64 of Postgres has line breaks. */
export function base64UrlSql(text: string): string {
  return String.raw`translate(encode(convert_to(${text}, 'UTF8'), 'base64'), E'+/=\n', '-_')`;
}
