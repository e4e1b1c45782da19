/** Plans a connection over rows: the page, its cursors and its count. */
import { type FieldNode, type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { allOf, rawSql, type Sql, sql } from '../database/sql.ts';
import type { ListInSql, RowsInSql } from '../graphql/in-sql.ts';
import { asksForItems, type ListRequest } from '../graphql/list.ts';
import { keyText, type PageWindow, readPageArguments } from '../graphql/page.ts';
import { readArguments } from './arguments.ts';
import { subfields } from './collect-fields.ts';
import { base64UrlSql } from './column-sql.ts';
import { type Expression, objectExpression, type PlansRows } from './expressions.ts';
import type { Field } from './field-metadata.ts';
import type { Input } from './input.ts';
import { handOver } from './marks.ts';
import { literal, noSql, template } from './sql-template.ts';
import { Unsupported } from './unsupported.ts';

/** What the arguments of one execution ask for. */
interface Asked extends Pick<ListRequest, 'order' | 'named'> {
  window: PageWindow;
  conditions: readonly Sql[];
}

type Parts = (make: (asked: Asked) => Sql) => (input: Input) => Sql;

export function planList(
  planner: PlansRows,
  declared: ListInSql,
  field: Field,
  nodes: readonly FieldNode[],
  depth: number,
): Expression {
  const type = getNamedType(field.type) as GraphQLObjectType;
  const args = readArguments(field, nodes[0]!);
  const owner = {};
  const part: Parts = (make) => (input) =>
    make(
      input.once(owner, () => {
        const given = args.read(input);
        const { order, where = [], named = [] } = declared.describe(given as never, input.context);
        const rule = declared.source.visibility.rule(input.context.identity);
        return { order, named, window: readPageArguments(given, order), conditions: [rule, ...where] };
      }),
    );
  const planned = new ListPlan(planner, declared, part, depth);
  const members = [...subfields(planner.selecting, type, nodes)].map(
    ([key, own]) => [key, planned.member(type, own)] as const,
  );
  // Also if no part needs them, because arguments that are not valid are an error.
  const checked = part(() => noSql);
  const object = template<Input>`${objectExpression(members)}${checked}`;
  if (asksForItems(nodes) && !planned.readsPage) throw new Unsupported('a page that is skipped');
  return planned.ofMembers(object);
}

/** A list without pages. */
export function planRows(
  planner: PlansRows,
  { source, where, order, join }: RowsInSql,
  field: Field,
  nodes: readonly FieldNode[],
  depth: number,
): Expression {
  const args = readArguments(field, nodes[0]!);
  const row = planner.row(getNamedType(field.type), nodes, depth + 1);
  const { table, rule } = source.visibility;
  const rows = (input: Input): Sql => {
    const conditions = [
      ...(join ? [join] : []),
      rule(input.context.identity),
      ...(where?.(args.read(input) as never) ?? []),
    ];
    return sql`SELECT item.*, (${order}) AS "~key" FROM ${table} AS item WHERE ${allOf(conditions)}`;
  };
  const from = join ? `(VALUES (a${depth}."id")) AS parent(id) CROSS JOIN LATERAL ` : '';
  const alias = `a${depth + 1}`;
  return template`(SELECT '[' || coalesce(string_agg(${row}, ',' ORDER BY ${alias}."~key"), '') || ']' FROM ${from}(${rows}) AS ${alias})`;
}

class ListPlan {
  readonly #planner: PlansRows;
  readonly #declared: ListInSql;
  readonly #part: Parts;
  readonly #depth: number;
  readsPage = false;
  #readsCursors = false;

  constructor(planner: PlansRows, declared: ListInSql, part: Parts, depth: number) {
    this.#planner = planner;
    this.#declared = declared;
    this.#part = part;
    this.#depth = depth;
  }

  get #alias(): string {
    return `a${this.#depth + 1}`;
  }

  member(type: GraphQLObjectType, nodes: readonly FieldNode[]): Expression {
    const name = nodes[0]!.name.value;
    if (name === '__typename') return [literal(`"${type.name}"`)];
    if (name === 'totalCount') return this.#count();
    this.readsPage = true;
    const field = type.getFields()[name]!;
    const inner = getNamedType(field.type);
    if (name === 'nodes') return this.#items(this.#planner.row(inner, nodes, this.#depth + 1));
    if (!isObjectType(inner)) throw new Unsupported(`${type.name}.${name}`);
    const members = [...subfields(this.#planner.selecting, inner, nodes)];
    const object = objectExpression(
      members.map(([key, own]) => {
        const plan = name === 'edges' ? this.#edgeMember(inner, own) : this.#pageInfoMember(inner, own);
        return [key, plan] as const;
      }),
    );
    if (name === 'edges') return this.#items(object);
    if (name === 'pageInfo') return object;
    throw new Unsupported(`${type.name}.${name}`);
  }

  #edgeMember(type: GraphQLObjectType, nodes: readonly FieldNode[]): Expression {
    const name = nodes[0]!.name.value;
    if (name === '__typename') return [literal(`"${type.name}"`)];
    if (name === 'cursor') {
      this.#readsCursors = true;
      return [`'"' || ${this.#alias}."~cursor" || '"'`];
    }
    if (name !== 'node') throw new Unsupported(`${type.name}.${name}`);
    return this.#planner.row(getNamedType(type.getFields().node!.type), nodes, this.#depth + 1);
  }

  #pageInfoMember(type: GraphQLObjectType, nodes: readonly FieldNode[]): Expression {
    const name = nodes[0]!.name.value;
    if (name === '__typename') return [literal(`"${type.name}"`)];
    const known = (is: boolean) => rawSql(is ? `'true'` : `'false'`);
    const more = ({ window }: Asked) => sql`(count(*) > ${window.size}::int)::text`;
    if (name === 'hasNextPage')
      return [this.#part((asked) => (asked.window.backward ? known(asked.window.hasOther) : more(asked)))];
    if (name === 'hasPreviousPage')
      return [this.#part((asked) => (asked.window.backward ? more(asked) : known(asked.window.hasOther)))];
    if (name === 'startCursor') return this.#cursorAt(({ backward }) => backward);
    if (name === 'endCursor') return this.#cursorAt(({ backward }) => !backward);
    throw new Unsupported(`${type.name}.${name}`);
  }

  /** The cursor of the row that was read last, or first. */
  #cursorAt(isLast: (window: PageWindow) => boolean): Expression {
    this.#readsCursors = true;
    const { text: alias } = rawSql(this.#alias);
    return [
      this.#part(({ window }) => {
        const onPage = sql`FILTER (WHERE ${rawSql(`${alias}."~n"`)} <= ${window.size}::int)`;
        const direction = rawSql(isLast(window) ? 'DESC' : 'ASC');
        const cursors = sql`array_agg(${rawSql(`${alias}."~cursor" ORDER BY ${alias}."~n"`)} ${direction}) ${onPage}`;
        return sql`coalesce('"' || (${cursors})[1] || '"', 'null')`;
      }),
    ];
  }

  /** The rows of the page in the order of the list. */
  #items(row: Expression): Expression {
    const number = `${this.#alias}."~n"`;
    const direction = this.#part(({ window }) => rawSql(window.backward ? 'DESC' : 'ASC'));
    const onPage = this.#part(({ window }) => sql`FILTER (WHERE ${rawSql(number)} <= ${window.size}::int)`);
    return template`'[' || coalesce(string_agg(${row}, ',' ORDER BY ${number} ${direction}) ${onPage}, '') || ']'`;
  }

  #count(): Expression {
    const { table } = this.#declared.source.visibility;
    const count = this.#part(
      ({ conditions }) =>
        sql`SELECT count(*) AS total FROM ${table} AS item WHERE ${this.#where(conditions)}`,
    );
    // An unknown row that an argument names is an error, which is looked for if there is nothing else.
    const checked = this.#part(({ named }) =>
      named?.length
        ? sql`CASE counted.total WHEN 0 THEN ${rawSql(handOver)} ELSE counted.total::text END`
        : sql`counted.total::text`,
    );
    const from = this.#declared.join ? template<Input>`${this.#parent()} CROSS JOIN LATERAL ` : [];
    return template`(SELECT ${checked} FROM ${from}(${count}) AS counted)`;
  }

  #where(conditions: readonly Sql[]): Sql {
    const { join } = this.#declared;
    return allOf([...(join ? [join] : []), ...conditions]);
  }

  /** The conditions of a list name its parent so. */
  #parent(): string {
    return `(VALUES (a${this.#depth}."id")) AS parent(id)`;
  }

  ofMembers(object: Expression): Expression {
    if (!this.readsPage) return object;
    const { table } = this.#declared.source.visibility;
    const { join } = this.#declared;
    const page = this.#part(({ order, window, conditions }) => {
      const direction = rawSql(order.descending === window.backward ? 'ASC' : 'DESC');
      const cursor = this.#readsCursors
        ? sql`, ${cursorSql(order.name, keyText(order))} AS "~cursor"`
        : noSql;
      return sql`SELECT item.*, (${order.column}) AS "~key"${cursor} FROM ${table} AS item
        WHERE ${this.#where([...conditions, ...window.conditions])}
        ORDER BY ${order.column} ${direction}, item.id ${direction} LIMIT ${window.size + 1}`;
    });
    const direction = this.#part(({ order, window }) =>
      rawSql(order.descending === window.backward ? 'ASC' : 'DESC'),
    );
    const from = join ? `${this.#parent()} CROSS JOIN LATERAL ` : '';
    const numbered = template<Input>`SELECT page.*, row_number() OVER (ORDER BY page."~key" ${direction}, page."id" ${direction}) AS "~n" FROM ${from}(${page}) AS page`;
    const missing = this.#part(({ named }) =>
      named?.length ? sql` || CASE count(*) WHEN 0 THEN ${rawSql(handOver)} ELSE '' END` : noSql,
    );
    // HAVING makes one row of the page, also if nothing is aggregated.
    return template`(SELECT ${object}${missing} FROM (${numbered}) AS ${this.#alias} HAVING true)`;
  }
}

/** As encodePageCursor writes it, for the row under the alias `item`. */
function cursorSql(orderName: string, key: Sql): Sql {
  const [before, after] = base64UrlSql(
    `${literal(`[${JSON.stringify(orderName)},`)} || to_json(\0)::text || ',"' || item."id"::text || '"]'`,
  ).split('\0');
  return sql`${rawSql(before!)}${key}${rawSql(after!)}`;
}
