/**
 * Expected errors. A mutation returns one as a member of its result union. A query or a subscription reports an error
 * with the same code. Each class is a type of the schema (graphql/user-error.schema.ts).
 */
import { type ErrorCode, errorTable, type Retry } from './error-table.ts';

/** The path of an input value: the argument, then field names and list indexes. */
export type InputPath = readonly string[];

export abstract class UserError extends Error {
  abstract readonly code: ErrorCode;
  readonly path: InputPath;

  constructor(message: string, path: InputPath = []) {
    super(message);
    this.name = new.target.name;
    this.path = path;
  }

  get retry(): Retry {
    return errorTable[this.code].retry;
  }
}

export type UserErrorClass = new (...parameters: never[]) => UserError;

export interface InputIssue {
  path: InputPath;
  message: string;
}

export class InvalidInput extends UserError {
  readonly code = 'INVALID_INPUT';
  readonly issues: readonly [InputIssue, ...InputIssue[]];

  constructor(issues: readonly [InputIssue, ...InputIssue[]]) {
    const [first, ...others] = issues;
    const more = others.length > 0 ? ` (and ${others.length} more)` : '';
    super(`${first.path.join('.')}: ${first.message}${more}`, first.path);
    this.issues = issues;
  }

  static at(path: InputPath, message: string): InvalidInput {
    return new InvalidInput([{ path, message }]);
  }
}

export class Unauthenticated extends UserError {
  readonly code = 'UNAUTHENTICATED';
  constructor(message = 'This operation requires a token. Send it as Authorization: Bearer <token>.') {
    super(message);
  }
}

export class Forbidden extends UserError {
  readonly code = 'FORBIDDEN';
}

export class NotFound extends UserError {
  readonly code = 'NOT_FOUND';
  constructor(noun: string, path: InputPath = []) {
    super(`The ${noun} does not exist or is not visible to the caller.`, path);
  }
}

export class AlreadyExists extends UserError {
  readonly code = 'ALREADY_EXISTS';
}

/** Objects that refer to another one: the plural noun and the number of them. */
export interface ReferenceCount {
  noun: string;
  count: number;
}

export class InUse extends UserError {
  readonly code = 'IN_USE';
  readonly references: readonly ReferenceCount[];

  constructor(references: readonly ReferenceCount[], path: InputPath) {
    const what = references.map(({ noun, count }) => `${count} ${noun}`).join(', ') || 'other objects';
    super(`It cannot be deleted because these refer to it: ${what}.`, path);
    this.references = references;
  }
}

export class AlreadyPublic extends UserError {
  readonly code = 'ALREADY_PUBLIC';

  constructor(path: InputPath) {
    super('It cannot be deleted because it is public. Archive it instead.', path);
  }
}

export class MergeConflict extends UserError {
  readonly code = 'MERGE_CONFLICT';
  readonly references: readonly ReferenceCount[];

  constructor(references: readonly ReferenceCount[], path: InputPath) {
    const what = references.map(({ noun, count }) => `${count} ${noun}`).join(', ');
    super(`They cannot be merged because these refer to both: ${what}.`, path);
    this.references = references;
  }
}

/** Why a change is not undone. */
export type UndoConflict = 'ANNOUNCED' | 'CREATED' | 'CHANGED_SINCE' | 'REFERENCES' | 'NOT_KEPT';

export class NotUndoable extends UserError {
  readonly code = 'NOT_UNDOABLE';
  readonly reason: UndoConflict;

  constructor(reason: UndoConflict, message: string, path: InputPath) {
    super(message, path);
    this.reason = reason;
  }
}

export class IdempotencyKeyReused extends UserError {
  readonly code = 'IDEMPOTENCY_KEY_REUSED';
  constructor() {
    super(
      'This idempotencyKey was used before with another input. Generate a new key for each intended operation.',
      ['input', 'idempotencyKey'],
    );
  }
}

/** An object by its type of the schema and its uuid, with the version that it is at. */
export interface VersionedObject {
  typename: string;
  id: string;
  version: number;
}

