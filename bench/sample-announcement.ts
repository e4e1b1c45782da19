import type { AnnouncementRow } from '../src/announcements/announcement-source.ts';

/** A signing with two parties and names in two languages, read as the driver of Postgres reads it. */
export function sampleAnnouncement(sequence: number, text: string): AnnouncementRow {
  const names = [
    { language: 'zh', text: `${sequence} ${text}` },
    { language: 'ko', text: `${text} ${sequence}` },
  ];
  const party = (role: string, kind: string) => ({
    role,
    organization: { id: uuid(sequence), kind, names, country: 'KR' },
  });
  const amount = { amount: `${sequence}00.00`, currency: 'USD' };
  const rate = { currency: 'USD', rate: '7.2', date: '2023-11-03', source: 'Bank', sample: false };
  const content = {
    deal: {
      id: uuid(sequence),
      titles: names,
      category: 'INVESTMENT',
      instrument: 'CONTRACT',
      amount,
      converted: { money: { amount: `${sequence}720.00`, currency: 'CNY' }, rate },
      industry: { code: 'automobiles', names },
      parties: [party('INVESTOR', 'COMPANY'), party('HOST', 'PUBLIC_BODY')],
      sample: false,
    },
  };
  return {
    id: uuid(sequence),
    streamId: uuid(1),
    mode: 'LIVE',
    exhibitionId: uuid(2),
    exhibitionSlug: Buffer.from('yancheng-2023').toString(),
    sequence,
    epoch: uuid(3),
    kind: 'DEAL_SIGNED',
    announcedAt: new Date(sequence),
    dealId: uuid(sequence),
    speechId: null,
    ceremonyId: uuid(4),
    content: JSON.parse(JSON.stringify(content)) as Record<string, unknown>,
    totals: JSON.parse(JSON.stringify(totalsOf(sequence, rate))) as AnnouncementRow['totals'],
  };
}

const industries = 'automobiles batteries displays logistics machinery medicine software steel'.split(' ');

function totalsOf(sequence: number, rate: object) {
  const tally = {
    deals: sequence,
    currencies: {
      CNY: { deals: sequence, amount: `${sequence}000.00` },
      USD: { deals: sequence, amount: `${sequence}100.00` },
    },
  };
  const breakdown = { INVESTMENT: { binding: tally, nonBinding: tally }, TRADE: { binding: tally } };
  return {
    all: breakdown,
    industries: Object.fromEntries(industries.map((code) => [code, breakdown])),
    countries: { CN: breakdown, KR: breakdown },
    reportingCurrency: 'CNY',
    rates: [rate],
  };
}

function uuid(number: number): string {
  return Buffer.from(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`).toString();
}
