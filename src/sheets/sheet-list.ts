/** The sheets of a workbook, their names in four languages and their columns. */
import {
  type Column,
  column,
  countryColumn,
  currencyColumn,
  industryColumn,
  keyColumn,
  nameColumn,
  sampleColumn,
  timeZoneColumn,
} from './column.ts';
import { foldWord } from './read-words.ts';
import {
  bodyKindWords,
  categoryWords,
  ceremonyKindWords,
  instrumentWords,
  metricWords,
  partyRoleWords,
  qualifierWords,
  titledKindWords,
} from './words.ts';

export interface SheetDefinition {
  /** English, Chinese, Korean, Japanese. */
  names: readonly string[];
  columns: readonly Column[];
  /** The column that names the row, or, in a sheet of parts, the row of another sheet that it belongs to. */
  key: string;
}

function sheet(names: string, key: string, columns: readonly Column[]): SheetDefinition {
  return { names: names.split('|'), key, columns };
}

const organization = column('organization', 'reference', 'Organization|单位|기관|組織', {
  references: 'organization',
});

const organizationName = column(
  'organizationName',
  'information',
  'Organization name|单位名称|기관명|組織名',
  {
    nameOf: 'organization',
  },
);
const speakerName = (of: string) =>
  column('speakerName', 'information', 'Speaker name|致辞人姓名|연설자 이름|登壇者名', { nameOf: of });
const statusColumn = column('status', 'information', 'Status|状态|상태|状態');

