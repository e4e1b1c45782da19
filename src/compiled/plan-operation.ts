/** Plans an operation: one statement whose only value is the text of the response. */
import { getNamedType, type ValidatedExecutionArgs } from 'graphql';
import { allOf, rawSql, type Sql, sql } from '../database/sql.ts';
import { readArguments } from './arguments.ts';
import { collectFields, type Selecting } from './collect-fields.ts';
import { completed, type Expression, objectExpression } from './expressions.ts';
import { type Field, inSqlOf, prismaModelOf } from './field-metadata.ts';
import type { Input } from './input.ts';
import type { LateFields } from './late-fields.ts';
import { planList, planRows } from './plan-list.ts';
import { RowPlanner } from './plan-rows.ts';
import { Filling, literal, template } from './sql-template.ts';
import { Unsupported } from './unsupported.ts';

/** A longer statement costs Postgres more than it saves. */
const maxCharacters = 64 * 1024;

export interface OperationPlan {
  statement: Filling<Input>;
  late: LateFields;
}

/** Throws Unsupported. */
export function planOperation(validated: ValidatedExecutionArgs): OperationPlan {
  const { schema, operation, fragmentDefinitions, variableValues } = validated;
  const selecting: Selecting = { schema, fragments: fragmentDefinitions, variableValues };
  const planner = new RowPlanner(selecting);
  const root = schema.getQueryType()!;
  const members = [...collectFields(selecting, root, [operation.selectionSet])].map(([key, nodes]) => {
    const name = nodes[0]!.name.value;
    if (name === '__typename') return [key, [literal(`"${root.name}"`)]] as const;
    const field = root.getFields()[name];
    if (!field) throw new Unsupported('introspection');
    return [key, completed(field.type, planRoot(planner, field, nodes))] as const;
  });
  const statement = new Filling<Input>(
    template`SELECT concat('{"data":', ${objectExpression(members)}, '}') AS answer`,
  );
  if (statement.characters > maxCharacters) throw new Unsupported('a long statement');
  return { statement, late: planner.late };
}

function planRoot(planner: RowPlanner, field: Field, nodes: Parameters<typeof planList>[3]): Expression {
  const { list, rows, lookup } = inSqlOf(field);
  if (list) return planList(planner, list, field, nodes, 0);
  if (rows) return planRows(planner, rows, field, nodes, 0);
  if (!lookup) throw new Unsupported(`Query.${field.name}`);
  const type = getNamedType(field.type);
  const model = prismaModelOf(type);
  if (!model) throw new Unsupported(`Query.${field.name}`);
  const args = readArguments(field, nodes[0]!);
  const condition = (input: Input): Sql =>
    allOf([lookup.condition(args.read(input) as never, input.context) ?? sql`false`]);
  const table = rawSql(`"${model.name}"`).text;
  return template`(SELECT ${planner.row(type, nodes, 1)} FROM (SELECT item.* FROM ${table} AS item WHERE ${condition} LIMIT 1) AS a1)`;
}
