/** The screen's own words. An exhibition in another language has them in English. */
import type { ToldDealFragment } from '../operations.ts';

type Instrument = ToldDealFragment['instrument'];
type Role = ToldDealFragment['parties'][number]['role'];

export interface Words {
  signed: string;
  corrected: string;
  retracted: string;
  before: string;
  noAmount: string;
  speaks: string;
  spoke: string;
  deals: (count: number) => string;
  investment: string;
  industries: string;
  perCurrency: string;
  latest: string;
  result: string;
  opened: string;
  soon: string;
  days: string;
  hours: string;
  minutes: string;
  seconds: string;
  noRate: (currencies: string) => string;
  sample: string;
  rehearsal: string;
  replay: (speed: string) => string;
  connecting: string;
  offline: (since: string) => string;
  behind: (count: number) => string;
  refused: string;
  unknownExhibition: string;
  instruments: Record<Instrument, string>;
  roles: Record<Role, string>;
}

const en: Words = {
  signed: 'Signed',
  corrected: 'Corrected',
  retracted: 'Retracted',
  before: 'before',
  noAmount: 'Amount not disclosed',
  speaks: 'Speaking',
  spoke: 'From the speech',
  deals: (count) => (count === 1 ? 'deal' : 'deals'),
  investment: 'Investment',
  industries: 'By industry',
  perCurrency: 'By currency',
  latest: 'Signed before',
  result: 'The result',
  opened: 'The ceremony is open',
  soon: 'The ceremony begins shortly',
  days: 'days',
  hours: 'hours',
  minutes: 'minutes',
  seconds: 'seconds',
  noRate: (currencies) => `no rate for ${currencies}`,
  sample: 'Sample data',
  rehearsal: 'Rehearsal',
  replay: (speed) => `Replay · ${speed}×`,
  connecting: 'Connecting',
  offline: (since) => `No connection since ${since}`,
  behind: (count) => (count === 1 ? 'One announcement behind' : `${count} announcements behind`),
  refused: 'The server refuses this screen',
  unknownExhibition: 'There is no such exhibition',
  instruments: {
    CONTRACT: 'Contract',
    FRAMEWORK_AGREEMENT: 'Framework agreement',
    MEMORANDUM_OF_UNDERSTANDING: 'Memorandum of understanding',
    LETTER_OF_INTENT: 'Letter of intent',
  },
  roles: { INVESTOR: 'Investor', HOST: 'Host', BUYER: 'Buyer', SELLER: 'Seller', PARTNER: 'Partner' },
};

const zh: Words = {
  signed: '签约',
  corrected: '更正',
  retracted: '撤回',
  before: '原为',
  noAmount: '金额未公布',
  speaks: '正在致辞',
  spoke: '致辞摘要',
  deals: () => '个项目',
  investment: '投资总额',
  industries: '按产业',
  perCurrency: '按币种',
  latest: '此前签约',
  result: '签约成果',
  opened: '开幕式现在开始',
  soon: '开幕式即将开始',
  days: '天',
  hours: '小时',
  minutes: '分',
  seconds: '秒',
  noRate: (currencies) => `${currencies} 无汇率`,
  sample: '示例数据',
  rehearsal: '彩排',
  replay: (speed) => `回放 · ${speed}×`,
  connecting: '正在连接',
  offline: (since) => `${since} 起连接中断`,
  behind: (count) => `落后 ${count} 条`,
  refused: '服务器拒绝了此屏幕',
  unknownExhibition: '没有这个展会',
  instruments: {
    CONTRACT: '合同',
    FRAMEWORK_AGREEMENT: '框架协议',
    MEMORANDUM_OF_UNDERSTANDING: '谅解备忘录',
    LETTER_OF_INTENT: '意向书',
  },
  roles: { INVESTOR: '投资方', HOST: '承接方', BUYER: '采购方', SELLER: '供应方', PARTNER: '合作方' },
};

const ko: Words = {
  signed: '체결',
  corrected: '정정',
  retracted: '철회',
  before: '정정 전',
  noAmount: '금액 비공개',
  speaks: '축사 중',
  spoke: '축사 요지',
  deals: () => '건',
  investment: '총투자액',
  industries: '산업별',
  perCurrency: '통화별',
  latest: '앞선 체결',
  result: '체결 성과',
  opened: '개막식을 시작합니다',
  soon: '개막식이 곧 시작됩니다',
  days: '일',
  hours: '시간',
  minutes: '분',
  seconds: '초',
  noRate: (currencies) => `${currencies} 환율 없음`,
  sample: '예시 데이터',
  rehearsal: '리허설',
  replay: (speed) => `다시보기 · ${speed}×`,
  connecting: '연결 중',
  offline: (since) => `${since}부터 연결 끊김`,
  behind: (count) => `${count}건 지연`,
  refused: '서버가 이 화면을 거부했습니다',
  unknownExhibition: '해당 박람회가 없습니다',
  instruments: {
    CONTRACT: '계약',
    FRAMEWORK_AGREEMENT: '기본협약',
    MEMORANDUM_OF_UNDERSTANDING: '양해각서',
    LETTER_OF_INTENT: '의향서',
  },
  roles: { INVESTOR: '투자', HOST: '유치', BUYER: '구매', SELLER: '공급', PARTNER: '협력' },
};

const all: Record<string, Words> = { en, zh, ko };

export function wordsIn(language: string): Words {
  return all[language.split('-', 1)[0]!] ?? en;
}
