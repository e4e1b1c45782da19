/** One error for each code, built by the classes that the server throws. docs/errors.md shows them as clients receive them. */
import { CodedError } from '../../src/errors/coded-error.ts';
import { type ErrorCode, errorTable } from '../../src/errors/error-table.ts';
import * as errors from '../../src/errors/user-errors.ts';
import { badUserInput, invalidCursor, userErrorAsCodedError } from '../../src/graphql/query-errors.ts';

export interface UserErrorSample {
  mutation: string;
  error: errors.UserError;
}

const meaning = (code: ErrorCode) => errorTable[code].meaning;
const request = (code: ErrorCode, argument?: string) =>
  new CodedError(code, meaning(code), { argument: argument ? [argument] : [] });
const requestId = '0f8a1c7e-5f0d-4c11-9a3e-6d2f5b8c9e10';

type Plain = new (message: string, path?: errors.InputPath) => errors.UserError;
const plain = (mutation: string, Class: Plain, code: ErrorCode, ...path: string[]): UserErrorSample => ({
  mutation,
  error: new Class(meaning(code), path),
});

export const errorSamples: Record<ErrorCode, UserErrorSample | CodedError> = {
  INVALID_INPUT: {
    mutation: 'createDeal',
    error: errors.InvalidInput.at(['input', 'amount', 'amount'], 'has at most 2 decimals in CNY'),
  },
  UNAUTHENTICATED: userErrorAsCodedError(new errors.Unauthenticated()),
  FORBIDDEN: plain('signDeal', errors.Forbidden, 'FORBIDDEN'),
  NOT_FOUND: { mutation: 'signDeal', error: new errors.NotFound('deal', ['input', 'deal']) },
  ALREADY_EXISTS: plain('createExhibition', errors.AlreadyExists, 'ALREADY_EXISTS', 'input', 'slug'),
  IN_USE: {
    mutation: 'deleteIndustry',
    error: new errors.InUse([{ noun: 'deals', count: 3 }], ['input', 'industry']),
  },
  ALREADY_PUBLIC: {
    mutation: 'deleteCompany',
    error: new errors.AlreadyPublic(['input', 'company']),
  },
  MERGE_CONFLICT: {
    mutation: 'mergeCompanies',
    error: new errors.MergeConflict([{ noun: 'deals', count: 2 }], ['input', 'duplicate']),
  },
  NOT_UNDOABLE: {
    mutation: 'undo',
    error: new errors.NotUndoable('ANNOUNCED', 'The last change was announced.', ['input', 'object']),
  },
  IDEMPOTENCY_KEY_REUSED: { mutation: 'signDeal', error: new errors.IdempotencyKeyReused() },
  VERSION_CONFLICT: {
    mutation: 'signDeal',
    error: new errors.VersionConflict(3, { typename: 'Deal', id: 'RGVhbDowMTk4Y…', version: 4 }),
  },
  DEAL_NOT_PLANNED: plain('updateDeal', errors.DealNotPlanned, 'DEAL_NOT_PLANNED', 'input', 'deal'),
  DEAL_ALREADY_SIGNED: { mutation: 'signDeal', error: new errors.DealAlreadySigned(12) },
  DEAL_NOT_SIGNED: plain('correctDeal', errors.DealNotSigned, 'DEAL_NOT_SIGNED', 'input', 'deal'),
  SPEECH_NOT_SCHEDULED: plain(
    'startSpeech',
    errors.SpeechNotScheduled,
    'SPEECH_NOT_SCHEDULED',
    'input',
    'speech',
  ),
  SPEECH_NOT_STARTED: plain('finishSpeech', errors.SpeechNotStarted, 'SPEECH_NOT_STARTED', 'input', 'speech'),
  SPEECH_TEXT_ALREADY_RELEASED: plain(
    'updateSpeech',
    errors.SpeechTextAlreadyReleased,
    'SPEECH_TEXT_ALREADY_RELEASED',
    'input',
    'speech',
  ),
  SPEECH_IN_PROGRESS: plain('startSpeech', errors.SpeechInProgress, 'SPEECH_IN_PROGRESS', 'input', 'speech'),
  CEREMONY_NOT_PLANNED: plain(
    'openCeremony',
    errors.CeremonyNotPlanned,
    'CEREMONY_NOT_PLANNED',
    'input',
    'ceremony',
  ),
  CEREMONY_NOT_OPEN: plain('signDeal', errors.CeremonyNotOpen, 'CEREMONY_NOT_OPEN', 'input', 'deal'),
  CEREMONY_NOT_CLOSED: plain(
    'reopenCeremony',
    errors.CeremonyNotClosed,
    'CEREMONY_NOT_CLOSED',
    'input',
    'ceremony',
  ),
  PROGRAMME_ITEM_DONE: plain(
    'updateProgramme',
    errors.ProgrammeItemDone,
    'PROGRAMME_ITEM_DONE',
    'input',
    'items',
  ),
  CEREMONY_ON_HOLD: plain('signDeal', errors.CeremonyOnHold, 'CEREMONY_ON_HOLD', 'input', 'deal'),
  PROGRAMME_ITEM_HELD: plain('signDeal', errors.ProgrammeItemHeld, 'PROGRAMME_ITEM_HELD', 'input', 'deal'),
  CONTROL_HELD: {
    mutation: 'signDeal',
    error: new errors.ControlHeld('Li Na', new Date('2030-05-06T09:01:30Z'), ['input', 'deal']),
  },
  CONTROL_NOT_HELD: { mutation: 'renewControl', error: new errors.ControlNotHeld(['input', 'ceremony']) },
  CONTROL_NOT_OFFERED: {
    mutation: 'acceptControl',
    error: new errors.ControlNotOffered(['input', 'ceremony']),
  },
  TEXTS_INCOMPLETE: { mutation: 'cueProgrammeItem', error: new errors.TextsIncomplete(['zh', 'ko']) },
  RATES_IN_USE: plain('updateExhibition', errors.RatesInUse, 'RATES_IN_USE', 'input', 'exchangeRates'),
  IMPORT_IN_PROGRESS: plain('importExhibition', errors.ImportInProgress, 'IMPORT_IN_PROGRESS'),
  BAD_REQUEST: new CodedError('BAD_REQUEST', 'The body is not a JSON object.'),
  GRAPHQL_PARSE_FAILED: new CodedError('GRAPHQL_PARSE_FAILED', 'Syntax Error: Expected Name, found <EOF>.'),
  GRAPHQL_VALIDATION_FAILED: new CodedError(
    'GRAPHQL_VALIDATION_FAILED',
    'Cannot query field "price" on type "Deal".',
  ),
  OPERATION_RESOLUTION_FAILURE: new CodedError(
    'OPERATION_RESOLUTION_FAILURE',
    'The document has several operations. Set operationName.',
  ),
  BAD_USER_INPUT: badUserInput('first must be from 0 to 100, not 500.', ['first']),
  PERSISTED_DOCUMENT_NOT_FOUND: request('PERSISTED_DOCUMENT_NOT_FOUND'),
  PERSISTED_QUERY_NOT_FOUND: new CodedError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound'),
  PERSISTED_QUERY_NOT_SUPPORTED: new CodedError(
    'PERSISTED_QUERY_NOT_SUPPORTED',
    'PersistedQueryNotSupported',
  ),
  PERSISTED_DOCUMENT_REQUIRED: request('PERSISTED_DOCUMENT_REQUIRED'),
  QUERY_TOO_COMPLEX: new CodedError(
    'QUERY_TOO_COMPLEX',
    'Introspection cost 812 exceeds the limit of 500. Ask for fewer fields.',
  ),
  INVALID_CURSOR: invalidCursor('after'),
  INTERNAL_SERVER_ERROR: new CodedError('INTERNAL_SERVER_ERROR', 'Unexpected error.', { requestId }),
  RATE_LIMITED: new CodedError('RATE_LIMITED', 'This address exceeds its operations per minute. Wait 12 s.'),
  UNAVAILABLE: new CodedError(
    'UNAVAILABLE',
    'The service is temporarily unavailable. Send the same request again.',
    { requestId },
  ),
  CURSOR_INVALID: request('CURSOR_INVALID', 'after'),
  CURSOR_EXPIRED: request('CURSOR_EXPIRED', 'after'),
  CURSOR_AHEAD: request('CURSOR_AHEAD', 'after'),
  SLOW_SUBSCRIBER: request('SLOW_SUBSCRIBER'),
  TOO_MANY_AUDIENCES: request('TOO_MANY_AUDIENCES'),
  TOO_MANY_SUBSCRIPTIONS: request('TOO_MANY_SUBSCRIPTIONS'),
};
