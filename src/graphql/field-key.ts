import type { GraphQLResolveInfo } from 'graphql';

/**
 * fieldKey identifies a field by its place in the document and its arguments. It is equal for all parents whose rows
 * can be read together.
 */
export function fieldKey(info: GraphQLResolveInfo, args: object = {}): string {
  const keys: string[] = [info.parentType.name, JSON.stringify(args)];
  for (let at: GraphQLResolveInfo['path'] | undefined = info.path; at; at = at.prev) {
    if (typeof at.key === 'string') keys.push(at.key);
  }
  return keys.join('<');
}
