import { buildSchema, parse, type ValidatedExecutionArgs, validateExecutionArgs } from 'graphql';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Identity, publicIdentity } from '../../../src/auth/identity.ts';
import { CodedError } from '../../../src/errors/coded-error.ts';
import { Counting } from '../../../src/execution/counting.ts';

const schema = buildSchema(
  'type Query { a: Int } type Mutation { signDeal: Int acknowledgeAnnouncement: Int }',
);
const operation = (text: string) =>
  validateExecutionArgs({ schema, document: parse(text) }) as ValidatedExecutionArgs;
const operator: Identity = { ...publicIdentity, role: 'OPERATOR', tokenId: 'token' };

let counted: string[];
let full: string[];
beforeEach(() => {
  counted = [];
  full = [];
});
const take = (what: string, count: number) => {
  if (full.includes(what)) throw new CodedError('RATE_LIMITED', what);
  counted.push(`${what} ${count}`);
};
const limits = {
  requireAddress: (address: string, count = 1) => take(`address ${address}`, count),
  requireToken: ({ tokenId }: Pick<Identity, 'tokenId'>, count = 1) => take(`token ${tokenId}`, count),
  requireReports: ({ tokenId }: Pick<Identity, 'tokenId'>, count = 1) => take(`reports ${tokenId}`, count),
};
const request = (authorization: string | null) => ({
  caller: { address: 'a', authorization, languages: null },
  session: null,
});

describe('a caller without a token', () => {
  it('counts for its address before anything is read, and for each further command', () => {
    const counting = new Counting(limits, request(null));
    counting.requirePublic();
    expect(counted).toEqual(['address a 1']);
    counting.requireOperation(operation('mutation { a: signDeal b: signDeal c: signDeal }'));
    expect(counted).toEqual(['address a 1', 'address a 2']);
    expect(counting.errorOf('x')).toBe('x');
    expect(counted).toHaveLength(2);
  });

  it('is rejected above the limit', () => {
    full = ['address a'];
    expect(() => new Counting(limits, request('')).requirePublic()).toThrow();
  });
});

describe('a caller with a token', () => {
  it('counts for the token alone, also where its address has reached the limit', () => {
    full = ['address a'];
    const counting = new Counting(limits, request('Bearer x'));
    counting.requirePublic();
    counting.identity = operator;
    counting.requireOperation(operation('{ a }'));
    expect(counted).toEqual(['token token 1']);
  });

  it('counts for its address if the token is not accepted, and is then rejected like others', () => {
    const counting = new Counting(limits, request('Bearer x'));
    expect(counting.errorOf('unauthenticated')).toBe('unauthenticated');
    expect(counted).toEqual(['address a 1']);
    full = ['address a'];
    expect(new Counting(limits, request('Bearer x')).errorOf('unauthenticated')).toMatchObject({
      code: 'RATE_LIMITED',
    });
  });

  it('counts for the token if the document is invalid', () => {
    const counting = new Counting(limits, request('Bearer x'));
    counting.identity = operator;
    counting.errorOf('invalid');
    expect(counted).toEqual(['token token 1']);
  });

  it('has a separate limit for reports of screens, and only for them', () => {
    const counting = () => Object.assign(new Counting(limits, request('Bearer x')), { identity: operator });
    counting().requireOperation(
      operation('mutation { a: acknowledgeAnnouncement b: acknowledgeAnnouncement }'),
    );
    counting().requireOperation(operation('mutation { acknowledgeAnnouncement signDeal }'));
    counting().requireOperation(operation('mutation { acknowledgeAnnouncement ... { signDeal } }'));
    expect(counted).toEqual(['reports token 2', 'token token 2', 'token token 2']);
  });

  it('counts each field of a mutation whose fragments double on each level, without visiting each', () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `fragment F${level} on Mutation { ...F${level + 1} ...F${level + 1} }`,
    );
    const counting = Object.assign(new Counting(limits, request('Bearer x')), { identity: operator });
    counting.requireOperation(
      operation(`mutation { ...F0 } ${levels.join(' ')} fragment F30 on Mutation { signDeal }`),
    );
    expect(counted).toEqual([`token token ${2 ** 30}`]);
  });
});
