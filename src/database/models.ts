/** The data model for SQL: tables, columns, unique keys and the joins of each relation. */
import type PrismaTypes from '../../prisma/generated/pothos.ts';
import { getDatamodel } from '../../prisma/generated/pothos.ts';
import { rawSql, type Sql } from './sql.ts';

export type ModelName = keyof PrismaTypes & string;
/** A row with all columns of the model; a column that was not selected is absent. */
export type RowOf<Name extends ModelName> = PrismaTypes[Name]['Shape'];

export interface Column {
  name: string;
  type: string;
  isList: boolean;
}

export interface Relation {
  model: ModelName;
  isList: boolean;
  /** The SQL after FROM for the related rows, under the alias `to`, of the row under the alias `from`. */
  join(from: string, to: string): Sql;
}

export interface Model {
  name: ModelName;
  columns: ReadonlyMap<string, Column>;
  relations: ReadonlyMap<string, Relation>;
  /** Keys of several columns, by their name in Prisma's `where`. */
  compoundKeys: ReadonlyMap<string, readonly string[]>;
}

interface Field {
  name: string;
  type: string;
  kind: string;
  isList: boolean;
  isId: boolean;
  relationName?: string;
  /** The columns of the foreign key. Empty on the other side of the relation. */
  relationFromFields?: readonly string[];
}

interface Key {
  name: string | null;
  fields: readonly string[];
}

interface Datamodel {
  models: Record<string, { fields: Field[]; primaryKey: Key | null; uniqueIndexes: Key[] }>;
}

const { models: described } = getDatamodel().datamodel as unknown as Datamodel;

const isRelation = ({ kind }: Field) => kind === 'object';
const hasForeignKey = ({ relationFromFields = [] }: Field) => relationFromFields.length > 0;

export const models: ReadonlyMap<string, Model> = new Map(
  Object.entries(described).map(([name, { fields, primaryKey, uniqueIndexes }]) => [
    name,
    {
      name: name as ModelName,
      columns: new Map(fields.filter((field) => !isRelation(field)).map((field) => [field.name, field])),
      relations: new Map(fields.filter(isRelation).map((field) => [field.name, relationOf(name, field)])),
      compoundKeys: new Map(
        [primaryKey, ...uniqueIndexes]
          .filter((key) => key !== null)
          .map(({ name: keyName, fields: columns }) => [keyName ?? columns.join('_'), columns]),
      ),
    },
  ]),
);

export function modelOf(name: ModelName): Model {
  return models.get(name)!;
}

function relationOf(model: string, field: Field): Relation {
  return { model: field.type as ModelName, isList: field.isList, join: joinOf(model, field) };
}

/** The data model lacks the column that a foreign key references. In this schema it is always the id. */
function joinOf(model: string, field: Field): Relation['join'] {
  const { type: other, relationName } = field;
  if (hasForeignKey(field)) return equalColumns(other, field.relationFromFields![0]!, idOf(other));
  const back = described[other]!.fields.find(
    (each) => each.relationName === relationName && each.type === model && hasForeignKey(each),
  );
  if (back) return equalColumns(other, idOf(model), back.relationFromFields![0]!);
  // Many to many: a join table of Prisma. Its columns A and B are in the alphabetical order of the models.
  const [own, others] = model < other ? ['A', 'B'] : ['B', 'A'];
  return (from, to) =>
    rawSql(
      `"${other}" AS ${to} JOIN "_${relationName}" AS ${to}_link ON ${to}_link."${others}" = ${to}."${idOf(other)}"` +
        ` WHERE ${to}_link."${own}" = ${from}."${idOf(model)}"`,
    );
}

function equalColumns(table: string, fromColumn: string, toColumn: string): Relation['join'] {
  return (from, to) => rawSql(`"${table}" AS ${to} WHERE ${to}."${toColumn}" = ${from}."${fromColumn}"`);
}

function idOf(model: string): string {
  return described[model]!.fields.find(({ isId }) => isId)!.name;
}
