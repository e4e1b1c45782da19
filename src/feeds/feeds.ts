/**
 * Feeds of an exhibition for vision mixers and spreadsheets: flat rows, in JSON or CSV. They are read through the pipeline
 * as an operation of a public caller, so they have what is public, its limits and its response cache.
 */
import { CodedError } from '../errors/coded-error.ts';
import { type ErrorCode, errorTable } from '../errors/error-table.ts';
import type { Pipeline } from '../execution/pipeline.ts';
import type { Caller, Transport } from '../execution/request.ts';
import { feedDocuments } from './documents.ts';
import type { FeedName, FeedPath } from './feed-path.ts';
import { type NowData, nowRows } from './now-feed.ts';
import { type SigningsData, signingColumns, signingRows } from './signings-feed.ts';
import { type TotalsData, totalsRows } from './totals-feed.ts';
import { writeFeed } from './write-feed.ts';

/** The pages of the signings feed: 500 deals. */
const maxPages = 5;

const transport: Transport = {
  mediaType: 'application/graphql-response+json',
  usesResponseCache: true,
  reportsCost: false,
  requireSupported: () => {},
};

export interface FeedRequest {
  path: FeedPath;
  /** A language tag; null: the languages of the caller. */
  language: string | null;
  /** Its token is not used: a feed has what is public. */
  caller: Omit<Caller, 'authorization'>;
}

/** Null if there is no such exhibition. Throws a CodedError. */
export async function readFeed(
  pipeline: Pick<Pipeline, 'run'>,
  request: FeedRequest,
): Promise<Buffer | null> {
  const { name, format } = request.path;
  const read = <Data>(after: string | null = null) => readData<Data>(pipeline, request, name, after);
  if (name === 'signings') {
    const pages: SigningsData[] = [];
    for (let after: string | null = null; pages.length < maxPages; ) {
      const page: SigningsData | null = await read<SigningsData>(after);
      if (!page) return null;
      pages.push(page);
      if (!page.deals.pageInfo.hasNextPage) break;
      after = page.deals.pageInfo.endCursor;
    }
    return writeFeed(signingRows(pages), format, signingColumns);
  }
  const rows =
    name === 'now' ? map(await read<NowData>(), nowRows) : map(await read<TotalsData>(), totalsRows);
  return rows && writeFeed(rows, format);
}

function map<Data, Result>(data: Data | null, to: (data: Data) => Result): Result | null {
  return data === null ? null : to(data);
}

async function readData<Data>(
  pipeline: Pick<Pipeline, 'run'>,
  { path, language, caller }: FeedRequest,
  name: FeedName,
  after: string | null,
): Promise<Data | null> {
  const variables = { exhibition: path.slug, language, ...(name === 'signings' && { after }) };
  const outcome = await pipeline.run({
    caller: { ...caller, authorization: null },
    session: null,
    transport,
    decode: () => ({ query: feedDocuments[name], variables }),
  });
  const [refused] = outcome.errors;
  if (refused) {
    const { code, message, status, headers } = refused;
    throw new CodedError(code, message, { status: status.requestError, headers });
  }
  const { data, errors } = (outcome.result ?? JSON.parse(outcome.body.toString('utf8'))) as {
    data?: { exhibition: Data | null };
    errors?: readonly { message: string; extensions: { code: ErrorCode } }[];
  };
  const [failed] = errors ?? [];
  if (failed) {
    // A part of a feed would look like all of it.
    const { code } = failed.extensions;
    const { requestError: status } = errorTable[code].status;
    throw new CodedError(code, failed.message, { status, headers: outcome.headers });
  }
  return data?.exhibition ?? null;
}
