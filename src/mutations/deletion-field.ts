import { encodeNodeId } from '../graphql/global-id.ts';
import type { Deleted } from './define-deletion.ts';
import type { Mutation } from './define-mutation.ts';
import { mutationField } from './mutation-field.ts';

/** The GraphQL field of a deletion. A client removes `deletedId` from its cache. */
export function deletionField(
  mutation: Mutation<Deleted>,
  { noun, description }: { noun: string; description: string },
): void {
  mutationField(mutation, {
    description,
    success: `The ${noun} is deleted.`,
    fields: (t) => ({
      deletedId: t.id({
        description: `The id of the ${noun} that was deleted.`,
        resolve: ({ typename, deleted }) => encodeNodeId(typename, deleted),
      }),
    }),
  });
}
