/** Paraphrases of the speeches: the reports have no wording. The Chinese and Korean texts are translations of the English. */
import type { Texts } from './localized.ts';
import type { PersonKey } from './people.ts';

export const speechTexts: Record<PersonKey, Texts> = {
  // [The Paper 2020-10-30]
  'dai-yuan': [
    'Yancheng wants closer ties with the parks of Saemangeum, Yantai and Huizhou. Together they should set up a joint industry mechanism in automobiles, new energy and electronics.',
    '盐城希望与新万金、烟台和惠州的园区建立更紧密的联系，在汽车、新能源和电子领域共同建立产业联动机制。',
    '옌청은 새만금, 옌타이, 후이저우 산업단지와 더욱 긴밀한 관계를 맺고자 합니다. 자동차, 신에너지, 전자 분야에서 공동 산업 협력 체계를 함께 구축해야 합니다.',
  ],
  // [Daum/E-daily 2021-10-31]
  'hui-jianlin': [
    'Korea is the fourth largest trade partner of Jiangsu. The province will offer companies a better business environment.',
    '韩国是江苏第四大贸易伙伴。江苏将为企业提供更好的营商环境。',
    '한국은 장쑤성의 네 번째로 큰 교역 상대입니다. 장쑤성은 기업에 더 나은 경영 환경을 제공하겠습니다.',
  ],
  // [The Paper 2021-10-29]
  'cao-lubao': [
    'More than 10,000 Koreans live in Yancheng.',
    '有一万多名韩国人在盐城生活。',
    '1만 명이 넘는 한국인이 옌청에 살고 있습니다.',
  ],
  // [News Collective 2023-11-30] up to the trade and investment environment, [Seoul Economic Daily 2023-11-03] after it.
  'xu-kunlin': [
    'The relations of both sides are close, and Korean companies such as Kia and Hyundai have large factories here. Technology and innovation should be shared more. The trade and investment environment will go on improving, for the benefit of both peoples. Trade with Korea reached 85 billion US dollars last year, which is over a quarter of all trade between China and Korea. About 6,200 Korean companies are here, and over 20 billion US dollars have actually been invested.',
    '双方关系密切，起亚、现代等韩国企业在这里设有大型工厂。技术与创新应当得到更多共享。贸易和投资环境将持续改善，造福两国人民。去年对韩贸易额达到850亿美元，占中韩贸易总额的四分之一以上。这里有约6200家韩国企业，实际投资超过200亿美元。',
    '양측의 관계는 긴밀하며, 기아와 현대 같은 한국 기업의 대형 공장이 이곳에 있습니다. 기술과 혁신을 더 많이 공유해야 합니다. 무역과 투자 환경은 양국 국민의 이익을 위해 계속 개선될 것입니다. 지난해 한국과의 교역액은 850억 달러로, 한중 교역 전체의 4분의 1이 넘습니다. 이곳에는 약 6,200개의 한국 기업이 있으며 실제 투자액은 200억 달러를 넘었습니다.',
  ],
  // [News Collective 2023-11-30] up to the new level, [Seoul Economic Daily 2023-11-03] after it.
  'chung-jae-ho': [
    'Both countries are in the midst of a green transition. Governments and companies must deepen their practical cooperation in new energies, digitization and digital transformation. This exhibition is the ideal framework to raise cooperation, investment and trade to a new level. Supply chains must stay stable, and new industries such as big data deserve joint work.',
    '两国都正处于绿色转型之中。政府和企业必须在新能源、数字化和数字转型方面深化务实合作。本届博览会是把合作、投资和贸易提升到新水平的理想平台。供应链必须保持稳定，大数据等新兴产业也值得共同推进。',
    '양국은 모두 녹색 전환의 한가운데에 있습니다. 정부와 기업은 신에너지, 디지털화, 디지털 전환에서 실질 협력을 심화해야 합니다. 이번 박람회는 협력과 투자, 무역을 새로운 수준으로 끌어올릴 이상적인 장입니다. 공급망은 안정을 유지해야 하며, 빅데이터와 같은 신산업에서도 함께 힘을 모아야 합니다.',
  ],
};
