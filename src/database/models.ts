/** The data model as SQL needs it: tables, columns and how one table's rows lead to another's. */
import type PrismaTypes from '../../prisma/generated/pothos.ts';
import { getDatamodel } from '../../prisma/generated/pothos.ts';

export type ModelName = keyof PrismaTypes & string;
/** A row with all that the model has; what was not asked for is not there. */
export type RowOf<Name extends ModelName> = PrismaTypes[Name]['Shape'];

export interface Column {
  name: string;
  type: string;
}

export interface Relation {
  model: string;
  isList: boolean;
  /** SQL that follows FROM: the rows that the row under the alias `here` leads to, under the alias `there`. */
  from(here: string, there: string): string;
}

export interface Model {
  columns: ReadonlyMap<string, Column>;
  relations: ReadonlyMap<string, Relation>;
}

interface Field {
  name: string;
  type: string;
  kind: string;
  isList: boolean;
  isId: boolean;
  relationName?: string;
  /** Of the side that holds the foreign key; empty on the other. */
  relationFromFields?: readonly string[];
}

const { models } = getDatamodel().datamodel as unknown as { models: Record<string, { fields: Field[] }> };
const read = new Map<string, Model>();

export function modelOf(name: string): Model {
  let model = read.get(name);
  if (!model) {
    const { fields } = models[name]!;
    const isRelation = ({ kind }: Field) => kind === 'object';
    model = {
      columns: new Map(fields.filter((field) => !isRelation(field)).map((field) => [field.name, field])),
      relations: new Map(
        fields
          .filter(isRelation)
          .map((field) => [
            field.name,
            { model: field.type, isList: field.isList, from: fromOf(name, field) },
          ]),
      ),
    };
    read.set(name, model);
  }
  return model;
}

const hasForeignKey = ({ relationFromFields = [] }: Field) => relationFromFields.length > 0;

/** The data model does not say which columns a foreign key points to: here it is always the id. */
function fromOf(model: string, field: Field): Relation['from'] {
  const { type: other, relationName } = field;
  if (hasForeignKey(field)) return equalColumns(other, field.relationFromFields![0]!, idOf(other));
  const back = models[other]!.fields.find(
    (each) => each.relationName === relationName && each.type === model && hasForeignKey(each),
  );
  if (back) return equalColumns(other, idOf(model), back.relationFromFields![0]!);
  // Many to many: Prisma's own table, whose columns stand in the order of the models' names.
  const [own, others] = model < other ? ['A', 'B'] : ['B', 'A'];
  return (here, there) =>
    `"${other}" AS ${there} JOIN "_${relationName}" AS ${there}_link ON ${there}_link."${others}" = ${there}."${idOf(other)}"
     WHERE ${there}_link."${own}" = ${here}."${idOf(model)}"`;
}

function equalColumns(table: string, ofHere: string, ofThere: string): Relation['from'] {
  return (here, there) => `"${table}" AS ${there} WHERE ${there}."${ofThere}" = ${here}."${ofHere}"`;
}

function idOf(model: string): string {
  return models[model]!.fields.find(({ isId }) => isId)!.name;
}
