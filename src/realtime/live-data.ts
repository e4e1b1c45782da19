import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { typenames } from '../announcements/typenames.ts';
import { declaredTypes } from '../graphql/visibility.ts';

/** Fields of database rows that are part of announcements, because they never change. */
const immutableFields: Readonly<Record<string, readonly string[]>> = { Exhibition: ['id', 'slug'] };

/**
 * Whether a document selects database rows that are not part of an announcement, for example `deal { current { status
 * } }`. Such a result can become outdated.
 */
export function selectsLiveData(schema: GraphQLSchema, document: DocumentNode): boolean {
  const announcements = new Set(Object.values(typenames));
  const rows = new Set(declaredTypes.typenames.filter((name) => !announcements.has(name)));
  const typeInfo = new TypeInfo(schema);
  let isLive = false;
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field({ name: { value: field } }) {
        const parent = getNamedType(typeInfo.getParentType())?.name;
        if (parent === undefined || field === '__typename') return;
        // An interface such as Organization includes the rows of its types.
        const types = [parent, ...possibleTypes(schema, parent)];
        if (types.some((type) => rows.has(type) && !immutableFields[type]?.includes(field))) isLive = true;
      },
    }),
  );
  return isLive;
}

function possibleTypes(schema: GraphQLSchema, name: string): string[] {
  const type = schema.getType(name);
  const isAbstract = type && 'resolveType' in type && name !== 'Node' && name !== 'Announcement';
  return isAbstract ? schema.getPossibleTypes(type as never).map((each) => each.name) : [];
}
