/** The words of enums in English, Chinese, Korean and Japanese. */
import type { Words } from './read-words.ts';

export const categoryWords: Words = {
  INVESTMENT: ['investment', '投资', '投資', '투자'],
  TRADE: ['trade', '贸易', '貿易', '무역'],
  COOPERATION: ['cooperation', '合作', '협력', '協力'],
};

export const instrumentWords: Words = {
  CONTRACT: ['contract', '合同', '계약', '契約'],
  FRAMEWORK_AGREEMENT: ['framework agreement', '框架协议', '기본 협약', '基本合意'],
  MEMORANDUM_OF_UNDERSTANDING: ['memorandum of understanding', 'MOU', '谅解备忘录', '양해각서', '覚書'],
  LETTER_OF_INTENT: ['letter of intent', 'LOI', '意向书', '의향서', '意向書'],
};

export const partyRoleWords: Words = {
  INVESTOR: ['investor', '投资方', '투자자', '投資者'],
  HOST: ['host', '承接方', '유치 기관', '受入先'],
  BUYER: ['buyer', '买方', '구매자', '買い手'],
  SELLER: ['seller', '卖方', '판매자', '売り手'],
  PARTNER: ['partner', '合作方', '파트너', 'パートナー'],
};

export const bodyKindWords: Words = {
  GOVERNMENT: ['government', '政府', '정부', '政府機関'],
  CITY: ['city', '市', '시', '都市'],
  ZONE: ['zone', '开发区', '개발구', '開発区'],
  PARK: ['park', '园区', '단지', '工業団地'],
  CHAMBER: ['chamber of commerce', '商会', '상공회의소', '商工会議所'],
};

export const ceremonyKindWords: Words = {
  OPENING: ['opening', '开幕式', '개막식', '開会式'],
  SIGNING: ['signing', '签约仪式', '체결식', '調印式'],
  CLOSING: ['closing', '闭幕式', '폐막식', '閉会式'],
};

export const titledKindWords: Words = {
  ANTHEM: ['anthem', '国歌', '국가', '国歌斉唱'],
  VIDEO: ['video', '视频', '영상', '動画'],
  AWARD: ['award', '颁奖', '시상', '表彰'],
  PHOTO: ['photo', '合影', '기념 촬영', '記念撮影'],
  BREAK: ['break', '休息', '휴식', '休憩'],
  OTHER: ['other', '其他', '기타', 'その他'],
};

export const metricWords: Words = {
  PROJECTS: ['projects', '项目数', '사업 수', '案件数'],
  INVESTMENT: ['investment', '投资额', '투자액', '投資額'],
  FOREIGN_FUNDED_PROJECTS: ['foreign-funded projects', '外资项目数', '외자 사업 수', '外資案件数'],
  FOREIGN_FUNDED_INVESTMENT: ['foreign-funded investment', '外资额', '외자 투자액', '外資額'],
  LETTERS_OF_INTENT: ['letters of intent', '意向金额', '의향 금액', '意向金額'],
  TRADE: ['trade', '贸易额', '무역액', '貿易額'],
  PARTICIPANTS: ['participants', '参与人数', '참가자 수', '参加者数'],
  GUESTS: ['guests', '嘉宾人数', '내빈 수', '来賓数'],
  EXHIBITORS: ['exhibitors', '参展商数', '참가업체 수', '出展者数'],
  BUYERS: ['buyers', '采购商数', '바이어 수', 'バイヤー数'],
  BOOTHS: ['booths', '展位数', '부스 수', 'ブース数'],
  EXHIBITION_AREAS: ['exhibition areas', '展区数', '전시관 수', '展示エリア数'],
  FLOOR_AREA: ['floor area', '展览面积', '전시 면적', '展示面積'],
};

export const qualifierWords: Words = {
  EXACT: ['exact', '准确', '정확', '正確'],
  ABOUT: ['about', '约', '약', '約'],
  ALMOST: ['almost', '近', '거의', 'ほぼ'],
  MORE_THAN: ['more than', '超过', '이상', '以上'],
};
