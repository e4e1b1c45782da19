/** Decodes GraphQL over HTTP requests. https://graphql.github.io/graphql-over-http/draft/ */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CodedError } from '../errors/coded-error.ts';
import type { OperationParams } from '../execution/request.ts';
import { RequestErrors } from '../execution/request-errors.ts';
import { readBody } from './body-limit.ts';
import { jsonDepth } from './json-depth.ts';

export const maxBodyBytes = 256 * 1024;
/** Nesting limit of the whole body. Variables have a separate limit. */
const maxBodyDepth = 64;

/** Throws RequestErrors. */
export function decodeParams(
  request: IncomingMessage,
  response: ServerResponse,
): OperationParams | Promise<OperationParams> {
  return request.method === 'POST' ? decodeBody(request, response) : decodeQueryString(request.url ?? '/');
}

async function decodeBody(request: IncomingMessage, response: ServerResponse): Promise<OperationParams> {
  requireJson(request.headers['content-type']);
  const body = await readBody(request, response, maxBodyBytes);
  // Decoding would replace other bytes silently.
  if (!isUtf8(body)) throw badRequest(400, 'The body is not UTF-8.');
  if (jsonDepth(body, maxBodyDepth) > maxBodyDepth)
    throw badRequest(400, `The body is nested more than ${maxBodyDepth} levels deep.`);
  const text = body.toString('utf8');
  if (text.startsWith('\ufeff')) throw badRequest(400, 'The body begins with a byte order mark. Remove it.');
  const params = parseJson(text);
  if (Array.isArray(params))
    throw badRequest(400, 'Batches are not supported. Send each operation as a request of its own.');
  if (!params || typeof params !== 'object') throw badRequest(400, 'The body is not a JSON object.');
  return params;
}

/** Only JSON is accepted, because any site can post forms and multipart bodies without a preflight. */
function requireJson(contentType: string | undefined): void {
  if (contentType === 'application/json') return;
  const [type, ...parameters] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  if (type === '') throw badRequest(400, 'The content type is missing. Send application/json.');
  if (type !== 'application/json')
    throw badRequest(415, 'This content type is not accepted. Send application/json.', {
      accept: 'application/json',
    });
  const charset = parameters
    .find((each) => each.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')
    throw badRequest(415, 'This charset is not accepted. Send UTF-8.');
}

const paramNames = ['query', 'documentId', 'operationName', 'variables', 'extensions'];

function decodeQueryString(url: string): OperationParams {
  const searchParams = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  // A proxy may have looked at the other one of two.
  const twice = paramNames.find((name) => searchParams.getAll(name).length > 1);
  if (twice) throw badRequest(400, `${twice} occurs twice.`);
  const readJson = (name: string) => {
    const text = searchParams.get(name);
    if (!text) return null;
    const value = parseJson(text);
    if (value === undefined) throw badRequest(400, `${name} is not JSON.`);
    return value;
  };
  return {
    query: searchParams.get('query'),
    documentId: searchParams.get('documentId'),
    operationName: searchParams.get('operationName'),
    variables: readJson('variables'),
    extensions: readJson('extensions'),
  };
}

/** Undefined for invalid JSON. The message of the parser is not used, because it repeats parts of the body. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function badRequest(
  status: number,
  message: string,
  headers: Record<string, string> = {},
): RequestErrors {
  return new RequestErrors([new CodedError('BAD_REQUEST', message, { status, headers })]);
}
