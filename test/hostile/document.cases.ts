/** Documents that are broken, deep, broad, circular, very long, or ask for hidden data. */
import { getIntrospectionQuery } from 'graphql';
import type { OperationCase } from './operation-case.ts';

const times = (count: number, text: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ');
const around = (depth: number, open: string, core: string, close: string) =>
  open.repeat(depth) + core + close.repeat(depth);

const unparsable: OperationCase[] = [
  ['an empty document', ''],
  ['spaces alone', ' \n\t '],
  ['a comment alone', '# nothing'],
  ['a brace that is not closed', '{ viewer { role }'],
  ['a brace too many', '{ viewer { role } } }'],
  ['a string that is not closed', '{ deal(id: "x) { id } }'],
  ['a block string that is not closed', '{ deal(id: """x) { id } }'],
  ['an escape that is none', '{ deal(id: "\\x41") { id } }'],
  ['half a surrogate pair, escaped', '{ deal(id: "\\ud800") { id } }'],
  ['a character beyond Unicode', '{ deal(id: "\\u{110000}") { id } }'],
  ['a number that is none', '{ deals(first: 01) { totalCount } }'],
  ['a name with an accent', '{ vïewer { role } }'],
  ['a name in letters that only look alike', '{ viеwer { role } }'],
  ['NUL', '{ viewer\0 { role } }'],
  ['JSON in place of GraphQL', '{"query": "{ viewer { role } }"}'],
  ['SQL in place of GraphQL', `'; DROP TABLE "Deal"; --`],
  ['markup in place of GraphQL', '<script>alert(1)</script>'],
  ['10,000 fields', `{ ${times(10_000, () => 'viewer { role }')} }`],
  ['100,000 opening braces', '{'.repeat(100_000)],
  [
    'a list literal 20,000 deep',
    `{ deals(filter: { status: ${around(20_000, '[', '', ']')} }) { totalCount } }`,
  ],
  ['an object literal 10,000 deep', `{ deals(filter: ${around(10_000, '{a:', '1', '}')}) { totalCount } }`],
  ['a type wrapped 20,000 times', `query($x: ${around(20_000, '[', 'Int', ']')}) { viewer { role } }`],
  ['100,000 lines', `${'\n'.repeat(100_000)}{ ${times(150, (n) => `password${n}`)} }`],
  ['a fragment named on', 'fragment on on Query { viewer { role } } { ...on }'],
].map(([what, query]) => ({ what: what!, query: () => query!, answer: 'GRAPHQL_PARSE_FAILED' }));

const invalid: OperationCase[] = [
  ['a field that is not there', '{ password }'],
  ['a field that is almost there', '{ viewer { rol } }'],
  ['an argument that is not there', '{ deals(where: 1) { totalCount } }'],
  ['a type that is not there', 'query($x: Password) { viewer { role } }'],
  ['a directive that is not there', '{ viewer @admin { role } }'],
  ['500 directives', `{ viewer ${'@include(if: true) '.repeat(500)} { role } }`],
  ['an object without a selection', '{ viewer }'],
  ['a selection of a text', '{ viewer { role { id } } }'],
  ['two operations, one without a name', '{ viewer { role } } query A { viewer { role } }'],
  ['two operations of one name', 'query A { viewer { role } } query A { viewer { role } }'],
  ['a schema in place of an operation', 'type Query { hacked: String }'],
  ['an extension of the schema', 'extend type Query { hacked: String } { viewer { role } }'],
  ['a fragment in a circle with itself', 'fragment A on Query { ...A } { ...A }'],
  [
    'fragments in a circle of three',
    'fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A } { ...A }',
  ],
  [
    'a circle of a hundred fragments',
    `${times(100, (n) => `fragment F${n} on Query { ...F${(n + 1) % 100} }`)} { ...F0 }`,
  ],
  ['an unknown fragment', '{ ...Nobody }'],
  ['a fragment on what cannot be', '{ viewer { ... on Deal { id } } }'],
  ['one alias for two fields', '{ viewer { a: role a: name } }'],
  [
    '400 fields that contradict each other',
    `{ ${times(400, (n) => `a: deals(first: ${n}) { totalCount }`)} }`,
  ],
  [
    '1,500 fields of an object that does not have them',
    `{ deals(filter: { ${times(1_500, (n) => `x${n}: 1`)} }) { totalCount } }`,
  ],
  ['one field 400 times', `{ ${times(400, () => 'a: deals(first: 1) { totalCount }')} }`],
  [
    'one field in each of 300 fragments',
    `{ ${times(300, (n) => `...F${n}`)} } ${times(300, (n) => `fragment F${n} on Query { a: deals { totalCount } }`)}`,
  ],
  [
    'one field twice on each of eleven levels of fragments',
    `{ ...F0 } ${times(11, (n) => `fragment F${n} on Query { viewer { a: role ...F${n + 1} b: role ...F${n + 1} } }`)} fragment F11 on Query { viewer { role } }`,
  ],
  ['800 pairs of fields of one alias', `{ viewer { ${times(800, () => 'a: role a: name')} } }`],
  ['an enum value that is not there', '{ deals(filter: { status: [SECRET] }) { totalCount } }'],
  ['a text where a number is expected', '{ deals(first: "1") { totalCount } }'],
  ['a number beyond 32 bits', '{ deals(first: 99999999999) { totalCount } }'],
  ['a variable that is not declared', '{ deals(first: $n) { totalCount } }'],
  ['a variable declared twice', 'query($n: Int, $n: Int) { deals(first: $n) { totalCount } }'],
  ['500 unused variables', `query(${times(500, (n) => `$v${n}: Int`)}) { viewer { role } }`],
  [
    'two subscriptions in one',
    'subscription { a: announcements(exhibition: "fair") { id } b: announcements(exhibition: "fair") { id } }',
  ],
  ['a prototype for a field', '{ __proto__ { x } constructor { x } }'],
].map(([what, query]) => ({ what: what!, query: () => query!, answer: 'GRAPHQL_VALIDATION_FAILED' }));

const series = (depth: number) =>
  `{ exhibitions { nodes ${around(depth, '{ series { exhibitions(first: 1) { nodes ', '{ id }', ' } } }')} } }`;

const tooMuch: OperationCase[] = [
  ['some levels too deep', series(4)],
  ['a hundred levels', series(100)],
  ['401 aliases', `{ ${times(401, (n) => `a${n}: viewer { role }`)} }`],
  [
    '100 full pages',
    `{ ${times(100, (n) => `a${n}: deals(first: 100) { nodes { parties { organization { name } } } }`)} }`,
  ],
  [
    'the same through fragments',
    `fragment P on Query { deals(first: 100) { nodes { parties { organization { name } } } } } { ${times(100, (n) => `a${n}: deals(first: ${(n % 99) + 1}) { nodes { parties { role } } }`)} ...P }`,
  ],
  [
    'fragments that double thirty times',
    `${times(30, (n) => `fragment F${n} on Query { a${n}: viewer { role } ...F${n + 1} ... { ...F${n + 1} } }`)} fragment F30 on Query { viewer { role } } { ...F0 }`,
  ],
  [
    'a mutation with fragments that double thirty times',
    `${times(30, (n) => `fragment F${n} on Mutation { ...F${n + 1} ...F${n + 1} }`)} fragment F30 on Mutation { __typename } mutation { ...F0 }`,
  ],
  [
    'depth hidden in fragments',
    `fragment A on Exhibition { series { exhibitions { nodes { ...B } } } } fragment B on Exhibition { series { exhibitions { nodes { ...C } } } } fragment C on Exhibition { series { exhibitions { nodes { ...D } } } } fragment D on Exhibition { series { exhibitions { nodes { series { exhibitions { nodes { series { exhibitions { nodes { id } } } } } } } } } } { exhibitions { nodes { ...A } } }`,
  ],
].map(([what, query]) => ({ what: what!, query: () => query!, answer: 'QUERY_TOO_COMPLEX' }));

const fine: OperationCase[] = [
  {
    what: 'an operation of another name',
    query: () => 'query A { viewer { role } } query B { viewer { role } }',
    answer: 'OPERATION_RESOLUTION_FAILURE',
  },
  {
    what: 'a fragment and no operation',
    query: () => 'fragment A on Query { viewer { role } }',
    answer: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    what: 'the whole schema',
    query: () => '{ __schema { types { name fields { name args { name type { name } } } } } }',
    answer: 'fine',
  },
  {
    what: 'the schema in a recursive selection',
    query: () => `{ __schema { types ${around(8, '{ fields { type ', '{ name }', ' } }')} } }`,
    answer: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    what: 'the introspection query of tools',
    query: () => getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, oneOf: true }),
    answer: 'fine',
  },
  {
    what: 'the schema fifty times',
    query: () =>
      `{ ${Array.from({ length: 50 }, (_, n) => `a${n}: __schema { types { name fields { name description args { name } type { name kind } } } }`).join(' ')} }`,
    answer: 'QUERY_TOO_COMPLEX',
  },
  {
    what: 'the types of the schema fifty times, by one fragment',
    query: () =>
      `{ __schema { ${Array.from({ length: 50 }, (_, n) => `a${n}: types { ...T }`).join(' ')} } } fragment T on __Type { name fields { name description args { name } type { name kind } } }`,
    answer: 'QUERY_TOO_COMPLEX',
  },
  { what: 'a comment of 200 KB', query: () => `{ viewer { role } } #${'x'.repeat(200_000)}`, answer: 'fine' },
  {
    what: 'a string of 200 KB',
    query: () => `{ deals(filter: { text: "${'x'.repeat(200_000)}" }) { totalCount } }`,
    answer: 'BAD_USER_INPUT',
  },
  { what: 'an alias of 100 KB', query: () => `{ ${'a'.repeat(100_000)}: viewer { role } }`, answer: 'fine' },
  {
    what: 'a subscription by POST',
    query: () => 'subscription { announcements(exhibition: "fair") { id } }',
    answer: 'BAD_REQUEST',
  },
  { what: 'every field skipped', query: () => '{ viewer @skip(if: true) { role } }', answer: 'fine' },
  {
    what: '@defer, which is not supported',
    query: () => '{ viewer { ... @defer { role } } }',
    answer: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    what: 'the same field 1,500 times',
    query: () => `{ viewer { ${'role '.repeat(1_500)} } }`,
    answer: 'GRAPHQL_VALIDATION_FAILED',
  },
];

export const documentCases: OperationCase[] = [...unparsable, ...invalid, ...tooMuch, ...fine];