export class VersionConflict extends UserError {
  readonly code = 'VERSION_CONFLICT';
  readonly expectedVersion: number;
  readonly currentVersion: number;
  /** The object by its type of the schema and its uuid. */
  readonly current: { __typename: string; id: string };

  constructor(expectedVersion: number, { typename, id, version }: VersionedObject) {
    const message = `The expected version is ${expectedVersion}, the current version is ${version}.`;
    super(message, ['input', 'expectedVersion']);
    this.expectedVersion = expectedVersion;
    this.currentVersion = version;
    this.current = { __typename: typename, id };
  }
}

export class DealNotPlanned extends UserError {
  readonly code = 'DEAL_NOT_PLANNED';
}

export class DealAlreadySigned extends UserError {
  readonly code = 'DEAL_ALREADY_SIGNED';
  /** Sequence of the announcement that published the signing. */
  readonly sequence: number;

  constructor(sequence: number, path: InputPath = ['input', 'deal']) {
    super(`The deal is already signed, as announcement ${sequence}.`, path);
    this.sequence = sequence;
  }
}

export class DealNotSigned extends UserError {
  readonly code = 'DEAL_NOT_SIGNED';
}

export class SpeechNotScheduled extends UserError {
  readonly code = 'SPEECH_NOT_SCHEDULED';
}

export class SpeechNotStarted extends UserError {
  readonly code = 'SPEECH_NOT_STARTED';
}

export class SpeechTextAlreadyReleased extends UserError {
  readonly code = 'SPEECH_TEXT_ALREADY_RELEASED';
}

export class SpeechInProgress extends UserError {
  readonly code = 'SPEECH_IN_PROGRESS';
}

export class CeremonyNotPlanned extends UserError {
  readonly code = 'CEREMONY_NOT_PLANNED';
}

export class CeremonyNotOpen extends UserError {
  readonly code = 'CEREMONY_NOT_OPEN';
}

export class CeremonyNotClosed extends UserError {
  readonly code = 'CEREMONY_NOT_CLOSED';
}

export class ProgrammeItemDone extends UserError {
  readonly code = 'PROGRAMME_ITEM_DONE';
}

export class CeremonyOnHold extends UserError {
  readonly code = 'CEREMONY_ON_HOLD';
}

export class ProgrammeItemHeld extends UserError {
  readonly code = 'PROGRAMME_ITEM_HELD';
}

export class ControlHeld extends UserError {
  readonly code = 'CONTROL_HELD';
  /** The name of the operator. */
  readonly holder: string;
  readonly expiresAt: Date;

  constructor(holder: string, expiresAt: Date, path: InputPath = []) {
    super(
      `${holder} has control of the ceremony until ${expiresAt.toISOString()}. Accept it when it is offered, or take it over with takeControl.`,
      path,
    );
    this.holder = holder;
    this.expiresAt = expiresAt;
  }
}

export class ControlNotHeld extends UserError {
  readonly code = 'CONTROL_NOT_HELD';

  constructor(path: InputPath = []) {
    super('The caller does not have control of the ceremony. Take it with takeControl.', path);
  }
}

export class ControlNotOffered extends UserError {
  readonly code = 'CONTROL_NOT_OFFERED';

  constructor(path: InputPath = []) {
    super('Control of the ceremony is not offered to the caller.', path);
  }
}

export class RatesInUse extends UserError {
  readonly code = 'RATES_IN_USE';
}

/** Imports run one after another, on all servers. */
export class ImportInProgress extends UserError {
  readonly code = 'IMPORT_IN_PROGRESS';
}

export class TextsIncomplete extends UserError {
  readonly code = 'TEXTS_INCOMPLETE';
  readonly missing: readonly string[];

  constructor(missing: readonly string[]) {
    super(`Texts are missing in ${missing.join(', ')}. Add them, or set evenIfIncomplete.`, [
      'input',
      'item',
    ]);
    this.missing = missing;
  }
}
