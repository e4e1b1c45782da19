import { expect, it } from 'vitest';
import { publishNotice } from '../../../src/programme/ceremonies/publish-notice.ts';
import {
  decidingAs,
  en,
  loadedExhibition,
  operator,
  operatorOfAnother,
  organizer,
  rates,
} from './loaded-rows.ts';

type Input = Parameters<typeof publishNotice.decide>[1];
const publish = (input: Partial<Input> = {}, loaded = loadedExhibition() as never, identity = operator) =>
  publishNotice.decide(
    loaded,
    {
      exhibition: { id: 'exhibition' },
      textTranslations: en('We begin at ten.'),
      mode: 'LIVE',
      idempotencyKey: 'test-key-1',
      ...input,
    },
    decidingAs(identity),
  );
const failure = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });

it.each(['LIVE', 'REHEARSAL'] as const)('announces a notice in %s and writes nothing else', (mode) => {
  expect(publish({ mode })).toEqual({
    result: { announcement: 'new-1' },
    writes: [],
    audit: [
      {
        exhibition: 'exhibition',
        type: 'Exhibition',
        id: 'exhibition',
        before: null,
        after: { mode, notice: en('We begin at ten.') },
      },
    ],
    announcement: {
      id: 'new-1',
      exhibitionId: 'exhibition',
      mode,
      content: { kind: 'NOTICE', texts: en('We begin at ten.') },
      reportingCurrency: 'CNY',
      rates,
    },
  });
});

it('announces for the expected version of the exhibition and no other', () => {
  expect(() => publish({ expectedVersion: 3 })).toThrow(
    failure('VERSION_CONFLICT', { current: { __typename: 'Exhibition', id: 'exhibition' } }),
  );
  expect(publish({ expectedVersion: 4 }).announcement).toBeDefined();
});

it('requires an operator of the exhibition or an organizer', () => {
  expect(() => publish({ expectedVersion: 3 }, undefined, operatorOfAnother)).toThrow(failure('FORBIDDEN'));
  expect(() => publish({}, null as never)).toThrow(failure('NOT_FOUND', { path: ['input', 'exhibition'] }));
  expect(publish({}, undefined, organizer).announcement).toBeDefined();
});
