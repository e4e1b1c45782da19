/** What every resolver and verb is given: who asks, in which languages, and what Pavilion stands on. */

import type { AnnouncementStreams } from '../announcements/announcement-streams.ts';
import type { Identity } from '../auth/identity.ts';
import type { Database } from '../database/database.ts';
import type { DeskPresence } from '../presence/desk-presence.ts';
import type { Languages } from '../text/localized-text.ts';
import type { BatchLoaders } from './batch-loaders.ts';

export interface Context {
  identity: Identity;
  languages: Languages;
  /** Stands in the answer's header, in the log and in the audit record. */
  requestId: string;
  database: Database;
  streams: AnnouncementStreams;
  deskPresence: DeskPresence;
  loaders: BatchLoaders;
  /** What the answer under way depends on beside the database. */
  answering: { isVolatile: boolean };
  /** Left out, the clock's. Only the sample data tells of another time. */
  now?: () => Date;
}
