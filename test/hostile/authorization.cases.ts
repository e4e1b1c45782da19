/** Tokens that are missing, expired, forged or meant for another API, and valid tokens without the necessary rights. */
import { createHash } from 'node:crypto';
import { generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import { testSecret } from '../support/pavilion.ts';
import { mutationOf, type OperationCase, type Person } from './operation-case.ts';

export interface AuthorizationCase {
  what: string;
  authorization: () => Promise<string> | string;
  /** The code of the first error, or the role that the server sees. */
  answer: string;
}

const claims = { sub: 'somebody', role: 'organizer', iss: 'pavilion', aud: 'pavilion' };
const inAnHour = () => Math.floor(Date.now() / 1_000) + 3_600;
const keyOf = (secret: string) => createHash('sha256').update(secret).digest();

interface Forged {
  payload?: JWTPayload;
  header?: Partial<JWTHeaderParameters>;
  secret?: Uint8Array;
}

async function forge({ payload = {}, header = {}, secret = keyOf(testSecret) }: Forged): Promise<string> {
  const all = Object.entries({ ...claims, exp: inAnHour(), ...payload }).filter(
    ([, value]) => value !== undefined,
  );
  const token = new SignJWT(Object.fromEntries(all)).setProtectedHeader({ alg: 'HS256', ...header });
  return `Bearer ${await token.sign(secret)}`;
}

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const unsigned = (header: object, signature = '') =>
  `Bearer ${base64(header)}.${base64({ ...claims, exp: inAnHour() })}.${signature}`;

const refused = (what: string, authorization: AuthorizationCase['authorization']): AuthorizationCase => ({
  what,
  authorization,
  answer: 'UNAUTHENTICATED',
});

export const authorizationCases: AuthorizationCase[] = [
  { what: 'a good token', authorization: () => forge({}), answer: 'ORGANIZER' },
  {
    what: 'a good token, bearer in small letters',
    authorization: async () => (await forge({})).replace('Bearer', 'bearer'),
    answer: 'ORGANIZER',
  },
  { what: 'an empty header: the public', authorization: () => '', answer: 'PUBLIC' },
  refused('the scheme without a token', () => 'Bearer'),
  refused('the scheme twice', async () => `Bearer ${await forge({})}`),
  refused('a password', () => 'Basic b3JnYW5pemVyOng='),
  refused('a token without the scheme', async () => (await forge({})).slice('Bearer '.length)),
  refused('two tokens', async () => `${await forge({})}, ${await forge({})}`),
  refused('nonsense', () => 'Bearer nonsense'),
  refused('two points', () => 'Bearer ..'),
  refused('a token of 10 KB', () => `Bearer ${'a'.repeat(10_000)}`),
  refused('five parts, as if it were encrypted', () => 'Bearer e30.e30.e30.e30.e30'),
  refused('a header that is not JSON', () => `Bearer ${Buffer.from('{').toString('base64url')}.e30.x`),
  refused('no algorithm', () => unsigned({ alg: 'none' })),
  refused('no algorithm, in capitals', () => unsigned({ alg: 'NONE' })),
  refused('no algorithm, with a signature', () => unsigned({ alg: 'none' }, 'AAAA')),
  refused('no signature', () => unsigned({ alg: 'HS256' })),
  refused('a signature of nothing', () => unsigned({ alg: 'HS256' }, 'AAAA')),
  refused('an unknown algorithm', () => unsigned({ alg: '../../x' }, 'AAAA')),
  refused('the signature of another', async () => {
    const [head] = (await forge({})).split('.');
    const [, payload] = (await forge({ payload: { sub: 'x' } })).split('.');
    const [, , signature] = (await forge({ payload: { role: 'screen' } })).split('.');
    return [head, payload, signature].join('.');
  }),
  refused('another secret', () => forge({ secret: keyOf('another secret of thirty-two characters') })),
  refused('the secret itself instead of the derived key', () => forge({ secret: Buffer.from(testSecret) })),
  refused('an empty secret', () => forge({ secret: keyOf('') })),
  refused('HS512 with the right key', () =>
    forge({ header: { alg: 'HS512' }, secret: Buffer.concat([keyOf(testSecret), keyOf(testSecret)]) }),
  ),
  refused('RS256 with an unknown key', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    return `Bearer ${await new SignJWT({ ...claims, exp: inAnHour() }).setProtectedHeader({ alg: 'RS256' }).sign(privateKey)}`;
  }),
  refused('a key in the token itself', () =>
    forge({ header: { jwk: { kty: 'oct', k: 'AAAA' } as never }, secret: Buffer.alloc(32) }),
  ),
  refused('an address of keys in the token itself', () =>
    forge({ header: { jku: 'http://127.0.0.1:1/keys' }, secret: Buffer.alloc(32) }),
  ),
  refused('a key id that is a path', () =>
    forge({ header: { kid: '../../dev/null' }, secret: Buffer.alloc(32) }),
  ),
  refused('an unknown critical extension', () => {
    const header = base64({ alg: 'HS256', crit: ['x'], x: 1 });
    return `Bearer ${header}.${base64({ ...claims, exp: inAnHour() })}.AAAA`;
  }),
  refused('an expiry an hour ago', () => forge({ payload: { exp: inAnHour() - 7_200 } })),
  refused('no expiry', () => forge({ payload: { exp: undefined } as never })),
  refused('an expiry that is a string', () => forge({ payload: { exp: '2099-01-01' as never } })),
  refused('an expiry beyond the calendar', () => forge({ payload: { exp: 1e20 } })),
  refused('a start tomorrow', () => forge({ payload: { nbf: inAnHour() + 86_400 } })),
  refused('another issuer', () => forge({ payload: { iss: 'https://evil.example' } })),
  refused('no issuer', () => forge({ payload: { iss: undefined } as never })),
  refused('another audience', () => forge({ payload: { aud: 'another-api' } })),
  refused('no audience', () => forge({ payload: { aud: undefined } as never })),
  refused('no subject', () => forge({ payload: { sub: undefined } as never })),
  refused('an empty subject', () => forge({ payload: { sub: '' } })),
  refused('a subject of 300 characters', () => forge({ payload: { sub: 'x'.repeat(300) } })),
  refused('a subject with NUL, which Postgres does not store', () => forge({ payload: { sub: 'a\0b' } })),
  refused('no role', () => forge({ payload: { role: undefined } })),
  refused('an unknown role', () => forge({ payload: { role: 'god' } })),
  refused('a role in capitals', () => forge({ payload: { role: 'ORGANIZER' } })),
  refused('the role of the public', () => forge({ payload: { role: 'public' } })),
  refused('a list of roles', () => forge({ payload: { role: ['organizer'] } })),
  refused('exhibitions that are a string', () =>
    forge({ payload: { role: 'operator', exhibitions: 'fair' } }),
  ),
  refused('101 exhibitions', () =>
    forge({ payload: { role: 'operator', exhibitions: Array.from({ length: 101 }, (_, n) => `e${n}`) } }),
  ),
];

