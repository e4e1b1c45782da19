/**
 * Derives GraphQL input types from the zod schemas of the mutations, so a field, its limits and its description are
 * declared once. Strings, integers, booleans and lists of them are mapped automatically; every other schema names its
 * GraphQL type.
 */
import { z } from 'zod';
import { type BuilderTypes, builder } from '../graphql/builder.ts';

type InputFieldBuilder = PothosSchemaTypes.InputFieldBuilder<BuilderTypes, 'InputObject'>;

interface NamedType {
  graphql: string;
  /** The description of an input object. */
  description?: string;
  isOneOf?: boolean;
}

/** Filled while the verbs load; read when their input types are built. */
const namedTypes = z.registry<NamedType>();

/** named attaches the name of a GraphQL type to a schema: a scalar, an enum or an input object. */
export function named<Schema extends z.ZodType>(graphql: string, schema: Schema): Schema {
  namedTypes.add(schema, { graphql });
  return schema;
}

/** inputObject declares an input object that another input contains. */
export function inputObject<Schema extends z.ZodObject>(
  graphql: string,
  description: string,
  schema: Schema,
  { isOneOf = false } = {},
): Schema {
  namedTypes.add(schema, { graphql, description, isOneOf });
  return schema;
}

/**
 * oneOf accepts the values of an enum of schema.prisma. The GraphQL enum has the same name and describes each value.
 */
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

/** inputFieldsOf returns the fields of an input type for Pothos, and declares the input objects that they contain. */
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

/** The description of the field overrides that of the inner schema. */
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
