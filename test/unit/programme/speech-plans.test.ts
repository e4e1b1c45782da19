/** The rules of a speech that is scheduled. */
import { describe, expect, it } from 'vitest';
import { createSpeech } from '../../../src/programme/speeches/create-speech.ts';
import type { LoadedSpeech } from '../../../src/programme/speeches/load-speech.ts';
import { inOrderOfPlanning } from '../../../src/programme/speeches/speeches.query.ts';
import { updateSpeech } from '../../../src/programme/speeches/update-speech.ts';
import {
  decidingAs,
  en,
  loadedExhibition,
  loadedSpeech,
  operator,
  operatorOfAnother,
  parametersOf,
} from './loaded-rows.ts';

const failure = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const content = { office: en('Mayor'), language: 'en', texts: en('Welcome.'), paraphrase: false };

describe('updateSpeech', () => {
  type Input = Parameters<typeof updateSpeech.decide>[1];
  const update = (input: Partial<Input> = {}, row: Partial<LoadedSpeech> | null = {}, identity = operator) =>
    updateSpeech.decide(row && loadedSpeech(row), { speech: 'speech', ...input }, decidingAs(identity));
  const state = { ...content, speakerId: 'person', status: 'SCHEDULED', sample: false };

  it.each([
    ['nothing', {}, {}],
    ['its office', { officeTranslations: en('Minister') }, { office: en('Minister') }],
    ['its language', { language: 'zh' }, { language: 'zh' }],
    [
      'its texts, in the order of the languages of the exhibition',
      { textTranslations: [...en('Hello.'), { language: 'zh', text: '你好。' }] },
      { texts: [{ language: 'zh', text: '你好。' }, ...en('Hello.')] },
    ],
    ['its texts to none', { textTranslations: null }, { texts: null }],
    ['whether it is a paraphrase', { paraphrase: true }, { paraphrase: true }],
  ])('changes %s and keeps what is absent from the input', (_, input, after) => {
    const { result, writes, audit, announcement } = update(input);
    expect(result).toEqual({ speech: 'speech' });
    expect(announcement).toBeUndefined();
    expect(parametersOf(writes, 'UPDATE "Speech"')).toEqual([[{ id: 'speech', ...content, ...after }]]);
    expect(audit).toEqual([
      {
        exhibition: 'exhibition',
        type: 'Speech',
        id: 'speech',
        before: state,
        after: { ...state, ...after },
      },
    ]);
  });

  it.each(['STARTED', 'FINISHED'] as const)(
    'leaves the office and the language of a speech that is %s, whatever version is expected',
    (status) => {
      for (const input of [{ officeTranslations: en('Minister') }, { language: 'zh' }]) {
        expect(() => update({ expectedVersion: 1, ...input }, { status })).toThrow(
          failure('SPEECH_NOT_SCHEDULED'),
        );
        expect(update(input, { rehearsalStatus: status }).result).toEqual({ speech: 'speech' });
      }
    },
  );

  it.each(['SCHEDULED', 'STARTED', 'FINISHED'] as const)(
    'changes the text of a speech that is %s until it is released in public',
    (status) => {
      for (const input of [
        { textTranslations: en('Hello.') },
        { textTranslations: null },
        { paraphrase: true },
      ]) {
        expect(update(input, { status, rehearsalTextReleased: true }).result).toEqual({ speech: 'speech' });
        expect(() => update(input, { status, textReleasedAt: '2030-05-06T08:00:00Z' })).toThrow(
          failure('SPEECH_TEXT_ALREADY_RELEASED', { path: ['input', 'speech'] }),
        );
      }
    },
  );

  it('changes the expected version and no other', () => {
    expect(() => update({ expectedVersion: 3 })).toThrow(failure('VERSION_CONFLICT', { currentVersion: 4 }));
    expect(update({ expectedVersion: 4 }).result).toEqual({ speech: 'speech' });
  });

  it('does not find a scheduled speech of another exhibition, and forbids one that was started', () => {
    for (const row of [null, {}])
      expect(() => update({}, row, operatorOfAnother)).toThrow(
        failure('NOT_FOUND', { path: ['input', 'speech'] }),
      );
    expect(() => update({}, { status: 'FINISHED' }, operatorOfAnother)).toThrow(failure('FORBIDDEN'));
  });
});

describe('createSpeech', () => {
  type Loaded = Parameters<typeof createSpeech.decide>[0];
  const create = (changes: Partial<Loaded> = {}, identity = operator, input: object = {}) =>
    createSpeech.decide(
      { exhibition: loadedExhibition(), speaker: { id: 'person', mergedIntoId: null }, ...changes },
      {
        exhibition: { id: 'exhibition' },
        speaker: 'person',
        officeTranslations: en('Mayor'),
        language: 'en',
        textTranslations: en('Welcome.'),
        paraphrase: false,
        sample: false,
        ...input,
      },
      decidingAs(identity),
    );

  it('schedules the speech and announces nothing', () => {
    const { result, audit, announcement } = create();
    expect(result).toEqual({ speech: 'new-1' });
    expect(announcement).toBeUndefined();
    const after = { ...content, speakerId: 'person', sample: false };
    expect(audit).toEqual([{ exhibition: 'exhibition', type: 'Speech', id: 'new-1', before: null, after }]);
  });

  it.each([undefined, null])(
    'schedules a speech whose text is %s as one without a text',
    (textTranslations) => {
      const { audit } = create({}, operator, { textTranslations });
      expect(audit).toMatchObject([{ after: { texts: null } }]);
    },
  );

  it('names the field of an exhibition and of a speaker that do not exist', () => {
    expect(() => create({ exhibition: null })).toThrow(
      failure('NOT_FOUND', { path: ['input', 'exhibition'] }),
    );
    expect(() => create({ speaker: null })).toThrow(failure('NOT_FOUND', { path: ['input', 'speaker'] }));
    expect(() => create({ speaker: { id: 'person', mergedIntoId: 'other' } })).toThrow(
      failure('INVALID_INPUT', { path: ['input', 'speaker'] }),
    );
  });

  it('requires an operator of the exhibition', () => {
    expect(() => create({}, operatorOfAnother)).toThrow(failure('FORBIDDEN'));
  });
});

it('speeches are listed in the order of planning, the earliest first', () => {
  expect(inOrderOfPlanning).toMatchObject({ column: { text: 'item."id"' }, descending: false });
});
