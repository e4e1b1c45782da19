/** An exhibition whose ceremony is open, with as many deals to sign as a test needs. */
import type { Scheduler } from '../../src/stream/scheduler.ts';
import { buildExhibition, make, newKey } from './build-exhibition.ts';
import { openPavilion, type PavilionOptions, type TestPavilion, tokenFor } from './pavilion.ts';

export interface Stage {
  nodes: TestPavilion[];
  slug: string;
  exhibition: string;
  ceremony: string;
  deals: string[];
  speeches: string[];
  companies: string[];
  city: string;
  operator: string;
  organizer: string;
  /** The next deal that is not signed, for a test that signs it itself. */
  nextDeal(): string;
  /** Signs the next deal, on the node given. */
  sign(node?: number): Promise<number>;
  notice(text: string, node?: number): Promise<number>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface StageOptions extends PavilionOptions {
  nodes?: number;
  deals?: number;
  slug?: string;
  /** The clock of each node's machine. */
  machines?: Scheduler[];
}

export async function openStage({
  nodes: nodeCount = 1,
  deals = 4,
  slug,
  machines = [],
  ...options
}: StageOptions = {}): Promise<Stage> {
  const machineOf = (node: number) => (machines[node] ? { machine: machines[node] } : {});
  const first = await openPavilion({ template: 'empty', redis: nodeCount > 1, ...options, ...machineOf(0) });
  const nodes = [first];
  while (nodes.length < nodeCount) {
    nodes.push(
      await openPavilion({
        ...options,
        ...machineOf(nodes.length),
        databaseUrl: first.databaseUrl,
        redis: true,
      }),
    );
  }
  const organizer = await tokenFor(first, 'organizer');
  const built = await buildExhibition(first.url, organizer, { deals, ...(slug && { slug }) });
  const operator = await tokenFor(first, 'operator', [built.slug]);
  const publish = (node: number, name: string, input: object) =>
    make(nodes[node]!.url, name, { ...input, idempotencyKey: newKey() }, 'announcement { sequence }', {
      token: operator,
    });
  await publish(0, 'openCeremony', { ceremony: built.ceremony });
  let next = 0;
  return {
    ...built,
    nodes,
    operator,
    organizer,
    nextDeal: () => built.deals[next++]!,
    async sign(node = 0) {
      const { announcement } = await publish(node, 'signDeal', { deal: built.deals[next++] });
      return announcement.sequence;
    },
    async notice(text, node = 0) {
      const input = { exhibition: built.exhibition, textTranslations: [{ language: 'de', text }] };
      return (await publish(node, 'publishNotice', input)).announcement.sequence;
    },
    async [Symbol.asyncDispose]() {
      for (const node of nodes.toReversed()) await node[Symbol.asyncDispose]();
    },
  };
}
