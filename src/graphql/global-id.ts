/** Relay's global ids: opaque outside, "Type:uuid" in base64 inside. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export interface NodeId {
  typename: string;
  id: string;
}

export function encodeNodeId(typename: string, id: string): string {
  return Buffer.from(`${typename}:${id}`).toString('base64url');
}

/** Null for an invalid id. Callers treat it like the id of an object that does not exist. */
export function decodeNodeId(globalId: string): NodeId | null {
  if (globalId.length > 200) return null;
  const [typename, id, ...rest] = Buffer.from(globalId, 'base64url').toString('utf8').split(':');
  if (!typename || !id || rest.length > 0 || !uuid.test(id)) return null;
  // Decoding ignores invalid characters, but each id has only one valid spelling.
  if (encodeNodeId(typename, id) !== globalId) return null;
  return { typename, id };
}
