/**
 * Every error that a client can meet, and what it does next. docs/errors.md is printed from this table.
 * A code is never renamed; one that is no longer sent stays listed as retired.
 */
export type Retry =
  /** The same request gets the same answer: something has to change first. */
  | 'NO'
  /** The same request, the same idempotency key, after a moment. */
  | 'SAME_REQUEST'
  /** A subscription: load the snapshot again, subscribe with its cursor. */
  | 'NEW_SNAPSHOT';

export interface ErrorCodeEntry {
  retry: Retry;
  meaning: string;
  clientDoes: string;
}

const no = (meaning: string, clientDoes: string): ErrorCodeEntry => ({ retry: 'NO', meaning, clientDoes });

export const errorCodes = {
  // Refusals of a mutation: typed results
  INVALID_INPUT: no('A value is not what the field takes.', 'Show each issue at its path.'),
  UNAUTHENTICATED: no('This needs a token, or the token is not accepted.', 'Get a fresh token.'),
  FORBIDDEN: no('The token does not allow this.', 'Ask for another role or exhibition.'),
  NOT_FOUND: no('There is no such thing for this caller.', 'Drop the id.'),
  ALREADY_EXISTS: no('The slug, edition or registration is taken.', 'Use what exists, or another name.'),
  IDEMPOTENCY_KEY_REUSED: no('The key was used with another input.', 'Make a new key for a new intention.'),
  DEAL_NOT_PLANNED: no(
    'The deal is signed, withdrawn or retracted.',
    'Read its status; correct or retract it if it is signed.',
  ),
  DEAL_ALREADY_SIGNED: no('The deal was signed before.', 'Show it as signed, with the sequence given.'),
  DEAL_NOT_SIGNED: no('Only a signed deal is corrected or retracted.', 'Update or withdraw a planned one.'),
  SPEECH_NOT_SCHEDULED: no('The speech has started or finished.', 'Read its status.'),
  SPEECH_NOT_STARTED: no('The speech has not started, or has finished.', 'Read its status.'),
  SPEECH_IN_PROGRESS: no('Another speech is being given.', 'Finish that one first.'),
  CEREMONY_NOT_PLANNED: no('The ceremony was opened before.', 'Read its status.'),
  CEREMONY_NOT_OPEN: no('No ceremony of this exhibition is open.', 'Open it first.'),
  ANOTHER_CEREMONY_OPEN: no('Another ceremony of this exhibition is open.', 'Close that one first.'),
  PROGRAMME_ITEM_DONE: no(
    'What has been signed or spoken stays in the programme.',
    'Keep the items that are done.',
  ),
  TEXTS_INCOMPLETE: no(
    'Texts are missing in languages of the exhibition.',
    'Show which; cue it evenIfIncomplete if it must be.',
  ),
  RATES_IN_USE: no('Exchange rates stay while a ceremony is open.', 'Change them before or after.'),

  // Errors of a request
  BAD_REQUEST: no('The request is not GraphQL over HTTP.', 'Mend the client.'),
  GRAPHQL_PARSE_FAILED: no('The document is not GraphQL.', 'Mend the document.'),
  GRAPHQL_VALIDATION_FAILED: no(
    'The document does not fit the schema.',
    'Generate the operations from the schema.',
  ),
  OPERATION_RESOLUTION_FAILURE: no(
    'The document has no such operation.',
    'Name an operation of the document.',
  ),
  BAD_USER_INPUT: no(
    'An argument or a variable has an unusable value.',
    'Mend the value that the message names.',
  ),
  OPERATION_NOT_REGISTERED: no(
    'No such operation is registered here, and the public may send no other.',
    'Register the document with the server, or send it with a token.',
  ),
  QUERY_TOO_COMPLEX: no(
    'The operation asks for more than one request may.',
    'Ask for smaller pages or fewer levels.',
  ),
  INVALID_CURSOR: no('The list did not issue this cursor with these arguments.', 'Start at the first page.'),
  INTERNAL_SERVER_ERROR: no(
    'Something unforeseen; it is in the log under the request id.',
    'Report the request id.',
  ),
  RATE_LIMITED: {
    retry: 'SAME_REQUEST',
    meaning:
      'This address, or this token, has sent as many operations as it may in a minute, or this address has as many streams open as it may.',
    clientDoes: 'Wait as long as Retry-After says.',
  },
  UNAVAILABLE: {
    retry: 'SAME_REQUEST',
    meaning: 'The server is going down, or cannot reach its database.',
    clientDoes: 'Send the same request again, with the same idempotency key.',
  },

  // Ends of a subscription
  CURSOR_INVALID: {
    retry: 'NEW_SNAPSHOT',
    meaning: 'The text is not a cursor.',
    clientDoes: 'Load the snapshot again and subscribe with its cursor.',
  },
  CURSOR_EXPIRED: {
    retry: 'NEW_SNAPSHOT',
    meaning:
      'The cursor is of another stream, or what it stands after is no longer on record: a rehearsal was reset, a backup restored, a database failed over.',
    clientDoes: 'Load the snapshot again and subscribe with its cursor.',
  },
  CURSOR_AHEAD: {
    retry: 'NEW_SNAPSHOT',
    meaning: 'The cursor is ahead of the stream: the server lost announcements that this client has seen.',
    clientDoes: 'Load the snapshot again and subscribe with its cursor.',
  },
  SLOW_SUBSCRIBER: {
    retry: 'SAME_REQUEST',
    meaning: 'The reader fell too far behind.',
    clientDoes: 'Subscribe again with the cursor of what it has shown.',
  },
  TOO_MANY_SUBSCRIPTIONS: no(
    'This connection has as many subscriptions as it may.',
    'Share one subscription in the page.',
  ),
} as const satisfies Record<string, ErrorCodeEntry>;

export type ErrorCode = keyof typeof errorCodes;
