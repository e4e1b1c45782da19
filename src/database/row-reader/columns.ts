/** Converts column values to JSON without loss, and back to the values that Prisma returns. */
import { Prisma } from '../../../prisma/generated/client/client.ts';
import type { Column } from '../models.ts';

export type Decode = (json: unknown) => unknown;

export interface ColumnCodec {
  /** Takes the SQL of the column. Returns SQL for a value that JSON represents without loss. */
  encode(column: string): string;
  /** Absent if the JSON value needs no conversion. */
  decode?: Decode;
}

const unconverted: ColumnCodec = { encode: (column) => column };

const codecs: Readonly<Record<string, ColumnCodec>> = {
  // A JSON number would lose digits.
  Decimal: { encode: asText, decode: (text) => new Prisma.Decimal(text as string) },
  BigInt: { encode: asText, decode: (text) => BigInt(text as string) },
  DateTime: { encode: unconverted.encode, decode: (text) => new Date(text as string) },
  Bytes: {
    encode: (column) => `encode(${column}, 'base64')`,
    decode: (text) => new Uint8Array(Buffer.from(text as string, 'base64')),
  },
};

export function codecOf({ type, isList }: Column): ColumnCodec {
  const codec = codecs[type] ?? unconverted;
  const { decode } = codec;
  if (!isList || !decode) return codec;
  return {
    encode: type === 'DateTime' ? unconverted.encode : (column) => `${column}::text[]`,
    decode: (items) => (items as unknown[]).map(decode),
  };
}

function asText(column: string): string {
  return `${column}::text`;
}
