/** The five reported speeches. Each speaker has one, so a speech has the key of its speaker. */

import type { EditionNumber } from './editions.ts';
import { exhibitionId } from './exhibitions.ts';
import { localized, type Texts } from './localized.ts';
import { type PersonKey, personId, personKeys } from './people.ts';
import { seedIds } from './seed-id.ts';
import { asReported, type SourceKey } from './sources.ts';
import { speechTexts } from './speech-texts.ts';
import type { Transaction } from './transaction.ts';

interface SeedSpeech {
  edition: EditionNumber;
  office: Texts;
  language: 'zh' | 'ko';
  /** The number of deals signed before the speech. The running order is invented. */
  afterSignings: number;
  sources: readonly SourceKey[];
}

const partySecretary: Texts = ['Party secretary of Yancheng', '中共盐城市委书记', '옌청시 당서기'];

const speeches: Record<PersonKey, SeedSpeech> = {
  'dai-yuan': {
    edition: 2,
    office: partySecretary,
    language: 'zh',
    afterSignings: 0,
    sources: ['the-paper-2020'],
  },
  'hui-jianlin': {
    edition: 3,
    office: ['Vice governor of Jiangsu', '江苏省副省长', '장쑤성 부성장'],
    language: 'zh',
    afterSignings: 0,
    sources: ['daum-edaily'],
  },
  'cao-lubao': {
    edition: 3,
    office: partySecretary,
    language: 'zh',
    afterSignings: 3,
    sources: ['the-paper-2021'],
  },
  'xu-kunlin': {
    edition: 5,
    office: ['Governor of Jiangsu', '江苏省省长', '장쑤성 성장'],
    language: 'zh',
    afterSignings: 0,
    sources: ['news-collective', 'seoul-economic-daily'],
  },
  'chung-jae-ho': {
    edition: 5,
    office: ['Ambassador of the Republic of Korea to China', '韩国驻华大使', '주중국 대한민국 대사'],
    language: 'ko',
    afterSignings: 13,
    sources: ['news-collective', 'seoul-economic-daily'],
  },
};

export const speechId = seedIds('speech', personKeys);

/** The speeches of an edition that come after the given number of signings. */
export function speechesAfter(signings: number, edition: EditionNumber): PersonKey[] {
  return personKeys.filter(
    (key) => speeches[key].edition === edition && speeches[key].afterSignings === signings,
  );
}

export async function writeSpeeches(tx: Transaction): Promise<void> {
  await tx.speech.createMany({ data: personKeys.map(asRow), skipDuplicates: true });
  for (const key of personKeys) {
    const data = { sources: { connect: asReported(speeches[key].sources) } };
    await tx.speech.update({ where: { id: speechId(key) }, data, select: { id: true } });
  }
}

function asRow(key: PersonKey) {
  const { edition, office, language } = speeches[key];
  return {
    id: speechId(key),
    exhibitionId: exhibitionId(edition),
    speakerId: personId(key),
    office: localized(...office),
    language,
    texts: localized(...speechTexts[key]),
    paraphrase: true,
  };
}
