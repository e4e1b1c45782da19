import type { GraphQLError } from 'graphql';
import { requestError } from '../graphql/query-errors.ts';
import type { EndReason } from '../stream/source.ts';

const messages: Record<EndReason, string> = {
  CURSOR_INVALID: 'The value is not a stream cursor. Load the snapshot again and subscribe with its cursor.',
  CURSOR_EXPIRED:
    'The cursor cannot be resumed in this stream. Load the snapshot again and subscribe with its cursor.',
  CURSOR_AHEAD: 'The cursor is ahead of the stream. Load the snapshot again and subscribe with its cursor.',
  SLOW_SUBSCRIBER: 'The subscriber accepted no data for 20 s. Subscribe again with its cursor.',
  UNAVAILABLE: 'The service is temporarily unavailable. Subscribe again.',
};

/** The error that a subscription ends with. */
export function endError(reason: EndReason): GraphQLError {
  return requestError(reason, messages[reason], reason.startsWith('CURSOR') ? ['after'] : []);
}
