/**
 * Every error code of the API with its HTTP status, WebSocket close code, retry rule and client action. docs/errors.md is
 * generated from this table. Each error contains `retry`, so clients need no table.
 */
import type { CloseCodeName } from './close-codes.ts';

export const retryMeanings = {
  NO: 'The same request gives the same error. Change the request first.',
  SAME_REQUEST: 'Send the same request again after a pause, with the same idempotency key.',
  NEW_TOKEN: 'Send the request again with another token.',
  NEW_SNAPSHOT: 'Load the snapshot again and subscribe with its cursor.',
} as const;

export type Retry = keyof typeof retryMeanings;

/** HTTP status of a response that carries the error. The highest status of all errors in a response wins. */
export interface HttpStatus {
  /** A request error: the operation is not executed and the response has no `data`. */
  requestError: number;
  /** A request error in `application/json`. GraphQL over HTTP 6.4.1 requires 200 for a well-formed request. */
  requestErrorInJson: number;
  /** A field error: the operation is executed and the response has `data`. */
  fieldError: number;
}

export interface ErrorEntry {
  status: HttpStatus;
  /** The close code of the WebSocket. Null if the socket stays open. */
  closeCode: CloseCodeName | null;
  retry: Retry;
  meaning: string;
  clientAction: string;
}

const inResult = { requestError: 200, requestErrorInJson: 200, fieldError: 200 };
const badDocument = { requestError: 400, requestErrorInJson: 200, fieldError: 200 };
const always = (status: number): HttpStatus => ({
  requestError: status,
  requestErrorInJson: status,
  fieldError: status,
});

/** A type of a mutation's result union. */
const userError = (meaning: string, clientAction: string) =>
  ({ status: inResult, closeCode: null, retry: 'NO', meaning, clientAction }) as const;

const documentError = (meaning: string, clientAction: string) =>
  ({ status: badDocument, closeCode: null, retry: 'NO', meaning, clientAction }) as const;

const cursorError = (meaning: string) =>
  ({
    status: inResult,
    closeCode: null,
    retry: 'NEW_SNAPSHOT',
    meaning,
    clientAction: 'Load the snapshot again and subscribe with its cursor.',
  }) as const;

