/** What RFC 9110 and 9112 demand of a request before its path is looked at, and Node does not check. */
import type { IncomingMessage } from 'node:http';
import { CodedError } from '../errors/coded-error.ts';
import { isAbsolute } from './site.ts';

/** Headers that a request has once. Of two, a proxy may have checked the one that Node drops. */
const singleHeaders = ['host', 'authorization', 'content-type', 'origin'];

export type CheckedRequest = Pick<
  IncomingMessage,
  'headers' | 'rawHeaders' | 'url' | 'method' | 'httpVersionMajor' | 'httpVersionMinor'
>;

/** The error of a request that must not be served. Null for all others. The connection ends with it. */
export function problemOf(request: CheckedRequest): CodedError | null {
  if (hostProblem(request)) return bad('A request needs exactly one Host header, with a valid host.');
  const twice = singleHeaders.find((name) => countOf(request, name) > 1);
  if (twice) return bad(`The header ${twice} occurs twice. Send it once.`);
  if (!isValidTarget(request)) return bad('The target of the request is not valid.');
  const codings = request.headers['transfer-encoding']?.trim().toLowerCase();
  if (codings === undefined) return null;
  // RFC 9112, 6.1: the end of the body cannot be known.
  if (isOfHttp10(request)) return bad('HTTP/1.0 has no Transfer-Encoding.');
  if (codings === 'chunked') return null;
  const [last, ...others] = codings
    .split(',')
    .map((coding) => coding.trim())
    .reverse();
  // RFC 9112, 6.3: without chunked as the last one, and only there, the length of the body is not known.
  if (last !== 'chunked' || others.includes('chunked'))
    return bad('The last transfer coding must be "chunked".');
  return bad('Only the transfer coding "chunked" is supported.', 501);
}

/** RFC 9112, 3.2: a server refuses a request with an invalid Host header, with two, or in HTTP/1.1 with none. */
function hostProblem(request: CheckedRequest): boolean {
  const { host } = request.headers;
  if (countOf(request, 'host') > 1) return true;
  if (host === undefined) return !isOfHttp10(request);
  return !isValidHost(host);
}

/** An empty host is what HTTP/1.1 demands where the target has none, and belongs to no site of ours. */
function isValidHost(host: string): boolean {
  return host !== '' && !/[/?#@\\\s]/.test(host) && URL.canParse(`http://${host}/`);
}

/** RFC 9112, 3.2: a path, an absolute URL with a host and without user information, or `*` for OPTIONS. */
function isValidTarget({ url = '', method }: CheckedRequest): boolean {
  if (url.includes('#')) return false;
  if (url.startsWith('/')) return true;
  if (url === '*') return method === 'OPTIONS';
  const authority = isAbsolute(url) ? url.split('/', 3)[2]!.split('?', 1)[0]! : '';
  return isValidHost(authority);
}

function countOf({ rawHeaders }: CheckedRequest, name: string): number {
  return rawHeaders.filter((each, index) => index % 2 === 0 && each.toLowerCase() === name).length;
}

function isOfHttp10({ httpVersionMajor, httpVersionMinor }: CheckedRequest): boolean {
  return httpVersionMajor === 1 && httpVersionMinor === 0;
}

function bad(message: string, status = 400): CodedError {
  return new CodedError('BAD_REQUEST', message, { status, headers: { connection: 'close' } });
}
