/**
 * Writes the sample data: a real exhibition as the press reported it, and invented deals, booths and companies, each
 * marked `sample`.
 *
 * Promises: the data is written once, also by several processes at the same time; the next call completes an
 * interrupted one. It fails if other data uses its slugs or industry codes.
 */
import { AnnouncementStreams } from '../src/announcements/announcement-streams.ts';
import { LocalPresence } from '../src/cluster/presence.ts';
import type { Database } from '../src/database/database.ts';
import { BatchLoaders } from '../src/graphql/batch-loaders.ts';
import { Answering, type Context } from '../src/graphql/context.ts';
import { claimIdempotencyKey, storeResultSql } from '../src/mutations/idempotency.ts';
import { DeskPresence, type DeskReport } from '../src/presence/desk-presence.ts';
import { LocalNotifier } from '../src/stream/notifier.ts';
import { systemScheduler } from '../src/stream/scheduler.ts';
import { Languages } from '../src/text/localized-text.ts';
import { writeCeremonies } from './seed/ceremonies.ts';
import { writeDeals } from './seed/deals.ts';
import { writeExhibitions } from './seed/exhibitions.ts';
import { writeExhibitors } from './seed/exhibitors.ts';
import { writeFigures } from './seed/figures.ts';
import { holdCeremonies } from './seed/hold-ceremonies.ts';
import { writeIndustries } from './seed/industries.ts';
import { writeOrganizations } from './seed/organizations.ts';
import { writePeople } from './seed/people.ts';
import { writeSeries } from './seed/series.ts';
import { writeSources } from './seed/sources.ts';
import { writeSpeeches } from './seed/speeches.ts';
import type { Transaction } from './seed/transaction.ts';
import { seedVersion } from './seed/version.ts';

const actor = 'seed';

/** In this order each row refers only to rows that already exist. */
const plan = {
  sources: writeSources,
  industries: writeIndustries,
  organizations: writeOrganizations,
  series: writeSeries,
  exhibitions: writeExhibitions,
  exhibitors: writeExhibitors,
  people: writePeople,
  speeches: writeSpeeches,
  deals: writeDeals,
  ceremonies: writeCeremonies,
  figures: writeFigures,
};

export async function seed(database: Database): Promise<void> {
  const done = await database.rows.idempotencyKey.findUnique({
    where: { actor_key: { actor, key: seedVersion } },
    select: { key: true },
  });
  if (done) return;
  const notifier = new LocalNotifier();
  const streams = new AnnouncementStreams(database, notifier, console);
  try {
    const context: Context = {
      identity: {
        role: 'ORGANIZER',
        subject: actor,
        name: null,
        scope: 'all',
        expiresAt: null,
        tokenId: null,
      },
      languages: new Languages(null),
      resumeAfter: null,
      requestId: seedVersion,
      verifyToken: () => Promise.reject(new Error('the sample data has no tokens')),
      database,
      streams,
      deskPresence: new DeskPresence(new LocalPresence<DeskReport>(), notifier),
      scheduler: systemScheduler,
      loaders: new BatchLoaders(),
      answering: new Answering(),
      requireValid: () => {},
    };
    for (const [noun, write] of Object.entries(plan)) await once(context, `${seedVersion}/${noun}`, write);
    await holdCeremonies(context);
    await once(context, seedVersion, async () => {});
  } finally {
    streams.close();
  }
}

/** Writes in one transaction with an idempotency key: a second process waits for the first and then writes nothing. */
async function once(
  { database, identity }: Context,
  key: string,
  write: (tx: Transaction) => Promise<void>,
): Promise<void> {
  const idempotency = { key, mutation: actor, input: {} };
  await database.prisma.$transaction(async (tx) => {
    const claimed = await claimIdempotencyKey((statement) => tx.$queryRaw(statement), identity, idempotency);
    if (claimed) return;
    await write(tx);
    await tx.$executeRaw(storeResultSql(identity, idempotency, {}, null));
  });
}
