/** What a client accepts: RFC 9110, 12.5. */
import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';
import type { MediaType } from '../execution/outcome.ts';

const newer = 'application/graphql-response+json';
const older = 'application/json';

/** The types of version 0.6 lack the option. */
interface PreferringNegotiator {
  encodings(existing: string[], options: { preferred: readonly string[] }): string[];
}

type Headed = Pick<IncomingMessage, 'headers'>;

/**
 * The type of a GraphQL response: that of the higher quality, and the newer one of two equal ones if the client names
 * it. Null if the client accepts neither.
 */
export function acceptedMediaType(request: Headed): MediaType | null {
  if (!request.headers.accept) return older;
  const accepted = mediaTypes(request, [newer, older]) as MediaType[];
  const isNamed = request.headers.accept.toLowerCase().includes(newer);
  if (accepted.length < 2) return accepted[0] ?? null;
  return isNamed && qualityOf(request, newer) >= qualityOf(request, older) ? newer : older;
}

/** Clients that accept several types get a stream if they name it, because not all of them can be served otherwise. */
export function wantsEventStream(request: Headed): boolean {
  return (
    /\btext\/event-stream\b/i.test(request.headers.accept ?? '') &&
    mediaTypes(request, ['text/event-stream']).length > 0
  );
}

/** GraphiQL is for requests that prefer a page. */
export function wantsPage(request: Headed): boolean {
  return (
    request.headers.accept !== undefined &&
    mediaTypes(request, [newer, older, 'text/html'])[0] === 'text/html'
  );
}

/** The encoding that the client prefers; of equal ones the first of those that exist. Null for none. */
export function acceptedEncoding<Encoding extends string>(
  request: Headed,
  existing: readonly Encoding[],
): Encoding | null {
  const accepted = (new Negotiator(request) as PreferringNegotiator).encodings([...existing, 'identity'], {
    preferred: existing,
  })[0];
  return existing.find((each) => each === accepted) ?? null;
}

/** The types that the client accepts, the preferred one first. */
function mediaTypes({ headers }: Headed, types: string[]): string[] {
  return new Negotiator({ headers: { accept: withoutParameters(headers.accept!) } }).mediaTypes(types);
}

/** The negotiator takes `application/json; charset=utf-8` for another type than `application/json`. */
function withoutParameters(accept: string): string {
  return accept.replace(/;\s*(?!q\s*=)[\w-]+\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^;,]*)/gi, '');
}

/** The quality that the most specific range gives to a type. */
function qualityOf(request: Headed, type: string): number {
  const ranges = withoutParameters(request.headers.accept!)
    .split(',')
    .map((range) => range.split(';').map((part) => part.trim().toLowerCase()));
  for (const name of [type, `${type.split('/', 1)[0]}/*`, '*/*']) {
    const range = ranges.find(([each]) => each === name);
    const quality = range?.find((part) => /^q\s*=/.test(part));
    if (range) return quality ? Number(quality.split('=')[1]) : 1;
  }
  return 0;
}
