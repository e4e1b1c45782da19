import { describe, expect, it } from 'vitest';
import {
  acceptedEncoding,
  acceptedMediaType,
  wantsEventStream,
  wantsPage,
} from '../../../src/http/accept.ts';

const newer = 'application/graphql-response+json';
const older = 'application/json';
const request = (accept?: string) => ({ headers: accept === undefined ? {} : { accept } });

describe('the type of a response', () => {
  it.each<[string | undefined, string | null]>([
    [undefined, older],
    ['', older],
    ['*/*', older],
    ['application/*', older],
    [older, older],
    ['APPLICATION/JSON', older],
    [newer, newer],
    [`${newer}, ${older}`, newer],
    [`${older}, ${newer}`, newer],
    [`${newer}; charset=utf-8, ${older}; charset=utf-8`, newer],
    [`${older};charset="utf-8"`, older],
    [`${newer}, ${older};q=0.9`, newer],
    [`${newer};q=0.5, ${older};q=0.9`, older],
    [`${newer};charset=utf-8;q=0.5, ${older}; charset=utf-8; q=0.9`, older],
    [`${newer};q=0.5, */*`, older],
    [`${newer};q=0, ${older}`, older],
    [`${older};q=0, */*`, newer],
    [`${older};q=0, ${newer}`, newer],
    [`${newer}, */*;q=0.1`, newer],
    ['application/graphql+json, application/json', older],
    ['text/html', null],
    ['text/html;q=0, image/*', null],
    ['*/*;q=0', null],
    [`${older};q=0`, null],
    ['nonsense', null],
  ])('for %j is %j', (accept, type) => {
    expect(acceptedMediaType(request(accept))).toBe(type);
  });
});

it.each<[string | undefined, boolean]>([
  ['text/event-stream', true],
  ['Text/Event-Stream; charset=utf-8', true],
  [`${newer}, ${older}, text/event-stream, multipart/mixed`, true],
  ['text/event-stream;q=0', false],
  ['text/event-stream; charset=utf-8; q=0', false],
  ['*/*', false],
  ['text/*', false],
  [undefined, false],
])('an event stream for %j: %s', (accept, wants) => {
  expect(wantsEventStream(request(accept))).toBe(wants);
});

it.each<[string | undefined, boolean]>([
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
  ['text/html; charset=utf-8', true],
  [`${older}, text/html`, false],
  ['text/html;q=0, */*', false],
  ['*/*', false],
  [undefined, false],
])('a page for %j: %s', (accept, wants) => {
  expect(wantsPage(request(accept))).toBe(wants);
});

it.each<[string | undefined, string | null]>([
  ['gzip, deflate, br', 'br'],
  ['GZIP', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0.1, gzip;q=0.9', 'gzip'],
  ['identity', null],
  ['*', 'br'],
  ['', null],
  [undefined, null],
])('the encoding for %j is %j', (accepted, encoding) => {
  const headers = accepted === undefined ? {} : { 'accept-encoding': accepted };
  expect(acceptedEncoding({ headers }, ['br', 'gzip'])).toBe(encoding);
});
