/** What is read instead of the personal values of a person who was redacted: texts, so that every client can show them. */
import type { LocalizedText } from '../text/localized-text.ts';

export const redactedName: LocalizedText = [
  { language: 'en', text: 'Name removed' },
  { language: 'zh', text: '姓名已删除' },
  { language: 'ko', text: '이름 삭제됨' },
  { language: 'ja', text: '氏名削除済み' },
];

export const redactedOffice: LocalizedText = [
  { language: 'en', text: 'Office removed' },
  { language: 'zh', text: '职务已删除' },
  { language: 'ko', text: '직책 삭제됨' },
  { language: 'ja', text: '役職削除済み' },
];
