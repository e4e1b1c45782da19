/**
 * GraphQL input types, derived from the zod schemas of the verbs: a field, its limits and its description are declared
 * once, there. A schema that is neither a plain text, a number, a truth value nor a list names its GraphQL type.
 */
import { z } from 'zod';
import { type BuilderTypes, builder } from '../graphql/builder.ts';

type InputFieldBuilder = PothosSchemaTypes.InputFieldBuilder<BuilderTypes, 'InputObject'>;

interface NamedType {
  graphql: string;
  /** Of an input object. */
  description?: string;
  isOneOf?: boolean;
}

const namedTypes = z.registry<NamedType>();

/** Names the GraphQL type of what a schema reads: a scalar, an enum or an input object. */
export function named<Schema extends z.ZodType>(graphql: string, schema: Schema): Schema {
  namedTypes.add(schema, { graphql });
  return schema;
}

/** An input object inside another input. */
export function inputObject<Schema extends z.ZodObject>(
  graphql: string,
  description: string,
  schema: Schema,
  { isOneOf = false } = {},
): Schema {
  namedTypes.add(schema, { graphql, description, isOneOf });
  return schema;
}

/** A value of an enum of schema.prisma, which the GraphQL enum of that name lists with descriptions. */
export function oneOf<Values extends Record<string, string>>(graphql: string, values: Values) {
  return named(graphql, z.enum(values));
}

type Param = string | [Param];

interface FieldType {
  type: Param;
  required: boolean;
  defaultValue?: unknown;
  description?: string | undefined;
}

/** The fields of an input type, for Pothos. Input objects that they lead to are declared on the way. */
export function inputFieldsOf(schema: z.ZodObject) {
  const fields = Object.entries(schema.shape).map(
    ([name, each]) => [name, fieldTypeOf(each as z.ZodType)] as const,
  );
  return (t: InputFieldBuilder) =>
    Object.fromEntries(fields.map(([name, field]) => [name, t.field(field as never)]));
}

function fieldTypeOf(schema: z.ZodType): FieldType {
  const { description } = schema;
  const name = namedTypes.get(schema);
  if (name) {
    declareInputObject(name, schema);
    return { type: name.graphql, required: true, description };
  }
  const { def } = (schema as unknown as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
      return { ...described(def.innerType, description), required: false };
    case 'default':
      return { ...described(def.innerType, description), defaultValue: def.defaultValue };
    case 'pipe':
      return described(def.in, description);
    case 'array':
      return { type: [fieldTypeOf(def.element as z.ZodType).type], required: true, description };
    case 'string':
      return { type: 'String', required: true, description };
    case 'number':
      return { type: 'Int', required: true, description };
    case 'boolean':
      return { type: 'Boolean', required: true, description };
    default:
      throw new Error(`name the GraphQL type of a ${def.type}: named('…', schema)`);
  }
}

/** The field's own description wins over that of the schema inside. */
function described(inner: z.core.$ZodType, description: string | undefined): FieldType {
  const field = fieldTypeOf(inner as z.ZodType);
  return { ...field, description: description ?? field.description };
}

function declareInputObject({ graphql, description, isOneOf }: NamedType, schema: z.ZodType): void {
  if (!(schema instanceof z.ZodObject) || builder.configStore.hasImplementation(graphql)) return;
  builder.inputType(graphql, {
    ...(description && { description }),
    isOneOf: isOneOf ?? false,
    fields: inputFieldsOf(schema) as never,
  } as never);
}
