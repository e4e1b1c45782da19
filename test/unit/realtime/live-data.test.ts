import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { selectsLiveData } from '../../../src/realtime/live-data.ts';
import { schema } from '../../../src/schema.ts';
import { WallAnnouncements } from '../../../src/web/operations.ts';

const isLive = (selection: string) =>
  selectsLiveData(schema, parse(`subscription { announcements(exhibition: "fair") { ${selection} } }`));

it.each([
  'id sequence cursor totals { deals }',
  'exhibition { __typename id slug }',
  '... on DealSigned { deal { dealId title parties { role organization { name country } } } }',
  '... on Node { id }',
])('finds none in %s', (selection) => {
  expect(isLive(selection)).toBe(false);
});

it.each([
  'exhibition { name }',
  'exhibition { id slug deals { totalCount } }',
  '... on DealSigned { deal { current { status } } }',
  '... on DealSigned { deal { parties { organization { current { website } } } } }',
  '... on SpeechStarted { speech { current { status } } }',
])('finds some in %s', (selection) => {
  expect(isLive(selection)).toBe(true);
});

it('finds them behind fragments', () => {
  const document = `
    subscription { announcements(exhibition: "fair") { ...A } }
    fragment A on DealSigned { deal { ...B } }
    fragment B on DealSnapshot { current { status } }`;
  expect(selectsLiveData(schema, parse(document))).toBe(true);
});

it('finds none in the operation of the wall, whose payloads are stored', () => {
  expect(selectsLiveData(schema, parse(WallAnnouncements.query))).toBe(false);
});
