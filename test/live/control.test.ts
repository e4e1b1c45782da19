/** Items with a title, and who has control of a ceremony, on two servers. */
import { beforeAll, describe, expect, it } from 'vitest';
import { newKey } from '../support/build-exhibition.ts';
import { mutate, query } from '../support/http-client.ts';
import { openStage, type Stage } from '../support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ deals: 4, nodes: 2 });
  await send('updateProgramme', { ceremony: stage.ceremony, items: [] });
  return () => stage[Symbol.asyncDispose]();
});

const de = (text: string) => [{ language: 'de', text }];
const url = (node = 0) => stage.nodes[node]!.url;
const operator = () => ({ token: stage.operator });
const organizer = () => ({ token: stage.organizer });
const send = (name: string, input: object, selection = '__typename', as = operator(), node = 0) =>
  mutate(url(node), name, { ...input } as Record<string, unknown>, selection, as);
const publish = (name: string, input: object, as = operator(), selection = '__typename', node = 0) =>
  send(name, { ...input, idempotencyKey: newKey() }, selection, as, node);
const ceremonyOf = async (selection: string, as: { token?: string } = operator()) =>
  (await query(url(), `{ node(id: "${stage.ceremony}") { ... on Ceremony { ${selection} } } }`, {}, as)).node;
const items = 'id position kind title deal { id } startsAt durationSeconds';

describe('the programme', () => {
  it('has items with a title beside signings, in the order in which they are added and moved', async () => {
    const [first, second] = stage.deals;
    const { programmeVersion } = await ceremonyOf('programmeVersion');
    const anthem = {
      ceremony: stage.ceremony,
      title: { kind: 'ANTHEM', titleTranslations: de('Hymne') },
      startsAt: '2030-05-06T09:00:00Z',
      durationSeconds: 90,
      idempotencyKey: newKey(),
      expectedVersion: programmeVersion,
    };
    const added = await send('addProgrammeItem', anthem, 'item { id } ceremony { programmeVersion }');
    expect(await send('addProgrammeItem', anthem, 'item { id }')).toEqual({
      __typename: 'AddProgrammeItemSuccess',
      item: added.item,
    });
    expect(added.ceremony.programmeVersion).toBeGreaterThan(programmeVersion);
    await send('addProgrammeItem', { ceremony: stage.ceremony, deal: first });
    await send('addProgrammeItem', { ceremony: stage.ceremony, deal: second, position: 0 });
    const stale = { item: added.item.id, position: 9, expectedVersion: programmeVersion };
    expect(await send('moveProgrammeItem', stale)).toMatchObject({ __typename: 'VersionConflict' });
    await send('moveProgrammeItem', { item: added.item.id, position: 9 });
    expect((await ceremonyOf(`programme { ${items} }`)).programme).toEqual([
      expect.objectContaining({ position: 0, kind: 'SIGNING', title: null, deal: { id: second } }),
      expect.objectContaining({ position: 1, deal: { id: first } }),
      {
        ...{ id: added.item.id, position: 2, kind: 'ANTHEM', title: 'Hymne', deal: null },
        ...{ startsAt: '2030-05-06T09:00:00.000Z', durationSeconds: 90 },
      },
    ]);
  });

  it('shows the public what is announced and nothing of the plan, and keeps what it shows in its order', async () => {
    const [first, second] = stage.deals;
    for (const deal of [second, first]) await publish('signDeal', { deal });
    const announced = [
      { deal: { id: second }, position: 0 },
      { deal: { id: first }, position: 1 },
    ];
    const seen = async () => (await ceremonyOf('programme { deal { id } position }', {})).programme;
    expect(await seen()).toEqual(announced);
    const { programme } = await ceremonyOf(`programme { ${items} }`);
    const [signed, , titled] = programme;
    expect(await send('moveProgrammeItem', { item: signed.id, position: 5 })).toMatchObject({
      __typename: 'ProgrammeItemDone',
    });
    expect(await send('removeProgrammeItem', { item: signed.id })).toMatchObject({
      code: 'PROGRAMME_ITEM_DONE',
    });
    await send('moveProgrammeItem', { item: titled.id, position: 0 });
    expect(await seen()).toEqual(announced);
    const hidden = await query(url(), `{ node(id: "${titled.id}") { id } }`, {}, {});
    expect(hidden.node).toBeNull();
    const planned = await ceremonyOf('programme { startsAt durationSeconds cue }', {});
    expect(planned.programme[0]).toEqual({ startsAt: null, durationSeconds: null, cue: null });
  });

  it('marks an item with a title as done, and the closing does not list it', async () => {
    const { programme } = await ceremonyOf(`programme { ${items} }`);
    const [titled, signed] = programme;
    const pause = { ceremony: stage.ceremony, title: { kind: 'BREAK', titleTranslations: de('Pause') } };
    const { item } = await send('addProgrammeItem', pause, 'item { id }');
    const done = (id: string) => send('cueProgrammeItem', { item: id, cue: 'DONE' }, 'item { cue }');
    expect(await done(titled.id)).toMatchObject({ item: { cue: 'DONE' } });
    expect(await done(signed.id)).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'cue'] });
    const closed = await publish(
      'closeCeremony',
      { ceremony: stage.ceremony },
      operator(),
      'unfinished { id }',
    );
    expect(closed.unfinished).toEqual([{ id: item.id }]);
    await publish('reopenCeremony', { ceremony: stage.ceremony });
    expect(await send('removeProgrammeItem', { item: item.id }, 'deletedId')).toMatchObject({
      deletedId: item.id,
    });
    const changed = await send(
      'updateProgrammeItem',
      { item: titled.id, kind: 'VIDEO', titleTranslations: de('Film'), durationSeconds: null },
      `item { ${items} }`,
    );
    expect(changed.item).toMatchObject({ kind: 'VIDEO', title: 'Film', durationSeconds: null });
  });

  it('is not signed while it is on hold, whichever operator put it there', async () => {
    const deal = stage.deals[2]!;
    const { item } = await send('addProgrammeItem', { ceremony: stage.ceremony, deal }, 'item { id }');
    await send('cueProgrammeItem', { item: item.id, cue: 'HELD' }, '__typename', organizer());
    expect(await publish('signDeal', { deal })).toMatchObject({ code: 'PROGRAMME_ITEM_HELD' });
    expect(await publish('signDeals', { deals: [{ deal: stage.deals[3] }, { deal }] })).toMatchObject({
      code: 'PROGRAMME_ITEM_HELD',
      path: ['input', 'deals', '1', 'deal'],
    });
    await send('cueProgrammeItem', { item: item.id, cue: 'CUED', evenIfIncomplete: true });
    expect(await publish('signDeal', { deal })).toMatchObject({ __typename: 'SignDealSuccess' });
    const { programme } = await ceremonyOf('programme { id cue }');
    expect(programme).toContainEqual({ id: item.id, cue: 'NONE' });
  });
});

