/** Plans the fields of rows: each becomes an expression whose value is JSON text. */
import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { type Model, modelOf } from '../database/models.ts';
import { orderSql } from '../database/row-reader/order.ts';
import { bindParameters, parametrize } from '../database/row-reader/parameters.ts';
import { whereSql } from '../database/row-reader/where.ts';
import { rawSql, type Sql } from '../database/sql.ts';
import { declaredTypes } from '../graphql/visibility.ts';
import { readArguments } from './arguments.ts';
import { type Selecting, subfields } from './collect-fields.ts';
import { columnSql, globalIdSql } from './column-sql.ts';
import { completed, type Expression, objectExpression, type PlansRows, required } from './expressions.ts';
import {
  declaresSelection,
  exposedBy,
  type Field,
  inSqlOf,
  prismaModelOf,
  relationsOf,
  type Step,
} from './field-metadata.ts';
import type { Input } from './input.ts';
import { LateFields } from './late-fields.ts';
import { handOver, lateSql } from './marks.ts';
import { planList, planRows } from './plan-list.ts';
import { isSameTemplate, joinTemplates, literal, template } from './sql-template.ts';
import { Unsupported } from './unsupported.ts';

export class RowPlanner implements PlansRows {
  readonly selecting: Selecting;
  readonly late: LateFields;

  constructor(selecting: Selecting) {
    this.selecting = selecting;
    this.late = new LateFields(selecting);
  }

  row(type: GraphQLNamedType, nodes: readonly FieldNode[], depth: number): Expression {
    const model = prismaModelOf(type);
    if (!model) throw new Unsupported(`${type.name} is not a row`);
    if (isObjectType(type)) return this.#object(type, model, nodes, depth);
    if (!isInterfaceType(type)) throw new Unsupported('a union');
    const cases = this.selecting.schema.getPossibleTypes(type).map((possible) => {
      const kind = declaredTypes.get(possible.name)?.kind;
      if (kind == null) throw new Unsupported(`${possible.name} is not a kind of row`);
      return { kind, row: this.#object(possible, model, nodes, depth) };
    });
    const [first, ...others] = cases;
    if (others.every(({ row }) => isSameTemplate(row, first!.row))) return first!.row;
    const branches = cases.map(({ kind, row }) => template<Input>` WHEN ${literal(kind)} THEN ${row}`);
    return template`CASE a${depth}."kind"::text${joinTemplates(branches, '')} ELSE ${handOver} END`;
  }

  #object(type: GraphQLObjectType, model: Model, nodes: readonly FieldNode[], depth: number): Expression {
    const members = [...subfields(this.selecting, type, nodes)].map(
      ([key, own]) => [key, this.#field(type, model, own, depth)] as const,
    );
    return objectExpression(members);
  }

  #field(type: GraphQLObjectType, model: Model, nodes: readonly FieldNode[], depth: number): Expression {
    const name = nodes[0]!.name.value;
    if (name === '__typename') return [literal(`"${type.name}"`)];
    const field = type.getFields()[name]!;
    return completed(field.type, this.#value(type, model, field, nodes, depth));
  }

  #value(
    type: GraphQLObjectType,
    model: Model,
    field: Field,
    nodes: readonly FieldNode[],
    depth: number,
  ): Expression {
    const alias = `a${depth}`;
    if (field.name === 'id' && type.getInterfaces().some(({ name }) => name === 'Node'))
      return [globalIdSql(type.name, alias)];
    const { list, rows, value } = inSqlOf(field);
    if (list) return planList(this, list, field, nodes, depth);
    if (rows) return planRows(this, rows, field, nodes, depth);
    const steps = relationsOf(field);
    if (steps) return this.#related(model, steps, field, nodes, depth);
    const column = model.columns.get(exposedBy(field) ?? '');
    const plain = column && columnSql(column, field.type, alias);
    if (plain) return [plain];
    return this.#resolved(type, model, field, nodes, alias, value);
  }

  /** A field with a resolver, which SQL may be able to say in another way. */
  #resolved(
    type: GraphQLObjectType,
    model: Model,
    field: Field,
    nodes: readonly FieldNode[],
    alias: string,
    value: ReturnType<typeof inSqlOf>['value'],
  ): Expression {
    if (!declaresSelection(field) && !isLeafType(getNamedType(field.type)))
      throw new Unsupported(`${type.name}.${field.name} selects no columns`);
    const { index, row } = this.late.add(type, model, field, nodes, alias);
    if (row.values.length > 0) throw new Unsupported('a selection with values');
    const byResolver = lateSql(index, row.text);
    if (!value) return [byResolver];
    const args = readArguments(field, nodes[0]!);
    const fields = this.#plainSubfields(field, nodes);
    const say = (given: Record<string, unknown>) =>
      value({ alias, args: given, fields, byResolver }) ?? byResolver;
    if (args.fixed) return [say(args.fixed)];
    return [(input) => rawSql(say(args.read(input)))];
  }

  /** Null if one of them has arguments or subfields. */
  #plainSubfields(field: Field, nodes: readonly FieldNode[]): Map<string, string> | null {
    const type = getNamedType(field.type);
    if (!isObjectType(type)) return null;
    const fields = [...subfields(this.selecting, type, nodes)];
    const isPlain = fields.every(([, [node]]) => !node!.selectionSet && !node!.arguments?.length);
    return isPlain ? new Map(fields.map(([key, [node]]) => [key, node!.name.value])) : null;
  }

  /** The rows at the end of relations. A list of single rows is a list of these. */
  #related(
    model: Model,
    [step, ...others]: readonly Step[],
    field: Field,
    nodes: readonly FieldNode[],
    depth: number,
  ): Expression {
    const { name, query } = step!;
    const relation = model.relations.get(name);
    if (!relation) throw new Unsupported('an unknown relation');
    if (others.length > 0 && !relation.isList) throw new Unsupported('relations of another form');
    const other = modelOf(relation.model);
    const alias = `a${depth + 1}`;
    const row =
      others.length > 0
        ? required(this.#related(other, others, field, nodes, depth + 1))
        : this.row(getNamedType(field.type), nodes, depth + 1);
    const from = relation.join(`a${depth}`, alias).text;
    const { shape, values } = parametrize({ where: query.where ?? {} });
    const where: Sql = bindParameters(whereSql(other, shape.where ?? {}, alias), values);
    const condition: Expression = query.where ? template`AND ${() => where}` : [];
    if (!relation.isList) return template`(SELECT ${row} FROM ${from} ${condition})`;
    const order = orderSql(other, query.orderBy, alias).text;
    return template`(SELECT '[' || coalesce(string_agg(${row}, ','${order}), '') || ']' FROM ${from} ${condition})`;
  }
}
