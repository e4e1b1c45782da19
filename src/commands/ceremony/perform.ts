/** Performs a ceremony item by item. It reads the status of each item first, so it can be stopped and run again. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Api } from './api.ts';
import { announcementFields, findExhibition, listRepairs } from './documents.ts';
import { grouped, line, type PrintedAnnouncement } from './lines.ts';

export interface Performance {
  slug: string;
  paceMs: number;
  mode: 'LIVE' | 'REHEARSAL';
}

type Status = 'status' | 'rehearsalStatus';

interface Deal {
  id: string;
  title: string;
  status: string;
  rehearsalStatus: string;
  amount: { amount: string; currency: string } | null;
}

interface Speech {
  id: string;
  status: string;
  rehearsalStatus: string;
  textStatus: string;
  rehearsalTextStatus: string;
  speaker: { name: string };
}

interface Ceremony {
  id: string;
  name: string;
  kind: string;
  status: string;
  rehearsalStatus: string;
  programme: { deal: Deal | null; speech: Speech | null }[];
}

/** Returns false if every ceremony is closed. Throws ApiError if the server rejects an operation. */
export async function perform(api: Api, { slug, paceMs, mode }: Performance): Promise<boolean> {
  const status: Status = mode === 'LIVE' ? 'status' : 'rehearsalStatus';
  const textStatus = mode === 'LIVE' ? 'textStatus' : 'rehearsalTextStatus';
  const { exhibition } = await api.send(findExhibition, { slug });
  if (!exhibition) throw new Error(`The exhibition ${slug} does not exist.`);
  const ceremonies: Ceremony[] = exhibition.ceremonies;
  const ceremony = ceremonies.find((each) => each[status] !== 'CLOSED' && each.programme.length > 0);
  if (!ceremony && mode === 'REHEARSAL' && ceremonies.length > 0) {
    await api.mutate('resetRehearsal', { exhibition: exhibition.id }, '__typename');
    return perform(api, { slug, paceMs, mode });
  }
  if (!ceremony) return false;

  console.log(`\n  ${exhibition.name}\n  ${ceremony.name}${mode === 'REHEARSAL' ? ' — REHEARSAL' : ''}\n`);
  const announce = async (mutation: string, input: object, what: string) => {
    const { announcement } = await api.announce(mutation, { ...input, mode }, announcementFields);
    console.log(line(announcement as PrintedAnnouncement, what));
    await wait(paceMs);
  };

  if (ceremony[status] === 'PLANNED')
    await announce('openCeremony', { ceremony: ceremony.id }, 'The ceremony is open');
  for (const { deal, speech } of ceremony.programme) {
    if (speech?.[status] === 'SCHEDULED') {
      await announce('startSpeech', { speech: speech.id }, `${speech.speaker.name} speaks`);
    }
    if (speech && speech[status] !== 'FINISHED') {
      await announce('finishSpeech', { speech: speech.id }, `${speech.speaker.name} has spoken`);
    }
    if (speech?.[textStatus] === 'HELD') {
      await announce('releaseSpeechText', { speech: speech.id }, `the words of ${speech.speaker.name}`);
    }
    if (deal?.[status] === 'PLANNED' && isPerformed(deal)) {
      await announce('signDeal', { deal: deal.id }, `signed     ${deal.title}${amountOf(deal)}`);
    }
  }
  await repairDeals(api, { slug, mode }, ceremony, announce);
  await announce('closeCeremony', { ceremony: ceremony.id }, 'The ceremony is closed');
  return true;
}

/** Corrects one deal and retracts another, as in real ceremonies, unless an earlier run did so. */
async function repairDeals(
  api: Api,
  where: { slug: string; mode: string },
  { programme }: Ceremony,
  announce: (mutation: string, input: object, what: string) => Promise<void>,
): Promise<void> {
  const repaired = await findRepairs(api, where);
  const deals = programme.flatMap(({ deal }) => (deal && isPerformed(deal) ? [deal] : []));
  const wrong = deals.find((deal) => deal.amount !== null);
  const reason = (text: string) => [{ language: 'en', text }];
  if (wrong?.amount && !repaired.has('DealCorrected')) {
    const amount = { ...wrong.amount, amount: tenthMore(wrong.amount.amount) };
    const input = { deal: wrong.id, amount, reasonTranslations: reason('The amount was read out wrongly.') };
    await announce('correctDeal', input, `corrected  ${wrong.title}${amountOf({ amount })}`);
  }
  const last = deals.findLast((deal) => deal.id !== wrong?.id);
  if (last && !repaired.has('DealRetracted')) {
    await announce(
      'retractDeal',
      { deal: last.id, reasonTranslations: reason('Not signed today.') },
      `retracted  ${last.title}`,
    );
  }
}

async function findRepairs(api: Api, where: { slug: string; mode: string }): Promise<Set<string>> {
  const found = new Set<string>();
  let after: string | null = null;
  for (;;) {
    const { exhibition } = await api.send(listRepairs, { ...where, after });
    for (const { __typename } of exhibition.announcements.nodes) found.add(__typename);
    const { hasNextPage, endCursor } = exhibition.announcements.pageInfo;
    if (!hasNextPage) return found;
    after = endCursor;
  }
}

/** Withdrawn and retracted deals are skipped, also in a rehearsal. */
function isPerformed({ status }: Deal): boolean {
  return status === 'PLANNED' || status === 'SIGNED';
}

/** The amount plus ten percent, exact in its smallest unit. */
function tenthMore(amount: string): string {
  const decimals = amount.split('.')[1]?.length ?? 0;
  const units = BigInt(amount.replace('.', ''));
  const digits = (units + units / 10n).toString().padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function amountOf({ amount }: Pick<Deal, 'amount'>): string {
  return amount ? `   ${grouped(amount.amount)} ${amount.currency}` : '';
}