export const sheets = {
  industries: sheet('Industries|行业|산업|業種', 'code', [
    column('code', 'text', 'Code|代码|코드|コード'),
    nameColumn,
  ]),
  companies: sheet('Companies|企业|기업|企業', 'key', [
    keyColumn,
    nameColumn,
    countryColumn,
    industryColumn,
    column('website', 'text', 'Website|网站|웹사이트|ウェブサイト'),
    sampleColumn,
  ]),
  publicBodies: sheet('Public bodies|公共机构|공공기관|公的機関', 'key', [
    keyColumn,
    nameColumn,
    column('bodyKind', 'choice', 'Kind|类型|유형|種類', { words: bodyKindWords }),
    countryColumn,
    column('website', 'text', 'Website|网站|웹사이트|ウェブサイト'),
    sampleColumn,
  ]),
  people: sheet('People|人员|인물|人物', 'key', [keyColumn, nameColumn, countryColumn, sampleColumn]),
  series: sheet('Series|展会系列|시리즈|シリーズ', 'slug', [
    column('slug', 'text', 'Slug|标识|슬러그|スラッグ'),
    nameColumn,
    column('hostCityTranslations', 'localized', 'Host city|主办城市|개최 도시|開催都市'),
    column('hostCountry', 'country', 'Host country|主办国|개최국|開催国'),
    column('hostSubdivision', 'text', 'Host subdivision|主办省州|개최 지역|開催地域'),
    column('partnerCountries', 'countries', 'Partner countries|伙伴国|협력국|協力国'),
    column('heldSince', 'integer', 'Held since|创办年份|창설 연도|創設年'),
    column('organizer', 'reference', 'Organizer|主办单位|주최자|主催者', { references: 'organization' }),
    sampleColumn,
  ]),
  exhibition: sheet('Exhibition|展会|전시회|展示会', 'slug', [
    column('slug', 'text', 'Slug|标识|슬러그|スラッグ'),
    column('series', 'text', 'Series|展会系列|시리즈|シリーズ'),
    column('edition', 'integer', 'Edition|届次|회차|回'),
    nameColumn,
    column('themeTranslations', 'localized', 'Theme|主题|주제|テーマ'),
    column('startsOn', 'day', 'Starts on|开始日期|시작일|開始日'),
    column('endsOn', 'day', 'Ends on|结束日期|종료일|終了日'),
    timeZoneColumn,
    column('languages', 'list', 'Languages|语言|언어|言語'),
    column('reportingCurrency', 'currency', 'Reporting currency|报告币种|보고 통화|報告通貨'),
    column('focusIndustries', 'list', 'Focus industries|重点行业|중점 산업|重点業種'),
    sampleColumn,
  ]),
  exchangeRates: sheet('Exchange rates|汇率|환율|為替レート', 'currency', [
    currencyColumn,
    column('rate', 'decimal', 'Rate|汇率|환율|レート'),
    column('date', 'day', 'Date|日期|날짜|日付'),
    column('source', 'text', 'Source|来源|출처|出典'),
  ]),
  venues: sheet('Venues|场馆|장소|会場', 'key', [
    keyColumn,
    nameColumn,
    column('cityTranslations', 'localized', 'City|城市|도시|都市'),
    countryColumn,
    timeZoneColumn,
  ]),
  exhibitors: sheet('Exhibitors|参展商|참가업체|出展者', 'organization', [
    organization,
    organizationName,
    column('mainExhibitor', 'reference', 'Main exhibitor|主参展商|주 참가업체|主出展者', {
      references: 'exhibitor',
    }),
    column('hall', 'text', 'Hall|展馆|전시관|ホール'),
    column('booth', 'text', 'Booth|展位|부스|ブース'),
    sampleColumn,
  ]),
  deals: sheet('Deals|签约项目|계약|契約', 'key', [
    keyColumn,
    column('titleTranslations', 'localized', 'Title|项目名称|계약명|件名'),
    column('category', 'choice', 'Category|类别|구분|区分', { words: categoryWords }),
    column('instrument', 'choice', 'Instrument|文件类型|문서 유형|文書の種類', { words: instrumentWords }),
    column('amount', 'amount', 'Amount|金额|금액|金額'),
    currencyColumn,
    industryColumn,
    column('signedOn', 'day', 'Signed on|签约日期|체결일|締結日'),
    column('noteTranslations', 'localized', 'Note|备注|비고|備考'),
    statusColumn,
    column('signedAt', 'information', 'Signed at|签约时间|체결 시각|締結日時'),
    sampleColumn,
  ]),
  dealParties: sheet('Deal parties|签约方|계약 당사자|契約当事者', 'deal', [
    column('deal', 'text', 'Deal|签约项目|계약|契約'),
    organization,
    organizationName,
    column('role', 'choice', 'Role|角色|역할|役割', { words: partyRoleWords }),
  ]),
  speeches: sheet('Speeches|致辞|연설|スピーチ', 'key', [
    keyColumn,
    column('speaker', 'reference', 'Speaker|致辞人|연설자|登壇者', { references: 'person' }),
    speakerName('speaker'),
    column('officeTranslations', 'localized', 'Office|职务|직책|役職'),
    column('language', 'text', 'Language|语言|언어|言語'),
    column('textTranslations', 'localized', 'Text|文本|본문|本文'),
    column('paraphrase', 'flag', 'Paraphrase|摘要|요약|要約'),
    column('givenOn', 'day', 'Given on|致辞日期|연설일|演説日'),
    column('noteTranslations', 'localized', 'Note|备注|비고|備考'),
    statusColumn,
    sampleColumn,
  ]),
  ceremonies: sheet('Ceremonies|仪式|행사|式典', 'key', [
    keyColumn,
    column('kind', 'choice', 'Kind|类型|유형|種類', { words: ceremonyKindWords }),
    nameColumn,
    column('startsAt', 'instant', 'Starts at|开始时间|시작 시각|開始時刻'),
    column('endsAt', 'instant', 'Ends at|结束时间|종료 시각|終了時刻'),
    column('venues', 'references', 'Venues|场馆|장소|会場', { references: 'venue' }),
    column('invitedGuests', 'integer', 'Invited guests|受邀嘉宾|초청 내빈|招待客'),
    statusColumn,
    sampleColumn,
  ]),
  programme: sheet('Programme|议程|진행 순서|プログラム', 'ceremony', [
    column('ceremony', 'text', 'Ceremony|仪式|행사|式典'),
    column('deal', 'reference', 'Deal|签约项目|계약|契約', { references: 'deal' }),
    column('dealTitle', 'information', 'Deal title|项目名称|계약명|件名', { nameOf: 'deal' }),
    column('speech', 'reference', 'Speech|致辞|연설|スピーチ', { references: 'speech' }),
    speakerName('speech'),
    column('titleTranslations', 'localized', 'Title|名称|제목|題名'),
    column('kind', 'choice', 'Kind|类型|유형|種類', { words: titledKindWords }),
    column('startsAt', 'instant', 'Starts at|开始时间|시작 시각|開始時刻'),
    column('durationSeconds', 'integer', 'Duration in seconds|时长秒数|소요 초|所要秒数'),
  ]),
  figures: sheet('Reported figures|公布数据|공표 수치|公表値', 'key', [
    keyColumn,
    column('ceremony', 'reference', 'Ceremony|仪式|행사|式典', { references: 'ceremony' }),
    column('metric', 'choice', 'Metric|指标|지표|指標', { words: metricWords }),
    column('value', 'amount', 'Value|数值|값|値'),
    currencyColumn,
    column('qualifier', 'choice', 'Qualifier|限定|한정|限定', { words: qualifierWords }),
    column('fromEdition', 'integer', 'From edition|起始届次|시작 회차|開始回'),
    column('toEdition', 'integer', 'To edition|截止届次|종료 회차|終了回'),
    column('asOf', 'day', 'As of|截至日期|기준일|基準日'),
    column('noteTranslations', 'localized', 'Note|备注|비고|備考'),
  ]),
  sources: sheet('Sources|来源|출처|出典', 'figure', [
    column('figure', 'text', 'Figure|公布数据|공표 수치|公表値'),
    column('publisher', 'text', 'Publisher|发布方|발행처|発行元'),
    column('reference', 'text', 'Reference|文号|문서 번호|文書番号'),
    column('publishedOn', 'day', 'Published on|发布日期|발행일|発行日'),
    column('url', 'text', 'URL|网址|주소|アドレス'),
  ]),
} as const satisfies Record<string, SheetDefinition>;

export type SheetId = keyof typeof sheets;
export const sheetIds = Object.keys(sheets) as SheetId[];

/** The sheet with this name in one of the languages, or with this id. Null if there is none. */
export function findSheet(name: string): SheetId | null {
  const folded = foldWord(name);
  return sheetIds.find((id) => [id, ...sheets[id].names].some((each) => foldWord(each) === folded)) ?? null;
}
