/** The labels of the printouts in each of their languages. For other languages, the English ones are used. */
import { baseLanguage } from '../format/localized-texts.ts';
import type { SheetName } from './print-view.ts';

export interface PrintWords {
  sheets: Record<SheetName, string>;
  print: string;
  ceremony: string;
  languages: string;
  afterClosing: string;
  time: string;
  item: string;
  minutes: (count: number) => string;
  speech: string;
  title: string;
  parties: string;
  amount: string;
  instrument: string;
  side: string;
  signatory: string;
  office: string;
  signature: string;
  kinds: Record<'ANTHEM' | 'AWARD' | 'BREAK' | 'OTHER' | 'PHOTO' | 'VIDEO', string>;
  /** The first sentence of the press text. `count`: deals that were signed at the ceremony. */
  signedAt: (parts: { count: number; ceremony: string; exhibition: string; date: string }) => string;
  /** Before the totals, which are those of the exhibition. */
  totalsOfExhibition: (deals: number) => string;
  /** A total of a category: in words, exact, and its binding part. */
  total: (parts: { category: string; amount: string; exact: string; binding: string | null }) => string;
}

const en: PrintWords = {
  sheets: { order: 'Running order', protocol: 'Signing protocol', result: 'Result sheet' },
  print: 'Print',
  ceremony: 'Ceremony',
  languages: 'Languages',
  afterClosing: 'The result sheet is available after the closing.',
  time: 'Time',
  item: 'Item',
  minutes: (count) => `${count} min`,
  speech: 'Speech',
  title: 'Title',
  parties: 'Parties',
  amount: 'Amount',
  instrument: 'Instrument',
  side: 'Side',
  signatory: 'Signatory',
  office: 'Office',
  signature: 'Signature',
  kinds: { ANTHEM: 'Anthem', AWARD: 'Award', BREAK: 'Break', OTHER: 'Other', PHOTO: 'Photo', VIDEO: 'Video' },
  signedAt: ({ count, ceremony, exhibition, date }) =>
    `${count} ${count === 1 ? 'deal was' : 'deals were'} signed at the ${ceremony} of the ${exhibition} on ${date}.`,
  totalsOfExhibition: (deals) =>
    `The exhibition has ${deals} signed ${deals === 1 ? 'deal' : 'deals'} in total:`,
  total: ({ category, amount, exact, binding }) =>
    `${category}: ${amount} (${exact}).${binding === null ? '' : ` Binding: ${binding}.`}`,
};

const zh: PrintWords = {
  sheets: { order: '议程', protocol: '签约名册', result: '成果单' },
  print: '打印',
  ceremony: '仪式',
  languages: '语言',
  afterClosing: '成果单在仪式结束后提供。',
  time: '时间',
  item: '环节',
  minutes: (count) => `${count} 分钟`,
  speech: '致辞',
  title: '项目',
  parties: '签约方',
  amount: '金额',
  instrument: '文件类型',
  side: '席位',
  signatory: '签约人',
  office: '职务',
  signature: '签字',
  kinds: { ANTHEM: '奏乐', AWARD: '颁奖', BREAK: '休息', OTHER: '其他', PHOTO: '合影', VIDEO: '视频' },
  signedAt: ({ count, ceremony, exhibition, date }) =>
    `${date}，${exhibition}${ceremony}上签约 ${count} 个项目。`,
  totalsOfExhibition: (deals) => `本届博览会累计签约 ${deals} 个项目：`,
  total: ({ category, amount, exact, binding }) =>
    `${category} ${amount}（${exact}）${binding === null ? '' : `，其中合同及框架协议 ${binding}`}。`,
};

const ko: PrintWords = {
  sheets: { order: '진행표', protocol: '서명 명부', result: '결과 보고' },
  print: '인쇄',
  ceremony: '행사',
  languages: '언어',
  afterClosing: '결과 보고는 행사 종료 후에 제공됩니다.',
  time: '시각',
  item: '순서',
  minutes: (count) => `${count}분`,
  speech: '연설',
  title: '사업',
  parties: '당사자',
  amount: '금액',
  instrument: '문서 종류',
  side: '측',
  signatory: '서명자',
  office: '직함',
  signature: '서명',
  kinds: {
    ANTHEM: '국가 연주',
    AWARD: '시상',
    BREAK: '휴식',
    OTHER: '기타',
    PHOTO: '기념 촬영',
    VIDEO: '영상',
  },
  signedAt: ({ count, ceremony, exhibition, date }) =>
    `${date} ${exhibition} ${ceremony}에서 ${count}건이 체결되었다.`,
  totalsOfExhibition: (deals) => `이번 박람회에서 모두 ${deals}건이 체결되었다.`,
  total: ({ category, amount, exact, binding }) =>
    `${category} ${amount}(${exact})${binding === null ? '' : `, 이 중 계약·기본협약 ${binding}`}.`,
};

const ja: PrintWords = {
  sheets: { order: '進行表', protocol: '署名者名簿', result: '締結結果' },
  print: '印刷',
  ceremony: '式典',
  languages: '言語',
  afterClosing: '締結結果は式典の終了後に提供します。',
  time: '時刻',
  item: '項目',
  minutes: (count) => `${count} 分`,
  speech: '挨拶',
  title: '案件',
  parties: '当事者',
  amount: '金額',
  instrument: '文書の種類',
  side: '席',
  signatory: '署名者',
  office: '役職',
  signature: '署名',
  kinds: { ANTHEM: '国歌', AWARD: '表彰', BREAK: '休憩', OTHER: 'その他', PHOTO: '記念撮影', VIDEO: '映像' },
  signedAt: ({ count, ceremony, exhibition, date }) =>
    `${date}、${exhibition}の${ceremony}で ${count} 件が締結された。`,
  totalsOfExhibition: (deals) => `博覧会全体の締結は ${deals} 件である。`,
  total: ({ category, amount, exact, binding }) =>
    `${category} ${amount}（${exact}）${binding === null ? '' : `、うち契約・基本協定 ${binding}`}。`,
};

const all: Record<string, PrintWords> = { en, zh, ko, ja };

export function printWords(language: string): PrintWords {
  return all[baseLanguage(language)] ?? en;
}
