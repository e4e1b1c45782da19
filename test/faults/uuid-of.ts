import { decodeNodeId } from '../../src/graphql/global-id.ts';

/** The id that stands on record, of one that the API gave. */
export function uuidOf(globalId: string): string {
  return decodeNodeId(globalId)!.id;
}
