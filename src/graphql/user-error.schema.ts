/** The types of the classes in errors/user-errors.ts. Each class has one type and one code. */

import type { GraphQLResolveInfo } from 'graphql';
import { type ErrorCode, errorTable, type Retry, retryMeanings } from '../errors/error-table.ts';
import * as userErrors from '../errors/user-errors.ts';
import { builder } from './builder.ts';
import { encodeNodeId } from './global-id.ts';
import { boundedList } from './list-limits.ts';

const ErrorCodeEnum = builder.enumType('ErrorCode', {
  description:
    'The reason for which an operation failed. docs/errors.md lists the HTTP status, the close code and an example of each code.',
  values: Object.fromEntries(
    Object.entries(errorTable).map(([code, entry]) => [
      code,
      { description: `${entry.meaning} ${entry.clientAction}` },
    ]),
  ) as Record<ErrorCode, { description: string }>,
});

const RetryEnum = builder.enumType('Retry', {
  description:
    'Whether and how a client repeats a failed request. Errors outside result unions have it in `extensions.retry`.',
  values: Object.fromEntries(
    Object.entries(retryMeanings).map(([name, description]) => [name, { description }]),
  ) as Record<Retry, { description: string }>,
});

export const UserErrorRef = builder.interfaceRef<userErrors.UserError>('UserError').implement({
  description: 'An expected failure of a mutation. Nothing was changed.',
  fields: (t) => ({
    code: t.expose('code', { type: ErrorCodeEnum, description: 'Stable code of the failure.' }),
    message: t.exposeString('message', {
      description: 'A message in English for logs and developers. Programs use `code`.',
    }),
    retry: t.expose('retry', { type: RetryEnum, description: 'Whether and how to repeat the request.' }),
    path: t.stringList({
      description:
        'The input value that the error is about: field names and list indexes, beginning with "input". Empty if the error is not about one value.',
      resolve: (error) => [...error.path],
    }),
  }),
});

const InputIssueRef = builder.objectRef<userErrors.InputIssue>('InputIssue').implement({
  description: 'One invalid input value.',
  fields: (t) => ({
    path: t.stringList({
      description: 'Field names and list indexes, beginning with "input".',
      resolve: (issue) => [...issue.path],
    }),
    message: t.exposeString('message', {
      description: 'A message in English: what is wrong and what is accepted.',
    }),
  }),
});

builder.objectType(userErrors.InvalidInput, {
  name: 'InvalidInput',
  description: 'One or more input values are invalid. All invalid values are listed.',
  interfaces: [UserErrorRef],
  fields: (t) => ({
    issues: t.field({
      type: [InputIssueRef],
      ...boundedList(
        'inputIssues',
        'At least one, in the order of the input values. Further ones are left out.',
      ),
      resolve: (error) => [...error.issues],
    }),
  }),
});

builder.objectType(userErrors.DealAlreadySigned, {
  name: 'DealAlreadySigned',
  description: errorTable.DEAL_ALREADY_SIGNED.meaning,
  interfaces: [UserErrorRef],
  fields: (t) => ({
    sequence: t.exposeInt('sequence', {
      description: 'Sequence of the announcement that published the signing, in the stream of the same mode.',
    }),
  }),
});

builder.objectType(userErrors.TextsIncomplete, {
  name: 'TextsIncomplete',
  description: errorTable.TEXTS_INCOMPLETE.meaning,
  interfaces: [UserErrorRef],
  fields: (t) => ({
    missing: t.field({
      type: ['LanguageTag'],
      description: 'Languages of the exhibition without a text, in the order of the exhibition.',
      resolve: (error) => [...error.missing],
    }),
  }),
});

builder.objectType(userErrors.VersionConflict, {
  name: 'VersionConflict',
  description: errorTable.VERSION_CONFLICT.meaning,
  interfaces: [UserErrorRef],
  fields: (t) => ({
    expectedVersion: t.exposeInt('expectedVersion', { description: 'The expected version in the input.' }),
    currentVersion: t.exposeInt('currentVersion', {
      description:
        'The current version of the object; for the mutations of the programme, of the programme, and for those of control, of control.',
    }),
    current: t.node({
      description: 'The object in its current state.',
      id: ({ current }) => encodeNodeId(current.__typename, current.id),
    }),
  }),
});

builder.objectType(userErrors.ControlHeld, {
  name: 'ControlHeld',
  description: errorTable.CONTROL_HELD.meaning,
  interfaces: [UserErrorRef],
  fields: (t) => ({
    holder: t.exposeString('holder', {
      description: 'The operator who has control: the name in the token, or its subject.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'The time at which control is free, unless the holder renews it before.',
    }),
  }),
});

const ReferenceCountRef = builder.objectRef<userErrors.ReferenceCount>('ReferenceCount').implement({
  description: 'Objects of one kind that refer to another object.',
  fields: (t) => ({
    noun: t.exposeString('noun', { description: 'The kind of the objects, in English and in the plural.' }),
    count: t.exposeInt('count', { description: 'The number of the objects.' }),
  }),
});

