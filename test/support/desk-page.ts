/** An open ceremony and a desk for it, in a browser. */
import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { make } from './build-exhibition.ts';
import { query } from './http-client.ts';
import { openPage, programmeItem, shows, type Visitor } from './pages.ts';
import { openStage } from './stage.ts';

export async function useDesk(visit: () => Promise<Visitor>) {
  const stage = await openStage({ deals: 6 });
  onTestFinished(() => stage[Symbol.asyncDispose]());
  const { url } = stage.nodes[0]!;
  const { context } = await visit();
  const address = `${url}/desk/${stage.slug}?lang=en`;
  const { page: desk, problems } = await openPage(context, address, { token: stage.operator });
  await shows(desk, 1);
  const act = (name: string, input: object) =>
    make(url, name, input, '__typename', { token: stage.operator });
  /** The announcement with this sequence. */
  const announced = async (sequence: number) => {
    const text = `query Announced($slug: ID!) { exhibition(idOrSlug: $slug) { announcements(first: 50) { nodes {
      __typename sequence
      ... on DealCorrected { deal { category instrument industry { code } parties { role organization { organizationId } } titleTranslations { language text } amount { amount currency } } reasonTranslations { language text } }
      ... on DealRetracted { reasonTranslations { language text } }
      ... on Notice { textTranslations { language text } }
    } } } }`;
    const { exhibition } = await query(url, text, { slug: stage.slug });
    return exhibition.announcements.nodes.find((each: { sequence: number }) => each.sequence === sequence);
  };
  return { ...stage, url, context, desk, problems, act, announced };
}

export const field = (desk: Page, name: string) => desk.locator(`dialog [name="${name}"]`);

/** Selects a signed deal and opens a form about it. */
export async function openForm(desk: Page, number: number, key: string): Promise<void> {
  await programmeItem(desk, number).getByRole('button').click();
  await expect.poll(() => desk.locator('.repairs').count()).toBe(1);
  await desk.keyboard.press(key);
  await desk.locator('dialog').waitFor();
}
