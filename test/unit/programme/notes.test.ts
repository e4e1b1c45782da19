/** What was reported beside a deal or a speech changes at any time, and announces nothing. */
import { describe, expect, it } from 'vitest';
import { updateDealNotes } from '../../../src/programme/deals/update-deal-notes.ts';
import type { LoadedNotes } from '../../../src/programme/sources/notes.ts';
import { updateSpeechNotes } from '../../../src/programme/speeches/update-speech-notes.ts';
import {
  decidingAs,
  en,
  loadedDeal,
  loadedSpeech,
  operator,
  operatorOfAnother,
  parametersOf,
  statements,
} from './loaded-rows.ts';

const failure = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const source = { publisher: 'Xinhua', reference: '', publishedOn: '2030-05-09', url: null };
const given = { publisher: 'Yonhap', publishedOn: new Date('2030-05-10T00:00:00Z') };
const stored: LoadedNotes = { notes: en('A ferry too.'), sources: [source] };
type Input = Parameters<typeof updateDealNotes.decide>[1];

const ofDeal = (
  input: Partial<Input> = {},
  deal: Parameters<typeof loadedDeal>[0] | null = { status: 'SIGNED' },
  identity = operator,
) =>
  updateDealNotes.decide(
    { deal: deal && loadedDeal(deal), reported: stored },
    { deal: 'deal', ...input },
    decidingAs(identity),
  );

describe('updateDealNotes', () => {
  it.each(['PLANNED', 'SIGNED', 'RETRACTED', 'WITHDRAWN'] as const)(
    'changes the notes of a deal that is %s, in the order of the languages, and announces nothing',
    (status) => {
      const zh = { language: 'zh', text: '渡轮' };
      const { result, writes, audit, announcement } = ofDeal(
        { noteTranslations: [...en('A ferry.'), zh] },
        { status },
      );
      expect(result).toEqual({ deal: 'deal' });
      expect(announcement).toBeUndefined();
      const notes = [zh, ...en('A ferry.')];
      expect(parametersOf(writes, 'UPDATE "Deal"')).toEqual([[{ id: 'deal', notes }]]);
      expect(statements(writes).join()).not.toContain('_DealToSource');
      expect(audit).toEqual([
        { exhibition: 'exhibition', type: 'Deal', id: 'deal', before: stored, after: { ...stored, notes } },
      ]);
    },
  );

  it('replaces and removes the sources, and keeps what is absent', () => {
    const { writes, audit } = ofDeal({ sources: [given] });
    expect(statements(writes)).toContainEqual(expect.stringContaining('DELETE FROM "_DealToSource"'));
    const yonhap = { publisher: 'Yonhap', reference: '', publishedOn: '2030-05-10', url: null };
    expect(audit[0]!.after).toEqual({ notes: stored.notes, sources: [yonhap] });
    for (const sources of [null, []])
      expect(ofDeal({ sources }).audit[0]!.after).toEqual({ notes: stored.notes, sources: [] });
    expect(ofDeal({ noteTranslations: null }).audit[0]!.after).toEqual({ notes: null, sources: [source] });
  });

  it('is for operators of the exhibition, at the expected version; a hidden deal does not exist', () => {
    expect(() => ofDeal({ expectedVersion: 3 })).toThrow(failure('VERSION_CONFLICT'));
    expect(() => ofDeal({}, {}, operatorOfAnother)).toThrow(failure('NOT_FOUND'));
    expect(() => ofDeal({}, null)).toThrow(failure('NOT_FOUND', { path: ['input', 'deal'] }));
    expect(() => ofDeal({}, { status: 'SIGNED' }, operatorOfAnother)).toThrow(failure('FORBIDDEN'));
  });
});

describe('updateSpeechNotes', () => {
  const ofSpeech = (speech: Parameters<typeof loadedSpeech>[0], identity = operator) =>
    updateSpeechNotes.decide(
      { speech: loadedSpeech(speech), reported: stored },
      { speech: 'speech', noteTranslations: en('Much applause.') },
      decidingAs(identity),
    );

  it('changes the notes of a speech that is over, and names the speaker for the personal values', () => {
    const { writes, audit, announcement } = ofSpeech({ status: 'FINISHED' });
    expect(announcement).toBeUndefined();
    expect(parametersOf(writes, 'UPDATE "Speech"')).toEqual([
      [{ id: 'speech', notes: en('Much applause.') }],
    ]);
    expect(audit[0]).toMatchObject({
      type: 'Speech',
      before: { speakerId: 'person', ...stored },
      after: { speakerId: 'person', notes: en('Much applause.') },
    });
  });

  it('enters nothing about a speaker who was redacted, and is for operators of the exhibition', () => {
    expect(() => ofSpeech({ isRedacted: true })).toThrow(failure('INVALID_INPUT'));
    expect(() => ofSpeech({ status: 'FINISHED' }, operatorOfAnother)).toThrow(failure('FORBIDDEN'));
    expect(() => ofSpeech({}, operatorOfAnother)).toThrow(failure('NOT_FOUND'));
  });
});
