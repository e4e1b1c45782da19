import { type OperationParams, RequestError } from '../execution/executor.ts';
import { requestError } from '../graphql/request-errors.ts';

/** The operation of a GET. Throws RequestError, without the words of the JSON parser: they would echo the address. */
export function readQueryString(url: string): OperationParams {
  const { searchParams } = new URL(url, 'http://localhost');
  return {
    query: searchParams.get('query'),
    documentId: searchParams.get('documentId'),
    operationName: searchParams.get('operationName'),
    variables: readJson(searchParams, 'variables'),
    extensions: readJson(searchParams, 'extensions'),
  };
}

function readJson(searchParams: URLSearchParams, name: string): unknown {
  const text = searchParams.get(name);
  if (!text) return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestError([requestError('BAD_REQUEST', `${name} is not JSON.`)]);
  }
}
