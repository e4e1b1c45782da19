/** Cursors and idempotency keys: of other lists, of other streams, ahead, tampered with, used again. */
import { mutationOf, type OperationCase, type World } from './operation-case.ts';

const page = (what: string, after: (world: World) => string, answer = 'INVALID_CURSOR'): OperationCase => ({
  what: `a list after ${what}`,
  query: () => 'query($after: String) { deals(after: $after) { nodes { id } } }',
  variables: (world) => ({ after: after(world) }),
  as: 'organizer',
  answer,
});
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
/** The cursor with another value in one of its places. */
const changed = (cursor: string, place: number, value: unknown) =>
  encode(JSON.parse(Buffer.from(cursor, 'base64url').toString()).with(place, value));
const flip = (text: string) => `${text.slice(0, -6)}${text.at(-6) === 'A' ? 'B' : 'A'}${text.slice(-5)}`;

const lists: OperationCase[] = [
  page('nothing', () => ''),
  page('nonsense', () => 'nonsense'),
  page('the cursor of another list', ({ cursors }) => cursors.companies),
  page('a cursor of the stream', ({ cursors }) => cursors.stream),
  page('a cursor with SQL inside', () => encode(['latest', "'; DROP TABLE", 'x'])),
  page('a cursor with numbers inside', () => encode([1, 2, 3])),
  page('a cursor with a prototype inside', () => encode({ __proto__: [] })),
  page('an invalid row id', ({ cursors }) => changed(cursors.deals, 2, '-'.repeat(36))),
  page('an invalid time', ({ cursors }) => changed(cursors.deals, 1, '2030-99-99 99:99:99+00')),
  page('a date that does not exist', ({ cursors }) => changed(cursors.deals, 1, '2030-02-31 00:00:00+00')),
  page('a time of an invalid zone', ({ cursors }) => changed(cursors.deals, 1, '2030-02-01 00:00:00+99')),
  page('a time that is a list', ({ cursors }) => changed(cursors.deals, 1, [])),
  page('a truncated cursor', ({ cursors }) => cursors.deals.slice(0, 10)),
  page('a cursor of 100,000 characters', () => 'A'.repeat(100_000)),
  page('a cursor 50,000 lists deep', () => Buffer.from('['.repeat(50_000)).toString('base64url')),
  page('a cursor with a trailing NUL, which base64 ignores', ({ cursors }) => `${cursors.deals}\0`, 'fine'),
  {
    what: 'a list after and before the same cursor',
    query: () => 'query($c: String) { deals(after: $c, before: $c) { nodes { id } } }',
    variables: ({ cursors }) => ({ c: cursors.deals }),
    as: 'organizer',
    answer: 'fine',
    says: /"nodes":\[\]/,
  },
];

const announcements = (what: string, after: (world: World) => string, answer: string): OperationCase => ({
  what: `announcements after ${what}`,
  query: () =>
    'query($after: String) { exhibition(idOrSlug: "fair") { announcements(after: $after) { nodes { sequence } } } }',
  variables: (world) => ({ after: after(world) }),
  answer,
});
const atSequence = ({ cursors }: World, sequence: string) =>
  Buffer.from(Buffer.from(cursors.stream, 'base64url').toString().replace(/\d+$/, sequence)).toString(
    'base64url',
  );

const streams: OperationCase[] = [
  announcements('nothing', () => '', 'CURSOR_INVALID'),
  announcements('nonsense', () => '%%%', 'CURSOR_INVALID'),
  announcements('the cursor of a list', ({ cursors }) => cursors.deals, 'CURSOR_INVALID'),
  announcements('the cursor of another exhibition', ({ cursors }) => cursors.foreignStream, 'CURSOR_EXPIRED'),
  announcements('a cursor ahead of the stream', (world) => atSequence(world, '999999999'), 'CURSOR_AHEAD'),
  announcements(
    'a cursor with a sequence beyond the integers',
    (world) => atSequence(world, '9'.repeat(30)),
    'CURSOR_INVALID',
  ),
  announcements('a cursor below zero', (world) => atSequence(world, '-1'), 'CURSOR_INVALID'),
  announcements('a cursor with half a sequence', (world) => atSequence(world, '1.5'), 'CURSOR_INVALID'),
  announcements(
    'a cursor with one changed character',
    ({ cursors }) => flip(cursors.stream),
    'CURSOR_INVALID',
  ),
  announcements('a cursor of 100,000 characters', () => 'A'.repeat(100_000), 'CURSOR_INVALID'),
];

const notice = (what: string, key: unknown, answer: string, words = 'Hallo'): OperationCase => ({
  what: `a key ${what}`,
  query: mutationOf('publishNotice'),
  variables: ({ exhibition }) => ({
    input: { exhibition, textTranslations: [{ language: 'de', text: words }], idempotencyKey: key },
  }),
  as: 'operator',
  answer,
});

const keys: OperationCase[] = [
  notice('that is empty', '', 'INVALID_INPUT'),
  notice('of seven characters', 'abcdefg', 'INVALID_INPUT'),
  notice('of 201 characters', 'k'.repeat(201), 'INVALID_INPUT'),
  notice('of 100,000 characters', 'k'.repeat(100_000), 'INVALID_INPUT'),
  notice('with a space', 'a key with spaces', 'INVALID_INPUT'),
  notice('with NUL', 'abcdefgh\0', 'INVALID_INPUT'),
  notice('with letters of other alphabets', 'ключ-ключ', 'INVALID_INPUT'),
  notice('that is a number', 12_345_678, 'BAD_USER_INPUT'),
  notice('that is null', null, 'BAD_USER_INPUT'),
  notice('that is SQL, and a key like any other', `';DROP-TABLE"Deal";--`, 'fine'),
  notice('that is a prototype, and a key like any other', '__proto__', 'fine'),
  notice('used for the first time', 'used-twice', 'fine'),
  notice('used again for the same input', 'used-twice', 'fine'),
  notice('used again for another input', 'used-twice', 'IDEMPOTENCY_KEY_REUSED', 'Tschüss'),
  {
    what: 'a key used again for another mutation',
    query: mutationOf('signDeal'),
    variables: ({ deals }) => ({ input: { deal: deals[0], idempotencyKey: 'used-twice' } }),
    as: 'operator',
    answer: 'IDEMPOTENCY_KEY_REUSED',
  },
  {
    ...notice('of another caller, whose keys are separate', 'used-twice', 'fine', 'Anders'),
    as: 'organizer',
  },
];

export const cursorCases: OperationCase[] = [...lists, ...streams, ...keys];