describe('control', () => {
  const who = 'control { holder heldByCaller offeredAt takenOverFrom version expiresAt }';
  const take = (as: { token: string }, input: object = {}, node = 0) =>
    send('takeControl', { ceremony: stage.ceremony, ...input }, who, as, node);
  const names = async (as: { token: string }) => (await ceremonyOf(who, as)).control;

  it('is nobody’s until somebody takes it, and then the others change nothing that the public sees', async () => {
    const { control } = await take(operator());
    expect(control).toMatchObject({ heldByCaller: true, offeredAt: null, takenOverFrom: null, version: 2 });
    expect(await names(organizer())).toMatchObject({ holder: control.holder, heldByCaller: false });
    expect(await ceremonyOf('control { version }', {})).toEqual({ control: null });
    const deal = stage.deals[3];
    const refused = await publish('signDeal', { deal }, organizer(), '__typename', 1);
    expect(refused).toMatchObject({ code: 'CONTROL_HELD', path: ['input', 'deal'] });
    const { signDeal } = await query(
      url(1),
      `mutation { signDeal(input: { deal: "${deal}", idempotencyKey: "${newKey()}" }) {
        ... on ControlHeld { holder expiresAt retry } } }`,
      {},
      organizer(),
    );
    expect(signDeal).toEqual({ holder: control.holder, expiresAt: control.expiresAt, retry: 'NO' });
    for (const [name, input] of Object.entries({
      closeCeremony: { ceremony: stage.ceremony },
      updateCeremony: { ceremony: stage.ceremony, invitedGuests: 5 },
      retractDeal: { deal: stage.deals[0] },
      correctDeal: { deal: stage.deals[0], category: 'TRADE' },
      signDeals: { deals: [{ deal }] },
    }))
      expect(await publish(name, input, organizer()), name).toMatchObject({
        code: 'CONTROL_HELD',
      });
    expect(
      await publish(
        'publishNotice',
        { exhibition: stage.slug, textTranslations: de('Bitte warten') },
        organizer(),
      ),
    ).toMatchObject({ __typename: 'PublishNoticeSuccess' });
  });

  it('is offered and accepted, on another server', async () => {
    expect(await send('acceptControl', { ceremony: stage.ceremony }, who, organizer())).toMatchObject({
      code: 'CONTROL_NOT_OFFERED',
    });
    const offer = await send('offerControl', { ceremony: stage.ceremony }, who);
    expect(offer.control).toMatchObject({ heldByCaller: true, offeredAt: expect.any(String), version: 3 });
    const accepted = await send('acceptControl', { ceremony: stage.ceremony }, who, organizer(), 1);
    expect(accepted.control).toMatchObject({ heldByCaller: true, offeredAt: null, takenOverFrom: null });
    expect(await send('renewControl', { ceremony: stage.ceremony }, who)).toMatchObject({
      code: 'CONTROL_HELD',
    });
  });

  it('is taken over in the open: the previous holder sees by whom, and the audit log has it', async () => {
    const before = await names(operator());
    expect(await take(operator())).toMatchObject({ code: 'CONTROL_HELD' });
    const stale = await take(operator(), { takeOver: true, expectedVersion: before.version - 1 });
    expect(stale).toMatchObject({ code: 'VERSION_CONFLICT' });
    const taken = await take(operator(), { takeOver: true, expectedVersion: before.version });
    expect(taken.control).toMatchObject({ heldByCaller: true, takenOverFrom: before.holder });
    expect(await names(organizer())).toMatchObject({
      holder: taken.control.holder,
      heldByCaller: false,
      takenOverFrom: before.holder,
    });
    const { rows } = await stage.nodes[0]!.database.pool.query(
      `SELECT "before", "after" FROM "AuditRecord" WHERE "mutation" = 'takeControl' ORDER BY "at" DESC LIMIT 1`,
    );
    expect(rows[0]).toMatchObject({
      before: { control: { holder: expect.any(String) } },
      after: { control: { takenOver: true } },
    });
  });

  it('goes to one of ten who take it at the same time', async () => {
    await send('releaseControl', { ceremony: stage.ceremony });
    const tokens = [stage.operator, stage.organizer];
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, index) => take({ token: tokens[index % 2]! }, {}, index % 2)),
    );
    const holders = new Set(
      results.map((result) => (result as { control?: { holder: string } }).control?.holder),
    );
    expect([...holders].filter(Boolean)).toHaveLength(1);
  });

  it('ends by the time of the database, and is renewed by its holder as long as nobody else takes it', async () => {
    const holder = (await names(operator())).heldByCaller ? operator() : organizer();
    const other = holder.token === stage.operator ? organizer() : operator();
    await stage.nodes[0]!.database.pool.query(
      `UPDATE "CeremonyControl" SET "acquiredAt" = now() - interval '1 hour', "expiresAt" = now() - interval '1 second'`,
    );
    expect(await names(holder)).toMatchObject({ holder: null, heldByCaller: false, expiresAt: null });
    expect(await send('renewControl', { ceremony: stage.ceremony }, who, holder)).toMatchObject({
      control: { heldByCaller: true },
    });
    await stage.nodes[0]!.database.pool.query(
      `UPDATE "CeremonyControl" SET "expiresAt" = now() - interval '1 second'`,
    );
    expect(await publish('signDeal', { deal: stage.deals[3] }, other)).toMatchObject({
      __typename: 'SignDealSuccess',
    });
    expect(await take(other)).toMatchObject({ control: { heldByCaller: true, takenOverFrom: null } });
    expect(await send('renewControl', { ceremony: stage.ceremony }, who, holder)).toMatchObject({
      code: 'CONTROL_HELD',
    });
  });
});
