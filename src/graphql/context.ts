/** Context of every resolver and verb: the caller, the languages, and the services of Pavilion. */

import type { AnnouncementStreams } from '../announcements/announcement-streams.ts';
import type { Identity } from '../auth/identity.ts';
import type { VerifyToken } from '../auth/tokens.ts';
import type { Database } from '../database/database.ts';
import type { DeskPresence } from '../presence/desk-presence.ts';
import type { Scheduler } from '../stream/scheduler.ts';
import type { Languages } from '../text/localized-text.ts';
import type { BatchLoaders } from './batch-loaders.ts';

/** What the resolvers of an operation report besides its result. */
export class Answering {
  /** Set to true if the response depends on more than the database. It is then not cached. */
  isVolatile = false;
  /** Fields that failed; see limit-field-errors.ts. */
  failedFields = 0;
  /** One for each mutation field that was executed, in their order. */
  readonly mutations: MutationOutcome[] = [];
}

export interface MutationOutcome {
  mutation: string;
  /** "success", the type of the user error, or "error": it failed otherwise, or has not ended. */
  outcome: string;
  /** The newest announcement that it made. */
  announced: { exhibitionSlug: string; mode: string; sequence: number } | null;
}

export interface Context {
  identity: Identity;
  languages: Languages;
  /** Sent in the response header, the log and the audit record. */
  requestId: string;
  database: Database;
  streams: AnnouncementStreams;
  deskPresence: DeskPresence;
  scheduler: Scheduler;
  loaders: BatchLoaders;
  answering: Answering;
  /**
   * A cursor that overrides the position arguments of a subscription. Null if the transport does not resume the
   * connection.
   */
  resumeAfter: string | null;
  /** Who has a token; throws Unauthenticated for one that is not accepted. */
  verifyToken: VerifyToken;
  /** Throws Unauthenticated if the token has expired or was revoked since the request began. */
  requireValid(): void;
  /** The time of changes. Default: the scheduler's clock. Only the sample data sets another time. */
  now?: () => Date;
}
