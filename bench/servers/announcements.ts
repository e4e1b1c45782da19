/**
 * The announcements of the limits and the peers: in memory, with the structure and size of Pavilion's. POST
 * /announce?count=50 creates that many, with consecutive numbers.
 */
import type { IncomingMessage, Server } from 'node:http';

export interface Announcement {
  __typename: 'DealSigned';
  sequence: number;
  announcedAt: string;
  deal: object;
  totals: object;
}

/** The subscription of each screen, equal for all contenders; with Pavilion's data a response has about 600 bytes. */
export const screenDocument = `subscription Screen($exhibition: ID!) {
  announcements(exhibition: $exhibition) {
    __typename
    sequence
    announcedAt
    ... on DealSigned {
      deal {
        title
        instrument
        amount { amount currency }
        parties { role organization { name country } }
      }
    }
    totals { deals byCategory { category signingTotal { converted { money { amount currency } } } } }
  }
}`;

export const typeDefs = `
  type Query { ready: Boolean }
  type Subscription { announcements(exhibition: ID!): Announcement! }
  interface Announcement { sequence: Int! announcedAt: String! totals: Totals! }
  type DealSigned implements Announcement { sequence: Int! announcedAt: String! deal: Deal! totals: Totals! }
  type Deal { title: String! instrument: String! amount: Money parties: [Party!]! }
  type Party { role: String! organization: Organization! }
  type Organization { name: String! country: String! }
  type Totals { deals: Int! byCategory: [CategoryTotals!]! }
  type CategoryTotals { category: String! signingTotal: Tally! }
  type Tally { converted: Converted! }
  type Converted { money: Money }
  type Money { amount: String! currency: String! }
`;

let head = 0;

function nextAnnouncement(): Announcement {
  head++;
  const money = (amount: number, currency: string) => ({ amount: `${amount}.00`, currency });
  return {
    __typename: 'DealSigned',
    sequence: head,
    announcedAt: new Date().toISOString(),
    deal: {
      title: `Phase ${(head % 9) + 1} of the semiconductors base, contract ${head}`,
      instrument: 'CONTRACT',
      amount: money(((head * 7_919) % 90_000) * 1_000 + 10_000_000, 'USD'),
      parties: [
        { role: 'INVESTOR', organization: { name: 'Hamburg automobiles works 213', country: 'DE' } },
        { role: 'HOST', organization: { name: 'Yancheng batteries works 214', country: 'CN' } },
      ],
    },
    totals: {
      deals: head,
      byCategory: ['INVESTMENT', 'TRADE', 'COOPERATION'].map((category, index) => ({
        category,
        signingTotal: { converted: { money: money(index === 0 ? head * 293_333_333 : 0, 'CNY') } },
      })),
    },
  };
}

export function announcementsFor(request: IncomingMessage | string): Announcement[] | null {
  const url = new URL(typeof request === 'string' ? request : (request.url ?? '/'), 'http://localhost');
  if (url.pathname !== '/announce') return null;
  return Array.from({ length: Number(url.searchParams.get('count')) }, nextAnnouncement);
}

/** Listens on the port of the environment and prints a line when it is ready. */
export function listen(server: Server): void {
  server.listen({ port: Number(process.env.PORT), host: '127.0.0.1', backlog: 4_096 }, () =>
    console.log('ready'),
  );
}
