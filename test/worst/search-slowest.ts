/**
 * Searches for the slowest operation that a server permits: it begins with random ones and changes the slowest of those
 * in one place at a time. What is slower than the slowest is measured again: a hiccup of the machine is not its cost.
 */
import type { GraphQLSchema } from 'graphql';
import type { Random } from '../fuzz/random.ts';
import type { Known } from '../fuzz/random-value.ts';
import { type Operation, OperationTrees, type Selection } from './operation-tree.ts';

export interface Slow<Measured> {
  operation: Operation;
  measured: Measured;
  score: number;
}

export interface SearchOptions<Measured> {
  schema: GraphQLSchema;
  random: Random;
  known: Known;
  /** Null for an operation that is refused. */
  measure(operation: Operation): Promise<Measured | null>;
  /** The higher, the slower. */
  scoreOf(measured: Measured): number;
  /** Asked before each operation. */
  until(measuredOperations: number): boolean;
}

const kept = 24;
const freshChance = 0.2;
const maxChanges = 4;

/** The slowest first. */
export async function searchSlowest<Measured>(options: SearchOptions<Measured>): Promise<Slow<Measured>[]> {
  const { schema, random, known, measure, scoreOf, until } = options;
  const trees = new OperationTrees(schema, random, known);
  let slowest: Slow<Measured>[] = [];
  for (let count = 0; !until(count); count++) {
    const tree = nextTree(trees, random, slowest);
    const operation = trees.print(tree);
    const first = await measure(operation);
    if (first === null) continue;
    let measured = first;
    const least = slowest.length < kept ? Number.NEGATIVE_INFINITY : slowest.at(-1)!.score;
    if (scoreOf(first) <= least) continue;
    const second = await measure(operation);
    if (second === null) continue;
    if (scoreOf(second) < scoreOf(first)) measured = second;
    slowest = [...slowest, { operation, measured, score: scoreOf(measured) }]
      .sort((a, b) => b.score - a.score)
      .slice(0, kept);
  }
  return slowest;
}

function nextTree<Measured>(
  trees: OperationTrees,
  random: Random,
  slowest: readonly Slow<Measured>[],
): Selection[] {
  if (slowest.length < kept / 2 || random.chance(freshChance)) return trees.create();
  // The lower of two ranks: slower ones are changed more often.
  const rank = Math.min(random.below(slowest.length), random.below(slowest.length));
  let tree = [...slowest[rank]!.operation.tree];
  for (let change = random.below(maxChanges); change >= 0; change--) tree = trees.mutate(tree);
  return tree;
}
