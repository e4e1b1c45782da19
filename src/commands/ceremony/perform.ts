/** A whole ceremony, item by item. It looks at where things stand, so it can be stopped and run again. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Api } from './api.ts';
import { findExhibition, recordOf, told } from './documents.ts';
import { type Announced, grouped, line } from './lines.ts';

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

/** Returns false where there was nothing left to do. Throws ApiError where something was refused. */
export async function perform(api: Api, { slug, paceMs, mode }: Performance): Promise<boolean> {
  const status: Status = mode === 'LIVE' ? 'status' : 'rehearsalStatus';
  const { exhibition } = await api.send(findExhibition, { slug });
  if (!exhibition) throw new Error(`there is no exhibition ${slug}`);
  const ceremonies: Ceremony[] = exhibition.ceremonies;
  const ceremony = ceremonies.find((each) => each[status] !== 'CLOSED' && each.programme.length > 0);
  if (!ceremony && mode === 'REHEARSAL' && ceremonies.length > 0) {
    // A rehearsal is done as often as wanted.
    await api.press('resetRehearsal', { exhibition: exhibition.id }, '__typename');
    return perform(api, { slug, paceMs, mode });
  }
  if (!ceremony) return false;

  console.log(`\n  ${exhibition.name}\n  ${ceremony.name}${mode === 'REHEARSAL' ? ' — REHEARSAL' : ''}\n`);
  const press = async (mutation: string, input: object, what: string) => {
    const { announcement } = await api.announce(mutation, { ...input, mode }, told);
    console.log(line(announcement as Announced, what));
    await wait(paceMs);
  };

  if (ceremony[status] === 'PLANNED')
    await press('openCeremony', { ceremony: ceremony.id }, 'The ceremony is open');
  for (const { deal, speech } of ceremony.programme) {
    if (speech?.[status] === 'SCHEDULED') {
      await press('startSpeech', { speech: speech.id }, `${speech.speaker.name} speaks`);
    }
    if (speech && speech[status] !== 'FINISHED') {
      await press('finishSpeech', { speech: speech.id }, `${speech.speaker.name} has spoken`);
    }
    if (deal?.[status] === 'PLANNED' && stands(deal)) {
      await press('signDeal', { deal: deal.id }, `signed     ${deal.title}${amountOf(deal)}`);
    }
  }
  await repairInPublic(api, { slug, mode }, ceremony, press);
  await press('closeCeremony', { ceremony: ceremony.id }, 'The ceremony is closed');
  return true;
}

/** Every ceremony has a slip: one deal is corrected, one retracted, unless that has been done before. */
async function repairInPublic(
  api: Api,
  where: { slug: string; mode: string },
  { programme }: Ceremony,
  press: (mutation: string, input: object, what: string) => Promise<void>,
): Promise<void> {
  const repaired = await repairsOnRecord(api, where);
  const deals = programme.flatMap(({ deal }) => (deal && stands(deal) ? [deal] : []));
  const wrong = deals.find((deal) => deal.amount !== null);
  const reason = (text: string) => [{ language: 'en', text }];
  if (wrong?.amount && !repaired.has('DealCorrected')) {
    const amount = { ...wrong.amount, amount: tenthMore(wrong.amount.amount) };
    const input = { deal: wrong.id, amount, reasonTranslations: reason('The amount was read out wrongly.') };
    await press('correctDeal', input, `corrected  ${wrong.title}${amountOf({ amount })}`);
  }
  const last = deals.findLast((deal) => deal.id !== wrong?.id);
  if (last && !repaired.has('DealRetracted')) {
    await press(
      'retractDeal',
      { deal: last.id, reasonTranslations: reason('Not signed today.') },
      `retracted  ${last.title}`,
    );
  }
}

async function repairsOnRecord(api: Api, where: { slug: string; mode: string }): Promise<Set<string>> {
  const found = new Set<string>();
  let after: string | null = null;
  for (;;) {
    const { exhibition } = await api.send(recordOf, { ...where, after });
    for (const { __typename } of exhibition.announcements.nodes) found.add(__typename);
    const { hasNextPage, endCursor } = exhibition.announcements.pageInfo;
    if (!hasNextPage) return found;
    after = endCursor;
  }
}

/** What was retracted in public, or given up, is not practised again. */
function stands({ status }: Deal): boolean {
  return status === 'PLANNED' || status === 'SIGNED';
}

/** Exact, in the smallest unit that the amount is written in. */
function tenthMore(amount: string): string {
  const decimals = amount.split('.')[1]?.length ?? 0;
  const units = BigInt(amount.replace('.', ''));
  const digits = (units + units / 10n).toString().padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function amountOf({ amount }: Pick<Deal, 'amount'>): string {
  return amount ? `   ${grouped(amount.amount)} ${amount.currency}` : '';
}
