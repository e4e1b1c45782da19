/**
 * Another transaction has changed what a verb decides by, and is not committed yet: the verb waits, and then decides by
 * the new state. The changes are updates of other columns than the keys, so that foreign keys alone do not wait.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refreshSearchColumns } from '../../src/derived-columns/refresh-search-columns.ts';
import { foldText } from '../../src/text/search-text.ts';
import { make, newKey } from '../support/build-exhibition.ts';
import { OtherTransaction, uuid } from '../support/held-locks.ts';
import { mutate, query } from '../support/http-client.ts';
import { openStage, type Stage } from '../support/stage.ts';

let stage: Stage;
let other: OtherTransaction;
beforeAll(async () => {
  stage = await openStage({ deals: 8 });
  other = await OtherTransaction.open(stage.nodes[0]!.databaseUrl);
  const rehearsal = { mode: 'REHEARSAL', ceremony: stage.ceremony, idempotencyKey: newKey() };
  await make(url(), 'openCeremony', rehearsal, '__typename', { token: stage.organizer });
  for (const mode of ['LIVE', 'REHEARSAL'])
    for (const deal of stage.deals.slice(0, 2))
      await make(url(), 'signDeal', { deal, mode, idempotencyKey: newKey() }, '__typename', as());
});
afterAll(async () => {
  await other.close();
  await stage[Symbol.asyncDispose]();
});

const url = () => stage.nodes[0]!.url;
const as = () => ({ token: stage.organizer });
const de = (text: string) => [{ language: 'de', text }];
const both = (text: string) => [
  { language: 'de', text },
  { language: 'ja', text: `${text} 日本語` },
];
const run = (text: string, values: unknown[] = []) => other.run(text, values);
const one = (text: string, values: unknown[] = []) => other.one(text, values);
const whileChanging = <Result>(change: () => Promise<unknown>, work: () => Promise<Result>) =>
  other.whileChanging(change, work);

const send = (name: string, input: object, selection = '__typename') =>
  mutate(url(), name, { ...input } as Record<string, unknown>, selection, as());
const publish = (name: string, input: object) => send(name, { idempotencyKey: newKey(), ...input });

const setLanguages = (languages: string) =>
  run(`UPDATE "Exhibition" SET "languages" = '${languages}' WHERE "id" = $1`, [uuid(stage.exhibition)]);
const setRate = async (rate: string) => {
  // As updateExhibition does it: the exhibition is locked first.
  await run(`SELECT FROM "Exhibition" WHERE "id" = $1 FOR NO KEY UPDATE`, [uuid(stage.exhibition)]);
  await run(`UPDATE "ExchangeRate" SET "rate" = ${rate}`);
};
const newestRate = async () =>
  (
    await one(
      `SELECT "totals"->'rates'->0->>'rate' AS rate FROM "Announcement" ORDER BY "announcedAt" DESC, "sequence" DESC LIMIT 1`,
    )
  ).rate;
const rename = (organization: string, name: string) =>
  run(`UPDATE "Organization" SET "names" = $2 WHERE "id" = $1`, [
    uuid(organization),
    JSON.stringify(de(name)),
  ]);

const newDeal = (parties = [stage.companies[0], stage.city]) => ({
  exhibition: stage.exhibition,
  titleTranslations: both('Neuer Vertrag'),
  category: 'TRADE',
  instrument: 'CONTRACT',
  amount: { amount: '200000', currency: 'JPY' },
  industry: 'hamburg-2030-shipping',
  parties: parties.map((organization, index) => ({ organization, role: ['BUYER', 'SELLER'][index] })),
});
const createDeal = async (): Promise<string> =>
  (await make(url(), 'createDeal', newDeal(), 'deal { id }', as())).deal.id;
const searchTextOf = async (deal: string) =>
  (await one(`SELECT "searchText" FROM "Deal" WHERE "id" = $1`, [uuid(deal)])).searchText as string;

describe('by the names of organizations', () => {
  it('createDeal waits for a rename of a party', async () => {
    const { deal } = await whileChanging(
      () => rename(stage.companies[0]!, 'Erste Reederei'),
      () => send('createDeal', newDeal(), 'deal { id }'),
    );
    expect(await searchTextOf(deal.id)).toContain(foldText('Erste Reederei'));
  });

  it('updateDeal waits for a rename of a party that it adds', async () => {
    const deal = await createDeal();
    await whileChanging(
      () => rename(stage.companies[1]!, 'Zweite Reederei'),
      () => send('updateDeal', { deal, parties: newDeal([stage.companies[1], stage.city]).parties }),
    );
    expect(await searchTextOf(deal)).toContain(foldText('Zweite Reederei'));
  });

  it('correctDeal waits for a rename of a party that it adds, and announces the new name', async () => {
    const parties = newDeal([stage.companies[0], stage.companies[1]]).parties;
    await whileChanging(
      () => rename(stage.companies[0]!, 'Dritte Reederei'),
      () => publish('correctDeal', { deal: stage.deals[0], parties }),
    );
    expect(await searchTextOf(stage.deals[0]!)).toContain(foldText('Dritte Reederei'));
  });

  it('updateCompany finds the deal that was planned with it meanwhile', async () => {
    const deal = await createDeal();
    const id = randomUUID();
    await whileChanging(
      async () => {
        await run(`SELECT FROM "Organization" WHERE "id" = $1 FOR SHARE`, [uuid(stage.companies[0]!)]);
        await run(
          `INSERT INTO "Deal" SELECT (jsonb_populate_record(deal, jsonb_build_object('id', $2::text))).*
           FROM "Deal" AS deal WHERE "id" = $1`,
          [uuid(deal), id],
        );
        await run(
          `INSERT INTO "DealParty" SELECT $2, "organizationId", "role", "position" FROM "DealParty" WHERE "dealId" = $1`,
          [uuid(deal), id],
        );
      },
      () => send('updateCompany', { company: stage.companies[0], nameTranslations: de('Vierte Reederei') }),
    );
    const { searchText } = await one(`SELECT "searchText" FROM "Deal" WHERE "id" = $1`, [id]);
    expect(searchText).toContain(foldText('Vierte Reederei'));
  });

  it.each(['Organization', 'Deal'] as const)(
    'refreshSearchColumns waits for a change of an %s',
    async (table) => {
      const deal = await createDeal();
      const [column, id] = table === 'Deal' ? ['titles', uuid(deal)] : ['names', uuid(stage.companies[0]!)];
      await run(`DELETE FROM "SearchFolding"`);
      await whileChanging(
        () =>
          run(`UPDATE "${table}" SET "${column}" = $2 WHERE "id" = $1`, [
            id,
            JSON.stringify(de(`Pflege ${table}`)),
          ]),
        () => refreshSearchColumns(stage.nodes[0]!.database.writePool),
      );
      const { searchText } = await one(`SELECT "searchText" FROM "${table}" WHERE "id" = $1`, [id]);
      expect(searchText).toContain(foldText(`Pflege ${table}`));
    },
  );
});

describe('by the rates', () => {
  const rateless = async (rate: string, work: () => Promise<{ __typename: string }>) => {
    const { __typename } = await whileChanging(() => setRate(rate), work);
    expect(__typename).toMatch(/Success$/);
    expect(Number(await newestRate())).toBe(Number(rate));
  };

  it('createDeal waits for new rates, and is ordered by them', async () => {
    const { deal } = await whileChanging(
      () => setRate('0.01'),
      () => send('createDeal', newDeal(), 'deal { id }'),
    );
    const row = await one(`SELECT "amountInReportingCurrency"::text AS amount FROM "Deal" WHERE "id" = $1`, [
      uuid(deal.id),
    ]);
    expect(row.amount).toBe('2000.0000');
  });

  it('publishNotice announces the new rates', () =>
    rateless('0.011', () =>
      publish('publishNotice', { exhibition: stage.exhibition, textTranslations: de('Kaffee') }),
    ));

  it('correctDeal announces the new rates', () =>
    rateless('0.012', () =>
      publish('correctDeal', { deal: stage.deals[0], amount: { amount: '7.00', currency: 'EUR' } }),
    ));

  it('retractDeal announces the new rates', () =>
    rateless('0.013', () => publish('retractDeal', { deal: stage.deals[1] })));

  it('signDeal announces the new rates in a rehearsal', () =>
    rateless('0.014', () => publish('signDeal', { deal: stage.deals[2], mode: 'REHEARSAL' })));

  it('startSpeech announces the new rates', () =>
    rateless('0.015', () => publish('startSpeech', { speech: stage.speeches[0], mode: 'REHEARSAL' })));

  it('finishSpeech announces the new rates', () =>
    rateless('0.016', () => publish('finishSpeech', { speech: stage.speeches[0], mode: 'REHEARSAL' })));

  it('closeCeremony announces the new rates', () =>
    rateless('0.017', () => publish('closeCeremony', { ceremony: stage.ceremony, mode: 'REHEARSAL' })));

  it('updateExhibition does not change them under a ceremony that is opened meanwhile', async () => {
    const { ceremony } = await send(
      'createCeremony',
      {
        exhibition: stage.exhibition,
        kind: 'SIGNING',
        nameTranslations: de('Zweite'),
        startsAt: '2030-05-07T09:00:00Z',
      },
      'ceremony { id }',
    );
    await run(`UPDATE "Ceremony" SET "status" = 'CLOSED', "closedAt" = now() WHERE "id" = $1`, [
      uuid(stage.ceremony),
    ]);
    const refused = await whileChanging(
      async () => {
        await run(`SELECT FROM "Exhibition" WHERE "id" = $1 FOR NO KEY UPDATE`, [uuid(stage.exhibition)]);
        await run(`UPDATE "Ceremony" SET "status" = 'OPEN', "openedAt" = now() WHERE "id" = $1`, [
          uuid(ceremony.id),
        ]);
      },
      () => send('updateExhibition', { exhibition: stage.exhibition, exchangeRates: [] }),
    );
    expect(refused.code).toBe('RATES_IN_USE');
    await run(`UPDATE "Ceremony" SET "status" = 'CLOSED', "closedAt" = now() WHERE "id" = $1`, [
      uuid(ceremony.id),
    ]);
    await run(`UPDATE "Ceremony" SET "status" = 'OPEN', "closedAt" = NULL WHERE "id" = $1`, [
      uuid(stage.ceremony),
    ]);
  });
});

describe('by the languages and the version of the exhibition', () => {
  const languagesOf = (texts: { language: string }[]) => texts.map(({ language }) => language);

  it('publishNotice refuses the version that was replaced meanwhile', async () => {
    const { version } = await one(`SELECT "version" FROM "Exhibition"`);
    const input = { exhibition: stage.exhibition, textTranslations: de('Tee'), expectedVersion: version };
    const refused = await whileChanging(
      () => run(`UPDATE "Exhibition" SET "names" = "names"`),
      () => publish('publishNotice', input),
    );
    expect(refused.__typename).toBe('VersionConflict');
  });

  it('createSpeech, updateSpeech and createCeremony write texts in the new order', async () => {
    const { person } = await send(
      'createPerson',
      { nameTranslations: de('Eva'), country: 'DE' },
      'person { id }',
    );
    const { speech } = await whileChanging(
      () => setLanguages('{ja,de}'),
      () =>
        send(
          'createSpeech',
          {
            ...{ exhibition: stage.exhibition, speaker: person.id, language: 'de' },
            ...{ officeTranslations: both('Rat'), textTranslations: both('Rede') },
          },
          'speech { id }',
        ),
    );
    const office = async () =>
      languagesOf((await one(`SELECT "office" FROM "Speech" WHERE "id" = $1`, [uuid(speech.id)])).office);
    expect(await office()).toEqual(['ja', 'de']);
    await whileChanging(
      () => setLanguages('{de,ja}'),
      () => send('updateSpeech', { speech: speech.id, officeTranslations: both('Rätin') }),
    );
    expect(await office()).toEqual(['de', 'ja']);
    const planned = { exhibition: stage.exhibition, kind: 'CLOSING', startsAt: '2030-05-09T09:00:00Z' };
    const { ceremony } = await whileChanging(
      () => setLanguages('{ja,de}'),
      () => send('createCeremony', { ...planned, nameTranslations: both('Schluss') }, 'ceremony { id }'),
    );
    const row = await one(`SELECT "names" FROM "Ceremony" WHERE "id" = $1`, [uuid(ceremony.id)]);
    expect(languagesOf(row.names)).toEqual(['ja', 'de']);
  });

  it('updateDeal writes titles in the new order', async () => {
    const deal = await createDeal();
    await whileChanging(
      () => setLanguages('{de,ja}'),
      () => send('updateDeal', { deal, titleTranslations: both('Titel') }),
    );
    const { titles } = await one(`SELECT "titles" FROM "Deal" WHERE "id" = $1`, [uuid(deal)]);
    expect(languagesOf(titles)).toEqual(['de', 'ja']);
  });
});

describe('by the programme', () => {
  const itemOf = async (id: string, column = 'dealId') => {
    const row = await one(`SELECT "id" FROM "ProgrammeItem" WHERE "${column}" = $1`, [uuid(id)]);
    return Buffer.from(`ProgrammeItem:${row.id}`).toString('base64');
  };
  const itemId = async (id: string) => {
    const { node } = await query(
      url(),
      'query($id: ID!) { node(id: $id) { ... on Ceremony { programme { id deal { id } speech { id } } } } }',
      { id: stage.ceremony },
      as(),
    );
    const found = node.programme.find(
      (each: { deal: { id: string } | null; speech: { id: string } | null }) =>
        (each.deal ?? each.speech)!.id === id,
    );
    return (found?.id ?? (await itemOf(id))) as string;
  };

  it('cueProgrammeItem waits for a change of the programme, and replaces the cue that was set meanwhile', async () => {
    const [item, cued] = [await itemId(stage.deals[3]!), uuid(stage.deals[4]!)];
    await whileChanging(
      async () => {
        await run(`SELECT FROM "Ceremony" WHERE "id" = $1 FOR NO KEY UPDATE`, [uuid(stage.ceremony)]);
        await run(`UPDATE "ProgrammeItem" SET "cue" = 'CUED' WHERE "dealId" = $1`, [cued]);
      },
      () => send('cueProgrammeItem', { item }),
    );
    const rows = await run(`SELECT "dealId" FROM "ProgrammeItem" WHERE "cue" = 'CUED'`);
    expect(rows).toEqual([{ dealId: uuid(stage.deals[3]!) }]);
  });

  it.each([
    ['Exhibition', () => setLanguages('{de,ja,fr}')],
    [
      'Deal',
      () =>
        run(`UPDATE "Deal" SET "titles" = $2 WHERE "id" = $1`, [
          uuid(stage.deals[3]!),
          JSON.stringify(de('Nur')),
        ]),
    ],
  ] as const)(
    'cueProgrammeItem waits for a change of the %s, which leaves texts out',
    async (_table, change) => {
      const item = await itemId(stage.deals[3]!);
      const refused = await whileChanging(change, () => send('cueProgrammeItem', { item }));
      expect(refused.code).toBe('TEXTS_INCOMPLETE');
      await setLanguages('{de,ja}');
    },
  );

  it('cueProgrammeItem waits for a change of the office of the speaker', async () => {
    const item = await itemId(stage.speeches[0]!);
    const refused = await whileChanging(
      () =>
        run(`UPDATE "Speech" SET "office" = $2 WHERE "id" = $1`, [
          uuid(stage.speeches[0]!),
          JSON.stringify(de('Nur')),
        ]),
      () => send('cueProgrammeItem', { item }),
    );
    expect(refused.code).toBe('TEXTS_INCOMPLETE');
  });

  const programmeWith = async (added: object[], without: string[] = []) => {
    const rows = await run(
      `SELECT "dealId", "speechId" FROM "ProgrammeItem" WHERE "ceremonyId" = $1 ORDER BY "position"`,
      [uuid(stage.ceremony)],
    );
    const ids = new Map([...stage.deals, ...stage.speeches].map((id) => [uuid(id), id]));
    const items = rows.map(({ dealId, speechId }) =>
      dealId ? { deal: ids.get(dealId) } : { speech: ids.get(speechId) },
    );
    return [...items.filter(({ deal, speech }) => !without.includes((deal ?? speech)!)), ...added];
  };

  it('updateProgramme does not add a deal that is withdrawn meanwhile', async () => {
    const deal = await createDeal();
    const items = await programmeWith([{ deal }]);
    const refused = await whileChanging(
      () => run(`UPDATE "Deal" SET "status" = 'WITHDRAWN' WHERE "id" = $1`, [uuid(deal)]),
      () => send('updateProgramme', { ceremony: stage.ceremony, items }),
    );
    expect(refused.code).toBe('NOT_FOUND');
  });

  it('updateProgramme does not take out a speech that is started meanwhile', async () => {
    const items = await programmeWith([], stage.speeches);
    const refused = await whileChanging(
      () =>
        run(`UPDATE "Speech" SET "status" = 'STARTED', "startedAt" = now() WHERE "id" = $1`, [
          uuid(stage.speeches[0]!),
        ]),
      () => send('updateProgramme', { ceremony: stage.ceremony, items }),
    );
    expect(refused.code).toBe('PROGRAMME_ITEM_DONE');
  });

  it('withdrawDeal takes the deal out of the programme that it was added to meanwhile', async () => {
    const deal = await createDeal();
    await whileChanging(
      async () => {
        await run(`SELECT FROM "Ceremony" WHERE "id" = $1 FOR NO KEY UPDATE`, [uuid(stage.ceremony)]);
        await run(`SELECT FROM "Deal" WHERE "id" = $1 FOR SHARE`, [uuid(deal)]);
        await run(
          `INSERT INTO "ProgrammeItem" ("id", "ceremonyId", "position", "dealId") VALUES ($1, $2, 900, $3)`,
          [...[randomUUID(), uuid(stage.ceremony), uuid(deal)]],
        );
      },
      () => send('withdrawDeal', { deal }),
    );
    expect(await run(`SELECT FROM "ProgrammeItem" WHERE "dealId" = $1`, [uuid(deal)])).toEqual([]);
  });
});

it('resetRehearsal waits for a rehearsal under way, and its audit record has the state after it', async () => {
  const deal = uuid(stage.deals[5]!);
  await whileChanging(
    async () => {
      await run(`SELECT FROM "Ceremony" WHERE "id" = $1 FOR SHARE`, [uuid(stage.ceremony)]);
      await run(`UPDATE "Deal" SET "rehearsalStatus" = 'SIGNED' WHERE "id" = $1`, [deal]);
    },
    () => send('resetRehearsal', { exhibition: stage.exhibition }),
  );
  const { deals } = await one(
    `SELECT "before"->'rehearsal'->'deals' AS deals FROM "AuditRecord" WHERE "mutation" = 'resetRehearsal'`,
  );
  expect(deals).toMatchObject({ [deal]: 'SIGNED' });
});

it('revokeToken waits for the same revocation, succeeds and does not record a second one', async () => {
  const tokenId = randomUUID();
  const insert = 'INSERT INTO "RevokedToken" ("id", "tokenId") VALUES ($1, $2)';
  await whileChanging(
    () => run(insert, [randomUUID(), tokenId]),
    () => send('revokeToken', { token: tokenId }),
  );
  expect(await run(`SELECT FROM "AuditRecord" WHERE "mutation" = 'revokeToken'`)).toEqual([]);
});

describe('by the speeches of a person who is redacted', () => {
  const speakerWithSpeech = async () => {
    const { person } = await make(
      url(),
      'createPerson',
      { nameTranslations: de('Frau Flüchtig'), country: 'DE' },
      'person { id }',
      as(),
    );
    const { speech } = await make(
      url(),
      'createSpeech',
      {
        ...{ exhibition: stage.exhibition, speaker: person.id, language: 'de' },
        officeTranslations: de('Amt Flüchtig'),
      },
      'speech { id }',
      as(),
    );
    return { person: person.id as string, speech: speech.id as string };
  };

  it('redactPerson waits for a speech that is added, and redacts it too', async () => {
    const { person, speech } = await speakerWithSpeech();
    const added = randomUUID();
    const redacted = await whileChanging(
      async () => {
        // As createSpeech does it: the speaker is locked first.
        await run(`SELECT FROM "Person" WHERE "id" = $1 FOR SHARE`, [uuid(person)]);
        await other.copy('Speech', speech, { id: added });
      },
      () => publish('redactPerson', { person }),
    );
    expect(redacted.__typename).toBe('RedactPersonSuccess');
    const { office } = await one(`SELECT "office"::text AS office FROM "Speech" WHERE "id" = $1`, [added]);
    expect(office).not.toContain('Flüchtig');
  });

  it('startSpeech waits for the redaction, and announces nothing', async () => {
    const { person, speech } = await speakerWithSpeech();
    const started = await whileChanging(
      async () => {
        await run(`SELECT FROM "Speech" WHERE "id" = $1 FOR NO KEY UPDATE`, [uuid(speech)]);
        await run(`UPDATE "Person" SET "redactedAt" = now() WHERE "id" = $1`, [uuid(person)]);
      },
      () => publish('startSpeech', { speech, mode: 'REHEARSAL' }),
    );
    expect(started.code).toBe('INVALID_INPUT');
  });
});
