import { describe, expect, it } from 'vitest';
import type { LoadedSpeech } from '../../../src/programme/speeches/load-speech.ts';
import { releaseSpeechText } from '../../../src/programme/speeches/release-speech-text.ts';
import {
  decidingAs,
  en,
  loadedSpeech,
  operator,
  operatorOfAnother,
  parametersOf,
  statements,
} from './loaded-rows.ts';

const failure = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const input = { speech: 'speech', mode: 'LIVE' as const, idempotencyKey: 'test-key-1' };
type Input = Parameters<typeof releaseSpeechText.decide>[1];
const release = (row: Partial<LoadedSpeech> | null = {}, more: Partial<Input> = {}, identity = operator) =>
  releaseSpeechText.decide(
    row && loadedSpeech({ status: 'FINISHED', ...row }),
    { ...input, ...more },
    decidingAs(identity),
  );
const released = { textReleasedAt: '2030-05-06T08:00:00Z', releases: 1 };

describe('releaseSpeechText', () => {
  it('publishes the text that was entered before, of a speech in progress and of a finished one', () => {
    for (const status of ['STARTED', 'FINISHED'] as const) {
      const { result, writes, audit, announcement } = release({ status });
      expect(result).toEqual({ speech: 'speech', announcement: 'new-1' });
      expect(announcement).toMatchObject({
        mode: 'LIVE',
        subject: { speechId: 'speech' },
        content: { kind: 'SPEECH_TEXT_RELEASED', speech: { id: 'speech', texts: en('Welcome.') } },
      });
      expect(announcement?.content).not.toHaveProperty('round');
      expect(writes).toEqual([]);
      expect(parametersOf([announcement!.change!], 'UPDATE "Speech"')).toEqual([
        en('Welcome.'),
        false,
        'speech',
      ]);
      expect(audit).toMatchObject([{ before: { released: false }, after: { released: true } }]);
    }
  });

  it('publishes a text that is given with the release, in the order of the languages of the exhibition', () => {
    const textTranslations = [...en('Hello.'), { language: 'zh', text: '你好。' }];
    const { announcement } = release({ texts: null }, { textTranslations, paraphrase: true });
    const texts = [{ language: 'zh', text: '你好。' }, ...en('Hello.')];
    expect(announcement?.content).toMatchObject({ speech: { texts } });
    expect(parametersOf([announcement!.change!], 'UPDATE "Speech"')).toEqual([texts, true, 'speech']);
  });

  it('corrects a text that is public as another round, and keeps the time of the first release', () => {
    const { announcement } = release(released, { textTranslations: en('Hello.') });
    expect(announcement?.content).toMatchObject({ speech: { texts: en('Hello.') }, round: 2 });
    expect(statements([announcement!.change!])[0]).toContain(
      '"textReleasedAt" = coalesce("textReleasedAt", moved."lastAnnouncedAt")',
    );
  });

  it('refuses to publish what is public already', () => {
    for (const more of [{}, { textTranslations: en('Welcome.') }, { paraphrase: false }])
      expect(() => release(released, more)).toThrow(failure('SPEECH_TEXT_ALREADY_RELEASED'));
  });

  it('needs a text', () => {
    expect(() => release({ texts: null })).toThrow(
      failure('INVALID_INPUT', { path: ['input', 'textTranslations'] }),
    );
  });

  it('refuses a speech that has not started in the stream', () => {
    expect(() => release({ status: 'SCHEDULED', rehearsalStatus: 'FINISHED' })).toThrow(
      failure('SPEECH_NOT_STARTED'),
    );
    expect(() => release({ rehearsalStatus: 'SCHEDULED' }, { mode: 'REHEARSAL' })).toThrow(
      failure('SPEECH_NOT_STARTED'),
    );
  });

  it('changes nothing that is public in a rehearsal, and is repeated there after the release in public', () => {
    const { announcement, writes } = release(
      { ...released, releases: 0, rehearsalStatus: 'FINISHED' },
      { mode: 'REHEARSAL', textTranslations: en('Hello.') },
    );
    expect(announcement).toMatchObject({ mode: 'REHEARSAL', content: { speech: { texts: en('Hello.') } } });
    expect(parametersOf(writes, 'UPDATE "Speech"')).toEqual([
      [{ id: 'speech', rehearsalTextReleased: true }],
    ]);
  });

  it('releases the expected version and no other', () => {
    expect(() => release({}, { expectedVersion: 3 })).toThrow(failure('VERSION_CONFLICT'));
    expect(release({}, { expectedVersion: 4 }).result).toMatchObject({ speech: 'speech' });
  });

  it('requires an operator of the exhibition', () => {
    expect(() => release({}, {}, operatorOfAnother)).toThrow(failure('FORBIDDEN'));
    expect(() => release(null)).toThrow(failure('NOT_FOUND', { path: ['input', 'speech'] }));
    expect(() => release({ status: 'SCHEDULED' }, {}, operatorOfAnother)).toThrow(failure('NOT_FOUND'));
  });
});
