import { decodeNodeId } from '../../src/graphql/global-id.ts';

/** The database id of a global id of the API. */
export function uuidOf(globalId: string): string {
  return decodeNodeId(globalId)!.id;
}
