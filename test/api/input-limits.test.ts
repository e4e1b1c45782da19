/**
 * Every field of every mutation's input, from the schema: a value that is too long, too many, absurd or of another kind gets
 * a typed error with the path of the field, and is never an internal error.
 */
import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../src/schema.ts';
import { mutate } from '../support/http-client.ts';
import { openPavilion, tokenFor } from '../support/pavilion.ts';

let pavilion: Awaited<ReturnType<typeof openPavilion>>;
let token: string;
beforeAll(async () => {
  pavilion = await openPavilion({ template: 'empty', environment: { OPERATIONS_PER_MINUTE: '1000000' } });
  token = await tokenFor(pavilion, 'organizer');
});
afterAll(async () => {
  await pavilion[Symbol.asyncDispose]();
});

type Input = Record<string, unknown>;
type Path = readonly (string | number)[];

/** A value of the right form for each type: what it names need not exist. */
const plausible: Record<string, unknown> = {
  ...{ String: 'x', Int: 1, Boolean: false, LanguageTag: 'de', CountryCode: 'DE', CurrencyCode: 'EUR' },
  ...{ Decimal: '1', Date: '2030-05-06', DateTime: '2030-05-06T09:00:00Z', TimeZone: 'Europe/Berlin' },
  ID: 'x',
};

/** Values of each type that no field accepts. */
const absurd: Record<string, unknown[]> = {
  String: ['x'.repeat(25_000), '', '\u0000', '\u202eabc', '\ud800'],
  ID: ['x'.repeat(25_000), '', '\u0000', Buffer.from('Deal:x').toString('base64url'), 'RGVhbDox'],
  Int: [-2_147_483_648, 2_147_483_647],
  Date: [
    '9999-12-31',
    '0001-01-01',
    '2023-02-30',
    '2023-13-01',
    '20230506',
    '6 May 2030',
    '',
    '9'.repeat(9_000),
  ],
  DateTime: [
    ...['9999-12-31T23:59:59Z', '0001-01-01T00:00:00Z', '2023-02-30T00:00:00Z', '2030-05-06T09:00:00', ''],
    `2030-05-06T09:00:00.${'0'.repeat(9_000)}Z`,
  ],
  Decimal: ['-1', '1e9', 'NaN', '1,5', '', '9'.repeat(9_000), `1.${'0'.repeat(9_000)}1`],
  CountryCode: ['ZZ', 'de', 'DEU', '', 'D'.repeat(9_000)],
  CurrencyCode: ['XYZ', 'eur', '', 'E'.repeat(9_000)],
  LanguageTag: ['x'.repeat(9_000), '', 'not a tag', '_'],
  TimeZone: ['Mars/Olympus', 'europe/berlin', '', 'E'.repeat(9_000)],
};

/** More than any list of an input may have, and below the limit of a body. */
const tooMany = 1_500;

function sampleOf(type: GraphQLInputType): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [sampleOf(nullable.ofType)];
  if (isInputObjectType(nullable)) return objectOf(nullable);
  if (isEnumType(nullable)) return nullable.getValues()[0]!.name;
  return plausible[nullable.name];
}

/** With every field that is required, or with the first one of those of which one is given. */
function objectOf(type: GraphQLInputObjectType): Input {
  const fields = Object.values(type.getFields());
  const given = type.isOneOf ? fields.slice(0, 1) : fields.filter((field) => isNonNullType(field.type));
  return Object.fromEntries(given.map(({ name, type: of }) => [name, sampleOf(of)]));
}

/** Each place of the input with a scalar or a list, and the type there. */
function placesIn(type: GraphQLInputObjectType, path: Path = []): { path: Path; type: GraphQLInputType }[] {
  return Object.values(type.getFields()).flatMap(({ name, type: of }) => {
    const at = [...path, name];
    const nullable = getNullableType(of);
    const place = { path: at, type: nullable };
    const inner = isListType(nullable) ? getNullableType(nullable.ofType) : nullable;
    const within = isListType(nullable) ? [...at, 0] : at;
    const parts = isInputObjectType(inner) ? placesIn(inner, within) : [{ path: within, type: inner }];
    return isListType(nullable) ? [place, ...parts] : isInputObjectType(inner) ? parts : [place];
  });
}

/** The input with a value at the path, and what the path goes through. */
function withValue(type: GraphQLInputType, given: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [withValue(nullable.ofType, undefined, rest, value)];
  const object = nullable as GraphQLInputObjectType;
  const field = object.getFields()[key]!;
  const base = (given ?? objectOf(object)) as Input;
  const others = object.isOneOf ? {} : base;
  return { ...others, [key]: withValue(field.type, object.isOneOf ? undefined : base[key], rest, value) };
}

const mutations = Object.values(schema.getMutationType()!.getFields()).map(
  ({ name, args }) => [name, getNamedType(args[0]!.type) as GraphQLInputObjectType] as const,
);

/** Values that a field does not refuse by itself, and why. */
const accepted: [place: RegExp, accepts: (value: unknown) => boolean][] = [
  // A file has any length that a request has room for. What is in it is reported by row.
  [/^importExhibition files\.0\.contentBase64$/, (value) => String(value).length > 9_000],
  // Another version than the current one is a VersionConflict, also one that no object will ever have.
  [/expectedVersion$/, (value) => Number(value) > 0],
  // Behind the last place is at the end.
  [/ position$/, (value) => Number(value) > 0],
  // Compared with the stream, which an unknown exhibition does not have.
  [/ (hiddenNotice\.)?sequence$/, (value) => Number(value) > 0],
  // It names no exhibition, as every other unknown name.
  [/^acknowledgeAnnouncement exhibition$/, (value) => String(value).length <= 200],
];

describe.each(mutations)('%s', (name, type) => {
  const places = placesIn(type).filter(({ type: of }) => !isEnumType(of) && String(of) !== 'Boolean');
  it.each(places.map(({ path, type: of }) => [path.join('.'), path, of] as const))(
    'gives the path of an absurd %s',
    async (place, path, of) => {
      const values = isListType(of)
        ? [Array.from({ length: tooMany }, () => sampleOf(of.ofType))]
        : absurd[getNamedType(of).name]!;
      for (const value of values) {
        if (accepted.some(([of, accepts]) => of.test(`${name} ${place}`) && accepts(value))) continue;
        const input = withValue(type, undefined, path, value) as Input;
        const answer = await mutate(pavilion.url, name, input, '__typename', { token });
        const shown = `${name} ${place} ${JSON.stringify(value).slice(0, 60)}: ${JSON.stringify(answer).slice(0, 300)}`;
        expect(answer.code, shown).toBe('INVALID_INPUT');
        const paths = answer.issues.map((issue: { path: string[] }) => issue.path.join('.'));
        expect(
          paths.some((each: string) => each === `input.${place}` || each.startsWith(`input.${place}.`)),
          shown,
        ).toBe(true);
      }
    },
  );
});
