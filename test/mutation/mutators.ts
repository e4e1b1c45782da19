/**
 * What a mutant changes: one expression or statement, by the mistakes that people make.
 *
 * Constants of a module, log texts and types stay as they are: a test that repeats a constant proves nothing.
 */
import type { Node } from 'oxc-parser';

export interface Mutation {
  start: number;
  end: number;
  replacement: string;
}

const binaryOperators: Record<string, string[]> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '==': ['!='],
  '!=': ['=='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '**': ['*'],
  '&': ['|'],
  '|': ['&'],
  '<<': ['>>'],
  '>>': ['<<'],
};
const logicalOperators: Record<string, string[]> = { '&&': ['||'], '||': ['&&'], '??': ['&&'] };

/** A call of the first becomes a call of the second; where that is null, the call is left away. */
const methods: Record<string, string | null> = {
  some: 'every',
  every: 'some',
  filter: null,
  sort: null,
  toSorted: null,
  reverse: null,
  toReversed: null,
  slice: null,
  trim: null,
  trimEnd: null,
  trimStart: null,
  normalize: null,
  toUpperCase: 'toLowerCase',
  toLowerCase: 'toUpperCase',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  push: 'unshift',
  unshift: 'push',
  shift: 'pop',
  pop: 'shift',
  indexOf: 'lastIndexOf',
};

export type Visited = Node & Record<string, unknown>;

/** The condition of an `if` or a `while`, which may also become constant. */
export function conditionMutations(node: Visited, test: Node): Mutation[] {
  const constants =
    node.type === 'IfStatement' ? ['false', 'true'] : node.type === 'WhileStatement' ? ['false'] : [];
  return constants.map((replacement) => ({ start: test.start, end: test.end, replacement }));
}

/** Stands for a statement that is left away. */
export const removed = ';';

/** The mutations of one node, children not included. */
export function mutationsOf(node: Visited, text: (node: Node) => string, isInFunction: boolean): Mutation[] {
  const expression = (replacement: string): Mutation => ({
    start: node.start,
    end: node.end,
    replacement,
  });
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression': {
      const { left, right, operator } = node as unknown as { left: Node; right: Node; operator: string };
      if (operator === '+' && (isText(left) || isText(right))) return [];
      const others = (node.type === 'BinaryExpression' ? binaryOperators : logicalOperators)[operator] ?? [];
      return others.map((other) => expression(`${grouped(left)} ${other} ${grouped(right)}`));
    }
    case 'ConditionalExpression': {
      const { consequent, alternate } = node as unknown as { consequent: Node; alternate: Node };
      return [expression(text(consequent)), expression(text(alternate))];
    }
    case 'UnaryExpression': {
      const { operator, argument } = node as unknown as { operator: string; argument: Node };
      return operator === '!' || operator === '-' ? [expression(text(argument))] : [];
    }
    case 'UpdateExpression': {
      const written = text(node);
      return [expression(written.replace(/\+\+|--/, (each) => (each === '++' ? '--' : '++')))];
    }
    case 'AssignmentExpression': {
      const { left, right, operator } = node as unknown as { left: Node; right: Node; operator: string };
      if (operator === '+=') return [expression(`${text(left)} -= ${text(right)}`)];
      if (operator === '-=') return [expression(`${text(left)} += ${text(right)}`)];
      return [];
    }
    case 'Literal': {
      const { value } = node as unknown as { value: unknown };
      if (typeof value === 'boolean') return [expression(String(!value))];
      if (typeof value === 'number' && isInFunction) return [expression(String(value + 1))];
      return [];
    }
    case 'CallExpression':
      return methodMutation(node).map(expression);
    case 'ExpressionStatement': {
      const inner = (node as unknown as { expression: Node & { callee?: Node } }).expression;
      if (inner.callee?.type === 'Super' || /^[\w.]*log(ger)?\??\./.test(text(inner))) return [];
      return [expression(removed)];
    }
    default:
      return [];
  }

  function grouped(operand: Node): string {
    return `(${text(operand)})`;
  }

  function methodMutation(call: Visited): string[] {
    const { callee, arguments: parameters } = call as unknown as { callee: Node; arguments: Node[] };
    if (callee.type !== 'MemberExpression' || callee.computed || callee.optional) return [];
    const { object, property } = callee as unknown as { object: Node; property: Node & { name: string } };
    if (!Object.hasOwn(methods, property.name)) return [];
    const other = methods[property.name];
    if (other === null) return [text(object)];
    return [`${text(object)}.${other}(${parameters.map(text).join(', ')})`];
  }
}

const isText = (node: Node) =>
  node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string');
