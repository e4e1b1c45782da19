/** What is asked of the normalising store of each client library, set up as docs/client-caches.md says. */
import { isAbstractType, isObjectType } from 'graphql';
import { schema } from '../../../src/schema.ts';

export type Variables = Record<string, unknown>;

export interface ClientStore {
  /** From the server, through the store. */
  fetch(document: string, variables: Variables): Promise<unknown>;
  /** From the store alone; fails if something is missing. */
  read(document: string, variables: Variables): Promise<unknown>;
  mutate(document: string, variables: Variables): Promise<unknown>;
  /** Follows the subscription and writes each announcement as the page says. Returns what ends it. */
  follow(document: string, variables: Variables, onAnnouncement: () => void): () => void;
  close(): void | Promise<void>;
}

const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));

export const possibleTypes = Object.fromEntries(
  types
    .filter(isAbstractType)
    .map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
);

/** Types without an id are part of the object that holds them. */
export const embeddedTypes = types
  .filter(isObjectType)
  .filter((type) => !('id' in type.getFields()))
  .map(({ name }) => name);
