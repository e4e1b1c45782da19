/** The refusals of errors/user-errors.ts as types of the schema: one class, one type, one code. */
import type { GraphQLResolveInfo } from 'graphql';
import { errorCodes } from '../errors/codes.ts';
import * as refusals from '../errors/user-errors.ts';
import { builder } from './builder.ts';

const ErrorCodeEnum = builder.enumType('ErrorCode', {
  description: 'Why something was refused. A code is never renamed.',
  values: Object.fromEntries(
    Object.entries(errorCodes).map(([code, entry]) => [
      code,
      { description: `${entry.meaning} ${entry.clientDoes}` },
    ]),
  ) as Record<keyof typeof errorCodes, { description: string }>,
});

export const UserErrorRef = builder.interfaceRef<refusals.UserError>('UserError').implement({
  description: 'An expected failure. Nothing was changed.',
  fields: (t) => ({
    code: t.expose('code', { type: ErrorCodeEnum }),
    message: t.exposeString('message', { description: 'For people. Programs read the code.' }),
    path: t.stringList({
      description:
        'Where in the input: field names and list indexes from "input" inwards. Empty if it is not about one place.',
      resolve: (refusal) => [...refusal.path],
    }),
  }),
});

const InputIssueRef = builder.objectRef<refusals.InputIssue>('InputIssue').implement({
  description: 'One unusable value.',
  fields: (t) => ({
    path: t.stringList({ resolve: (issue) => [...issue.path] }),
    message: t.exposeString('message'),
  }),
});

builder.objectType(refusals.InvalidInput, {
  name: 'InvalidInput',
  description: 'Values that the input does not take, all of them at once.',
  interfaces: [UserErrorRef],
  fields: (t) => ({
    issues: t.field({ type: [InputIssueRef], resolve: (refusal) => [...refusal.issues] }),
  }),
});

builder.objectType(refusals.DealAlreadySigned, {
  name: 'DealAlreadySigned',
  description: errorCodes.DEAL_ALREADY_SIGNED.meaning,
  interfaces: [UserErrorRef],
  fields: (t) => ({
    sequence: t.exposeInt('sequence', { description: 'Of the announcement that told it.' }),
  }),
});

builder.objectType(refusals.TextsIncomplete, {
  name: 'TextsIncomplete',
  description: errorCodes.TEXTS_INCOMPLETE.meaning,
  interfaces: [UserErrorRef],
  fields: (t) => ({
    missing: t.field({ type: ['LanguageTag'], resolve: (refusal) => [...refusal.missing] }),
  }),
});

type PlainRefusal = new (...args: never[]) => refusals.UserError;

function plain(refusal: PlainRefusal, description: string): void {
  builder.objectType(refusal as new () => refusals.UserError, {
    name: refusal.name,
    description,
    interfaces: [UserErrorRef],
    isTypeOf: (value: unknown, _context: unknown, _info: GraphQLResolveInfo) => value instanceof refusal,
  });
}

plain(refusals.Unauthenticated, errorCodes.UNAUTHENTICATED.meaning);
plain(refusals.Forbidden, errorCodes.FORBIDDEN.meaning);
plain(refusals.NotFound, errorCodes.NOT_FOUND.meaning);
plain(refusals.AlreadyExists, errorCodes.ALREADY_EXISTS.meaning);
plain(refusals.IdempotencyKeyReused, errorCodes.IDEMPOTENCY_KEY_REUSED.meaning);
plain(refusals.DealNotPlanned, errorCodes.DEAL_NOT_PLANNED.meaning);
plain(refusals.DealNotSigned, errorCodes.DEAL_NOT_SIGNED.meaning);
plain(refusals.SpeechNotScheduled, errorCodes.SPEECH_NOT_SCHEDULED.meaning);
plain(refusals.SpeechNotStarted, errorCodes.SPEECH_NOT_STARTED.meaning);
plain(refusals.SpeechInProgress, errorCodes.SPEECH_IN_PROGRESS.meaning);
plain(refusals.CeremonyNotPlanned, errorCodes.CEREMONY_NOT_PLANNED.meaning);
plain(refusals.CeremonyNotOpen, errorCodes.CEREMONY_NOT_OPEN.meaning);
plain(refusals.AnotherCeremonyOpen, errorCodes.ANOTHER_CEREMONY_OPEN.meaning);
plain(refusals.ProgrammeItemDone, errorCodes.PROGRAMME_ITEM_DONE.meaning);
plain(refusals.RatesInUse, errorCodes.RATES_IN_USE.meaning);

/** What every mutation may answer with. */
export const commonErrors = [
  refusals.InvalidInput,
  refusals.Unauthenticated,
  refusals.Forbidden,
  refusals.NotFound,
];
/** What every announcing mutation may answer with. */
export const announcingErrors = [...commonErrors, refusals.IdempotencyKeyReused];
