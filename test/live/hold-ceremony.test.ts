/** A ceremony on hold, for the operators of two servers. */
import { beforeAll, describe, expect, it } from 'vitest';
import { newKey } from '../support/build-exhibition.ts';
import { mutate, query } from '../support/http-client.ts';
import { openStage, type Stage } from '../support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ deals: 4, nodes: 2 });
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
describe('a ceremony on hold', () => {
  it('announces nothing that happens on stage, whichever operator put it on hold, until the hold ends', async () => {
    const onHold = 'control { onHold }';
    const hold = (input: object = {}, as = operator()) =>
      send('holdCeremony', { ceremony: stage.ceremony, ...input }, onHold, as, 1);
    expect(await hold({}, organizer())).toMatchObject({ control: { onHold: true } });
    expect(await hold()).toMatchObject({ control: { onHold: true } });
    const deal = stage.deals[0]!;
    expect(await publish('signDeal', { deal })).toMatchObject({ code: 'CEREMONY_ON_HOLD' });
    expect(await publish('closeCeremony', { ceremony: stage.ceremony })).toMatchObject({
      code: 'CEREMONY_ON_HOLD',
    });
    // The other stream goes on, and what must be said is said.
    expect(await publish('openCeremony', { ceremony: stage.ceremony, mode: 'REHEARSAL' })).toMatchObject({
      __typename: 'OpenCeremonySuccess',
    });
    const notice = { exhibition: stage.slug, textTranslations: de('Pause') };
    expect(await publish('publishNotice', notice)).toMatchObject({ __typename: 'PublishNoticeSuccess' });
    const { control } = await ceremonyOf(onHold);
    expect(control).toEqual({ onHold: true });
    const seen = await query(
      url(),
      `{ exhibition(idOrSlug: "${stage.slug}") { ceremonies { control { onHold } } } }`,
    );
    expect(seen.exhibition.ceremonies.map((each: { control: unknown }) => each.control)).toEqual([null]);
    expect(await hold({ onHold: false })).toMatchObject({ control: { onHold: false } });
    expect(await publish('signDeal', { deal })).toMatchObject({ __typename: 'SignDealSuccess' });
  });

  it('of a rehearsal is not reopened, and is released by its reset', async () => {
    const rehearsal = { ceremony: stage.ceremony, mode: 'REHEARSAL' };
    expect(await publish('closeCeremony', rehearsal)).toMatchObject({ __typename: 'CloseCeremonySuccess' });
    await send('holdCeremony', rehearsal);
    expect(await publish('reopenCeremony', rehearsal)).toMatchObject({ code: 'CEREMONY_ON_HOLD' });
    await send('resetRehearsal', { exhibition: stage.slug });
    expect((await ceremonyOf('control(mode: REHEARSAL) { onHold }')).control).toEqual({ onHold: false });
  });
});
