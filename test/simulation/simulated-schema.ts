/** The schema of the simulation: the stream's subscription with little content, and one of a caller alone. */
import { buildASTSchema, type GraphQLFieldResolver, parse } from 'graphql';
import { StreamSubscription } from '../../src/programme/announcements/announcements.subscription.ts';
import { encodeCursor } from '../../src/stream/cursor.ts';
import type { Row } from './source.ts';

/** What the resolvers use of the server that executes them. */
export interface SimulatedContext {
  simulated: {
    /** Looks up the stream in the database; throws the errors of the database. */
    locate(streamId: string): Promise<void>;
    /** Waits for the database. */
    render<T>(value: T): Promise<T>;
    /** The time that serializing takes. */
    work(): void;
    openTicks(): AsyncGenerator<{ ticks: number }>;
  };
}

const typeDefinitions = `
  type Query { stream(id: ID!): ID }
  type Subscription { announcements(stream: ID!, after: String, last: Int): Announcement ticks: Int }
  type Announcement { sequence: Int! cursor: String! text: String! detail: String! }`;

/** The documents that clients subscribe with. Each makes an audience of its own. */
export const documents = [
  'subscription ($stream: ID!, $after: String) { announcements(stream: $stream, after: $after) { sequence cursor text } }',
  'subscription ($stream: ID!, $after: String) { announcements(stream: $stream, after: $after) { sequence cursor text detail } }',
  'subscription ($stream: ID!, $after: String) { announcements(stream: $stream, after: $after) { cursor text sequence } }',
] as const;
export const ticksDocument = 'subscription { ticks }';

type Resolver = GraphQLFieldResolver<never, SimulatedContext>;
interface Arguments {
  stream: string;
  after?: string | null;
  last?: number | null;
}

export function createSimulatedSchema() {
  const schema = buildASTSchema(parse(typeDefinitions));
  const { announcements, ticks } = schema.getSubscriptionType()!.getFields();
  announcements!.subscribe = (async (_root, { stream, after, last }: Arguments, { simulated }) => {
    await simulated.locate(stream);
    const start = after != null ? { after } : last != null ? { last } : 'now';
    return new StreamSubscription(stream, start, ['en']);
  }) as Resolver as GraphQLFieldResolver<unknown, unknown>;
  announcements!.resolve = (row) => row;
  ticks!.subscribe = ((_root, _arguments, { simulated }) =>
    simulated.openTicks()) as Resolver as GraphQLFieldResolver<unknown, unknown>;
  const fields = (schema.getType('Announcement') as ReturnType<
    typeof schema.getSubscriptionType
  >)!.getFields();
  fields.cursor!.resolve = (row) => encodeCursor(row as Row);
  fields.sequence!.resolve = ((row: Row, _arguments: unknown, { simulated }: SimulatedContext) => {
    simulated.work();
    return row.sequence;
  }) as unknown as GraphQLFieldResolver<unknown, unknown>;
  fields.detail!.resolve = ((_row, _arguments, { simulated }) =>
    simulated.render('detail')) as Resolver as GraphQLFieldResolver<unknown, unknown>;
  return schema;
}