const press = (
  what: string,
  as: Person,
  name: string,
  input: OperationCase['variables'],
  answer: string,
): OperationCase => ({
  what,
  as,
  query: mutationOf(name),
  variables: input!,
  answer,
});
const sign: OperationCase['variables'] = ({ deals }) => ({
  input: { deal: deals[0], idempotencyKey: 'of-another-operator' },
});
const series: OperationCase['variables'] = () => ({
  input: { slug: 's', nameTranslations: [], hostCityTranslations: [], hostCountry: 'DE' },
});

/** Good tokens, used for what they do not allow. */
export const rightsCases: OperationCase[] = [
  press('the public signs', 'public', 'signDeal', sign, 'UNAUTHENTICATED'),
  press('a screen signs', 'screen', 'signDeal', sign, 'FORBIDDEN'),
  press('an operator of another exhibition signs', 'foreignOperator', 'signDeal', sign, 'NOT_FOUND'),
  press(
    'an operator of another exhibition opens the ceremony',
    'foreignOperator',
    'openCeremony',
    ({ ceremony }) => ({ input: { ceremony, idempotencyKey: 'of-another-operator' } }),
    'FORBIDDEN',
  ),
  press(
    'an operator of another exhibition resets the rehearsal',
    'foreignOperator',
    'resetRehearsal',
    ({ exhibition }) => ({ input: { exhibition } }),
    'FORBIDDEN',
  ),
  press('the public creates a series', 'public', 'createSeries', series, 'UNAUTHENTICATED'),
  press('an operator creates a series', 'operator', 'createSeries', series, 'FORBIDDEN'),
  press(
    'an operator changes another exhibition through a ceremony of its own',
    'foreignOperator',
    'updateProgramme',
    ({ ceremony, deals }) => ({ input: { ceremony, items: [{ deal: deals[0] }] } }),
    'FORBIDDEN',
  ),
  {
    what: 'the public asks for the screens of a desk',
    query: () => '{ exhibition(idOrSlug: "fair") { desk { __typename } } }',
    answer: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    what: 'an operator asks for the plans of another exhibition',
    as: 'foreignOperator',
    query: () => 'query($deal: ID!) { deal(id: $deal) { id } node(id: $deal) { id } deals { totalCount } }',
    variables: ({ deals }) => ({ deal: deals[0] }),
    answer: 'fine',
    says: /"deal":null,"node":null,"deals":\{"totalCount":0\}/,
  },
];
