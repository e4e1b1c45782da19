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
    'leaves a speech that is %s, whatever version is expected',
    (status) => {
      expect(() => update({ expectedVersion: 1 }, { status })).toThrow(failure('SPEECH_NOT_SCHEDULED'));
      expect(update({}, { rehearsalStatus: status }).result).toEqual({ speech: 'speech' });
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
  const create = (changes: Partial<Loaded> = {}, identity = operator) =>
    createSpeech.decide(
      { exhibition: loadedExhibition(), speaker: 'person', ...changes },
      {
        exhibition: { id: 'exhibition' },
        speaker: 'person',
        officeTranslations: en('Mayor'),
        language: 'en',
        textTranslations: en('Welcome.'),
        paraphrase: false,
        sample: false,
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

  it('names the field of an exhibition and of a speaker that do not exist', () => {
    expect(() => create({ exhibition: null })).toThrow(
      failure('NOT_FOUND', { path: ['input', 'exhibition'] }),
    );
    expect(() => create({ speaker: undefined as never })).toThrow(
      failure('NOT_FOUND', { path: ['input', 'speaker'] }),
    );
  });

  it('requires an operator of the exhibition', () => {
    expect(() => create({}, operatorOfAnother)).toThrow(failure('FORBIDDEN'));
  });
});

it('speeches are listed in the order of planning, the earliest first', () => {
  expect(inOrderOfPlanning).toMatchObject({ column: { text: 'item."id"' }, descending: false });
});
