/**
 * Puts every mutant of a file into its text together, each behind a switch: a run loads the file one time and then asks
 * for one mutant after another. The text stays TypeScript that Node can strip.
 */
import { type Node, parseSync, visitorKeys } from 'oxc-parser';
import { conditionMutations, type Mutation, mutationsOf, removed, type Visited } from './mutators.ts';

export interface Mutant {
  id: string;
  file: string;
  line: number;
  lineText: string;
  original: string;
  replacement: string;
}

export interface Instrumented {
  text: string;
  mutants: Mutant[];
}

/** The name of the switch, which load-instrumented.ts defines. */
export const switchName = '__isMutant';

interface Edit {
  start: number;
  end: number;
  text: string;
}

export function instrument(file: string, source: string): Instrumented {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`);
  const mutants: Mutant[] = [];
  const sourceOf = (node: Node) => source.slice(node.start, node.end);
  return { text: write(program as unknown as Visited, false), mutants };

  function write(node: Visited, isInFunction: boolean): string {
    const isInside = isInFunction || /Function/.test(node.type);
    const edits = childrenOf(node).map(({ key, child }): Edit => {
      // The links of an optional chain end together: none of them gets a switch of its own.
      const text = node.type === 'ChainExpression' ? writeLink(child, isInside) : write(child, isInside);
      const conditions = key === 'test' ? conditionMutations(node, child) : [];
      return { start: child.start, end: child.end, text: choice(conditions, text) };
    });
    const mutations = mutationsOf(node, sourceOf, isInside);
    const own = applied(node, edits);
    if (mutations[0]?.replacement === removed) return `{ if (!${switchOf(mutations[0])}) { ${own} } }`;
    return choice(mutations, own);
  }

  function writeLink(link: Visited, isInside: boolean): string {
    const edits = childrenOf(link).map(({ key, child }): Edit => {
      const isLink = key === 'object' || key === 'callee' || key === 'expression';
      const text = isLink ? writeLink(child, isInside) : write(child, isInside);
      return { start: child.start, end: child.end, text };
    });
    return applied(link, edits);
  }

  function applied(node: Node, edits: Edit[]): string {
    let out = '';
    let at = node.start;
    for (const edit of edits.sort((a, b) => a.start - b.start)) {
      // `import { name }` has two children in one place.
      if (edit.start < at) continue;
      out += source.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    return out + source.slice(at, node.end);
  }

  function choice(mutations: Mutation[], otherwise: string): string {
    if (mutations.length === 0) return otherwise;
    const cases = mutations.map((each) => `${switchOf(each)} ? (${each.replacement}) : `);
    return `(${cases.join('')}(${otherwise}))`;
  }

  function switchOf({ start, end, replacement }: Mutation): string {
    const line = source.slice(0, start).split('\n').length;
    const lineText = source.split('\n')[line - 1]!.trim();
    const original = oneLine(source.slice(start, end));
    const written = replacement === removed ? '(removed)' : oneLine(replacement);
    const id = `${file}:${line}:${start} ${written}`;
    mutants.push({ id, file, line, lineText, original, replacement: written });
    return `${switchName}(${JSON.stringify(id)})`;
  }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

function childrenOf(node: Visited): { key: string; child: Visited }[] {
  // `{ name }` is key and value in one.
  const keys = (visitorKeys[node.type] ?? []).filter((key) => node.type !== 'Property' || key !== 'key');
  return keys.flatMap((key) =>
    [node[key]]
      .flat()
      .filter((child): child is Visited => Boolean(child) && !isType(child as Visited))
      .map((child) => ({ key, child })),
  );
}

/** Types are erased; what they wrap is not. */
const isType = ({ type }: Visited) =>
  type.startsWith('TS') && !['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression'].includes(type);
