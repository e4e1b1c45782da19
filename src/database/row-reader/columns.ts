/** How the value of a column travels as JSON without loss, and what Prisma would give for it. */
import { Prisma } from '../../../prisma/generated/client/client.ts';
import type { Column } from '../models.ts';

export type Decode = (json: unknown) => unknown;

export interface ColumnCodec {
  /** SQL of a value that JSON can carry, from the SQL of the column. */
  encode(column: string): string;
  /** Absent where JSON has the value as it is. */
  decode?: Decode;
}

const asIs: ColumnCodec = { encode: (column) => column };

const codecs: Readonly<Record<string, ColumnCodec>> = {
  // A JSON number would lose digits.
  Decimal: { encode: asText, decode: (text) => new Prisma.Decimal(text as string) },
  BigInt: { encode: asText, decode: (text) => BigInt(text as string) },
  DateTime: { encode: asIs.encode, decode: (text) => new Date(text as string) },
  Bytes: {
    encode: (column) => `encode(${column}, 'base64')`,
    decode: (text) => new Uint8Array(Buffer.from(text as string, 'base64')),
  },
};

export function codecOf({ type, isList }: Column): ColumnCodec {
  const codec = codecs[type] ?? asIs;
  const { decode } = codec;
  if (!isList || !decode) return codec;
  return {
    encode: type === 'DateTime' ? asIs.encode : (column) => `${column}::text[]`,
    decode: (items) => (items as unknown[]).map(decode),
  };
}

function asText(column: string): string {
  return `${column}::text`;
}