builder.objectType(userErrors.InUse, {
  name: 'InUse',
  description: errorTable.IN_USE.meaning,
  interfaces: [UserErrorRef],
  fields: (t) => ({
    references: t.field({
      type: [ReferenceCountRef],
      ...boundedList(
        'referenceCounts',
        'The objects that refer to it. Empty for an operator if they can belong to other exhibitions.',
      ),
      resolve: (error) => [...error.references],
    }),
  }),
});

builder.objectType(userErrors.MergeConflict, {
  name: 'MergeConflict',
  description: errorTable.MERGE_CONFLICT.meaning,
  interfaces: [UserErrorRef],
  fields: (t) => ({
    references: t.field({
      type: [ReferenceCountRef],
      ...boundedList('referenceCounts', 'The objects that refer to both.'),
      resolve: (error) => [...error.references],
    }),
  }),
});

const UndoConflictEnum = builder.enumType('UndoConflict', {
  description: 'Why a change cannot be undone.',
  values: {
    ANNOUNCED: { description: 'The change, or what it concerned, was announced.' },
    CREATED: { description: 'The change added the object.' },
    CHANGED_SINCE: {
      description: 'A later change exists, of the object or of a row that the change concerned.',
    },
    REFERENCES: {
      description: 'References do not allow it, or something else has taken the place or the unique name.',
    },
    NOT_KEPT: {
      description:
        'The previous state is not kept: the change is too old, or it is of a kind that is not undone.',
    },
  } as const,
});

builder.objectType(userErrors.NotUndoable, {
  name: 'NotUndoable',
  description: errorTable.NOT_UNDOABLE.meaning,
  interfaces: [UserErrorRef],
  fields: (t) => ({
    reason: t.expose('reason', { type: UndoConflictEnum, description: 'Why it cannot be undone.' }),
  }),
});

type UserErrorClass = new (...args: never[]) => userErrors.UserError;

function plain(errorClass: UserErrorClass, description: string): void {
  builder.objectType(errorClass as new () => userErrors.UserError, {
    name: errorClass.name,
    description,
    interfaces: [UserErrorRef],
    isTypeOf: (value: unknown, _context: unknown, _info: GraphQLResolveInfo) => value instanceof errorClass,
  });
}

plain(userErrors.Unauthenticated, errorTable.UNAUTHENTICATED.meaning);
plain(userErrors.Forbidden, errorTable.FORBIDDEN.meaning);
plain(userErrors.NotFound, errorTable.NOT_FOUND.meaning);
plain(userErrors.AlreadyPublic, errorTable.ALREADY_PUBLIC.meaning);
plain(userErrors.AlreadyExists, errorTable.ALREADY_EXISTS.meaning);
plain(userErrors.IdempotencyKeyReused, errorTable.IDEMPOTENCY_KEY_REUSED.meaning);
plain(userErrors.DealNotPlanned, errorTable.DEAL_NOT_PLANNED.meaning);
plain(userErrors.DealNotSigned, errorTable.DEAL_NOT_SIGNED.meaning);
plain(userErrors.SpeechNotScheduled, errorTable.SPEECH_NOT_SCHEDULED.meaning);
plain(userErrors.SpeechNotStarted, errorTable.SPEECH_NOT_STARTED.meaning);
plain(userErrors.SpeechTextAlreadyReleased, errorTable.SPEECH_TEXT_ALREADY_RELEASED.meaning);
plain(userErrors.SpeechInProgress, errorTable.SPEECH_IN_PROGRESS.meaning);
plain(userErrors.CeremonyNotPlanned, errorTable.CEREMONY_NOT_PLANNED.meaning);
plain(userErrors.CeremonyNotOpen, errorTable.CEREMONY_NOT_OPEN.meaning);
plain(userErrors.CeremonyNotClosed, errorTable.CEREMONY_NOT_CLOSED.meaning);
plain(userErrors.ProgrammeItemDone, errorTable.PROGRAMME_ITEM_DONE.meaning);
plain(userErrors.CeremonyOnHold, errorTable.CEREMONY_ON_HOLD.meaning);
plain(userErrors.ProgrammeItemHeld, errorTable.PROGRAMME_ITEM_HELD.meaning);
plain(userErrors.ControlNotHeld, errorTable.CONTROL_NOT_HELD.meaning);
plain(userErrors.ControlNotOffered, errorTable.CONTROL_NOT_OFFERED.meaning);
plain(userErrors.RatesInUse, errorTable.RATES_IN_USE.meaning);
plain(userErrors.ImportInProgress, errorTable.IMPORT_IN_PROGRESS.meaning);

/** Errors in the result union of every mutation. */
export const commonErrors = [
  userErrors.InvalidInput,
  userErrors.Unauthenticated,
  userErrors.Forbidden,
  userErrors.NotFound,
];
/** Errors in the result union of every mutation that publishes an announcement. */
export const announcingErrors = [...commonErrors, userErrors.IdempotencyKeyReused];
