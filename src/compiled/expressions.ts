/** Expressions of SQL whose values are JSON text. */
import { type FieldNode, type GraphQLNamedType, type GraphQLOutputType, isNonNullType } from 'graphql';
import type { Selecting } from './collect-fields.ts';
import type { Input } from './input.ts';
import { handOver } from './marks.ts';
import { joinTemplates, literal, type Template, template } from './sql-template.ts';

export type Expression = Template<Input>;

/** Plans the rows of a list. */
export interface PlansRows {
  readonly selecting: Selecting;
  /** A row of the table under the alias `a<depth>`. */
  row(type: GraphQLNamedType, nodes: readonly FieldNode[], depth: number): Expression;
}

/** A null is one of the response, or hands the operation over. */
export function completed(type: GraphQLOutputType, value: Expression): Expression {
  return isNonNullType(type) ? required(value) : template`coalesce(${value}, 'null')`;
}

export function required(value: Expression): Expression {
  return template`coalesce(${value}, ${handOver})`;
}

/** A function of Postgres has at most 100 arguments. */
const maxParts = 90;

/** The members of an object of the response, whose values are never null. */
export function objectExpression(members: readonly (readonly [string, Expression])[]): Expression {
  const parts: Expression[] = members.flatMap(([key, value], index) => [
    [literal(`${index === 0 ? '{' : ','}"${key}":`)],
    value,
  ]);
  if (parts.length === 0) return [`'{}'`];
  return concatenated([...parts, [`'}'`]]);
}

function concatenated(parts: readonly Expression[]): Expression {
  if (parts.length <= maxParts) return template`concat(${joinTemplates(parts, ', ')})`;
  const groups = Array.from({ length: Math.ceil(parts.length / maxParts) }, (_, index) =>
    concatenated(parts.slice(index * maxParts, (index + 1) * maxParts)),
  );
  return concatenated(groups);
}
