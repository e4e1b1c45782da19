/**
 * The work of merging fields. GraphQL merges fields of one response name, and validation compares each pair of them, so
 * its time grows with the square of a repeated field. The pairs are counted before, in linear time.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** Comparing two fields with arguments or a selection costs about as much as ten pairs of plain fields. */
const plainPair = 1;
const otherPair = 10;
/** About 30 ms of validation. Sixty fragments may each select the same three objects at one place. */
const maxCost = 50_000;
/** Fields and fragments, counted once for each place where they are spread. */
const maxVisits = 50_000;

/** Whether validation of the document would compare more fields than is reasonable. */
export function exceedsMergeCost({ definitions }: DocumentNode): boolean {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  let cost = 0;
  let visits = 0;
  const exceeds = () => cost > maxCost || visits > maxVisits;

  /** `open` holds the fragments around these sets: a fragment in a circle is entered once. */
  const countLevel = (sets: readonly SelectionSetNode[], open: ReadonlySet<string>): void => {
    const level = new Map<string, FieldNode[]>();
    const spread = new Set(open);
    const collect = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        visits += 1;
        if (exceeds()) return;
        if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
        else if (selection.kind === Kind.FRAGMENT_SPREAD) {
          const fragment = fragments.get(selection.name.value);
          if (!fragment || spread.has(selection.name.value)) continue;
          spread.add(selection.name.value);
          collect(fragment.selectionSet);
        } else {
          const name = (selection.alias ?? selection.name).value;
          const same = level.get(name);
          if (same) same.push(selection);
          else level.set(name, [selection]);
        }
      }
    };
    for (const set of sets) collect(set);
    for (const same of level.values()) {
      cost += pairCost(same) * ((same.length * (same.length - 1)) / 2);
      const inner = same.flatMap(({ selectionSet }) => selectionSet ?? []);
      if (exceeds()) return;
      if (inner.length > 0) countLevel(inner, spread);
    }
  };

  for (const definition of definitions)
    if ('selectionSet' in definition && definition.selectionSet) {
      const own = definition.kind === Kind.FRAGMENT_DEFINITION ? [definition.name.value] : [];
      countLevel([definition.selectionSet], new Set(own));
      if (exceeds()) return true;
    }
  return false;
}

function pairCost(fields: readonly FieldNode[]): number {
  const name = fields[0]?.name.value;
  const arePlain = fields.every(
    (field) => field.name.value === name && !field.selectionSet && !field.arguments?.length,
  );
  return arePlain ? plainPair : otherPair;
}
