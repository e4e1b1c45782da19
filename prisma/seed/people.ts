/** The speakers, with their names in the languages in which they were reported. */

import { localized, type Texts } from './localized.ts';
import { seedIds } from './seed-id.ts';
import type { Transaction } from './transaction.ts';

interface SeedPerson {
  names: Texts;
  /** The country they speak for. */
  country: string;
}

const people = {
  'dai-yuan': { names: ['Dai Yuan', '戴源'], country: 'CN' },
  'hui-jianlin': { names: ['Hui Jianlin', '惠建林'], country: 'CN' },
  'cao-lubao': { names: ['Cao Lubao', '曹路宝'], country: 'CN' },
  'xu-kunlin': { names: ['Xu Kunlin', '许昆林', '쉬쿤린'], country: 'CN' },
  'chung-jae-ho': { names: ['Chung Jae-ho', '郑在浩', '정재호'], country: 'KR' },
} satisfies Record<string, SeedPerson>;

export type PersonKey = keyof typeof people;
export const personKeys = Object.keys(people) as PersonKey[];
export const personId = seedIds('person', personKeys);

export async function writePeople(tx: Transaction): Promise<void> {
  await tx.person.createMany({
    data: personKeys.map((key) => {
      const { names, country }: SeedPerson = people[key];
      return { id: personId(key), names: localized(...names), country };
    }),
    skipDuplicates: true,
  });
}
