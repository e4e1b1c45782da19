/** The five industries of the fifth edition, as reported [News Collective 2023-11-30]. */

import { localized, type Texts } from './localized.ts';
import { seedIds } from './seed-id.ts';
import type { Transaction } from './transaction.ts';

const industries = {
  automobiles: ['Automobiles', '汽车', '자동차'],
  'new-energy-equipment': ['New energy equipment', '新能源装备', '신에너지 장비'],
  'electronic-information': ['Electronic information', '电子信息', '전자정보'],
  'smart-manufacturing': ['Smart manufacturing', '智能制造', '스마트 제조'],
  'modern-services': ['Modern services', '现代服务业', '현대 서비스업'],
} satisfies Record<string, Texts>;

export type IndustryCode = keyof typeof industries;
export const industryCodes = Object.keys(industries) as IndustryCode[];
export const industryId = seedIds('industry', industryCodes);

export async function writeIndustries(tx: Transaction): Promise<void> {
  await tx.industry.createMany({
    data: industryCodes.map((code) => ({
      id: industryId(code),
      code,
      names: localized(...industries[code]),
    })),
    skipDuplicates: true,
  });
}