export const errorTable = {
  // Typed results of mutations
  INVALID_INPUT: userError('One or more input values are invalid.', 'Show each issue at its path.'),
  UNAUTHENTICATED: {
    status: always(401),
    closeCode: 'FORBIDDEN',
    retry: 'NEW_TOKEN',
    meaning: 'The operation requires a token, or the token is invalid, expired or revoked.',
    clientAction: 'Get a new token.',
  },
  FORBIDDEN: {
    status: inResult,
    closeCode: null,
    retry: 'NEW_TOKEN',
    meaning: 'The token does not grant this operation.',
    clientAction: 'Use a token with the required role and exhibition.',
  },
  NOT_FOUND: userError(
    'The object does not exist or is not visible to the caller.',
    'Remove the reference to it.',
  ),
  ALREADY_EXISTS: userError(
    'The slug, edition or registration already exists.',
    'Use the existing object or another name.',
  ),
  IN_USE: userError(
    'The object cannot be deleted because other objects refer to it.',
    'Delete or change those objects first, or archive this one.',
  ),
  ALREADY_PUBLIC: userError(
    'The object cannot be deleted because it is public.',
    'Correct it, or archive it.',
  ),
  MERGE_CONFLICT: userError(
    'The two objects cannot be merged because something refers to both of them.',
    'Remove one of the two references first: a party of a deal, or an exhibitor.',
  ),
  NOT_UNDOABLE: userError(
    'The last change of the object cannot be undone: it was announced, it added the object, something was changed since, or its previous state is not kept.',
    'Show the reason. Correct what was announced, delete what was added.',
  ),
  IDEMPOTENCY_KEY_REUSED: userError(
    'The idempotency key was used before with another input.',
    'Generate a new key for each intended operation.',
  ),
  VERSION_CONFLICT: userError(
    'The object has changed since the expected version.',
    'Show the current state and let the user decide again.',
  ),
  DEAL_NOT_PLANNED: userError(
    'The deal is signed, withdrawn or retracted.',
    'Read its status. Correct or retract it if it is signed.',
  ),
  DEAL_ALREADY_SIGNED: userError(
    'The deal is already signed.',
    'Show it as signed, with the sequence of the error.',
  ),
  DEAL_NOT_SIGNED: userError(
    'The deal is not signed. Only a signed deal can be corrected or retracted.',
    'Update or withdraw a planned deal.',
  ),
  SPEECH_NOT_SCHEDULED: userError('The speech has already started or finished.', 'Read its status.'),
  SPEECH_NOT_STARTED: userError('The speech has not started, or it has finished.', 'Read its status.'),
  SPEECH_TEXT_ALREADY_RELEASED: userError(
    'The text of the speech is public.',
    'Correct it with releaseSpeechText and another text.',
  ),
  SPEECH_IN_PROGRESS: userError('Another speech is in progress.', 'Finish that speech first.'),
  CEREMONY_NOT_PLANNED: userError('The ceremony is open, closed or cancelled.', 'Read its status.'),
  CEREMONY_NOT_OPEN: userError(
    'The ceremony is not open, or no ceremony of the exhibition is.',
    'Open the ceremony first.',
  ),
  CEREMONY_NOT_CLOSED: userError(
    'The ceremony is not closed. Only a closed ceremony can be reopened.',
    'Read its status.',
  ),
  PROGRAMME_ITEM_DONE: userError(
    'A programme item that is announced can be neither removed from the programme nor moved before another announced one, and gets no cue.',
    'Keep the announced items in their order.',
  ),
  CEREMONY_ON_HOLD: userError('The ceremony is on hold.', 'End the hold with holdCeremony.'),
  PROGRAMME_ITEM_HELD: userError(
    'The programme item of the deal or the speech is on hold.',
    'Release it with cueProgrammeItem.',
  ),
  CONTROL_HELD: userError(
    'Another operator has control of the ceremony.',
    'Show the holder and the time of expiry. Accept control when it is offered, or take it over.',
  ),
  CONTROL_NOT_HELD: userError('The caller does not have control of the ceremony.', 'Take control of it.'),
  CONTROL_NOT_OFFERED: userError(
    'Control of the ceremony is not offered to the caller.',
    'Read who has it. Ask for it, or take it over.',
  ),
  TEXTS_INCOMPLETE: userError(
    'Texts are missing in one or more languages of the exhibition.',
    'Show the missing languages. Set evenIfIncomplete to cue the item nevertheless.',
  ),
  RATES_IN_USE: userError(
    'Exchange rates cannot change while a ceremony is open.',
    'Change them before or after the ceremony.',
  ),
  IMPORT_IN_PROGRESS: {
    status: inResult,
    closeCode: null,
    retry: 'SAME_REQUEST',
    meaning: 'Another import has not ended yet.',
    clientAction: 'Try again when it has ended.',
  },

  // Errors of a request
  BAD_REQUEST: {
    status: always(400),
    closeCode: null,
    retry: 'NO',
    meaning: 'The request is not a GraphQL over HTTP request.',
    clientAction: 'Correct the client.',
  },
  GRAPHQL_PARSE_FAILED: documentError('The document is not valid GraphQL syntax.', 'Correct the document.'),
  GRAPHQL_VALIDATION_FAILED: documentError(
    'The document does not match the schema.',
    'Generate the operations from the schema.',
  ),
  OPERATION_RESOLUTION_FAILURE: documentError(
    'The document does not contain the named operation, or contains several and none is named.',
    'Set operationName to an operation of the document.',
  ),
  BAD_USER_INPUT: documentError(
    'An argument or a variable has an invalid value.',
    'Correct the value that the message names.',
  ),
  PERSISTED_DOCUMENT_NOT_FOUND: documentError(
    'The server has no persisted document with this hash.',
    'Send the whole document with a token, or add it to the persisted documents of the server.',
  ),
  PERSISTED_QUERY_NOT_FOUND: documentError(
    'Automatic persisted queries: the server does not know this hash.',
    'Send the query together with the hash. Apollo’s link does so by itself.',
  ),
  PERSISTED_QUERY_NOT_SUPPORTED: documentError(
    'Automatic persisted queries are not available to public callers of this server.',
    'Send the query without a hash. Apollo’s link does so by itself.',
  ),
  PERSISTED_DOCUMENT_REQUIRED: documentError(
    'Public callers may send persisted documents only.',
    'Send a persisted document, or send a token.',
  ),
  QUERY_TOO_COMPLEX: documentError(
    'The operation exceeds the limit for depth, breadth, complexity or introspection.',
    'Ask for smaller pages, fewer levels or fewer fields.',
  ),
  INVALID_CURSOR: userError(
    'The cursor does not belong to this list with these arguments.',
    'Start at the first page.',
  ),
  INTERNAL_SERVER_ERROR: {
    status: { requestError: 500, requestErrorInJson: 500, fieldError: 200 },
    closeCode: null,
    retry: 'NO',
    meaning: 'An unexpected error. The log has it under the request id.',
    clientAction: 'Report the request id.',
  },
  RATE_LIMITED: {
    status: always(429),
    closeCode: 'RATE_LIMITED',
    retry: 'SAME_REQUEST',
    meaning:
      'This address or this token exceeds its limit of operations per minute, or this address its limit of open connections or streams.',
    clientAction: 'Wait for the time in Retry-After.',
  },
  UNAVAILABLE: {
    status: always(503),
    closeCode: 'TRY_AGAIN_LATER',
    retry: 'SAME_REQUEST',
    meaning: 'The server shuts down, or the database or the key server does not answer.',
    clientAction: 'Send the same request again, with the same idempotency key.',
  },

  // Errors of a subscription
  CURSOR_INVALID: cursorError('The value is not a stream cursor.'),
  CURSOR_EXPIRED: cursorError(
    'The cursor belongs to another stream, or to announcements that the database no longer has: a rehearsal was reset, a backup was restored, or the database failed over.',
  ),
  CURSOR_AHEAD: cursorError(
    'The cursor is ahead of the stream: the database lost announcements that this client received.',
  ),
  SLOW_SUBSCRIBER: {
    status: inResult,
    closeCode: 'SLOW_SUBSCRIBER',
    retry: 'SAME_REQUEST',
    meaning: 'The subscriber accepted no data for 20 seconds.',
    clientAction: 'Subscribe again with the cursor of the last announcement shown.',
  },
  TOO_MANY_AUDIENCES: {
    status: inResult,
    closeCode: null,
    retry: 'NO',
    meaning:
      'The address, or the whole server, has too many subscriptions with different operations. Operations with equal variables, languages and rights count once.',
    clientAction: 'Use the same operation on all screens. Only the variables of the position may differ.',
  },
  TOO_MANY_SUBSCRIPTIONS: {
    status: inResult,
    closeCode: null,
    retry: 'NO',
    meaning: 'The connection has reached its limit of 32 concurrent operations.',
    clientAction: 'Share one subscription between the components of a page.',
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorTable;

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorTable, code);
}
