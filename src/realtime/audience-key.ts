import { createHash } from 'node:crypto';
import { type DocumentNode, type GraphQLSchema, print, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { audienceKeyOf } from '../auth/identity.ts';
import type { PreparedOperation } from '../execution/executor.ts';
import { positionArguments } from '../programme/announcements/announcements.subscription.ts';
import type { Languages } from '../text/localized-text.ts';
import { selectsLiveData } from './live-data.ts';

interface NormalizedDocument {
  /** The document without the arguments that select only the position. */
  text: string;
  /** Declared variables that this text uses. */
  usedVariables: ReadonlySet<string>;
  isLive: boolean;
}

/**
 * AudienceKeys gives equal keys to subscriptions whose results are equal: same selection, variables, languages and
 * rights. Cursors and undeclared variables do not matter.
 */
export class AudienceKeys {
  /** Keyed by parsed document: the cache of documents returns the same one for an equal text. */
  readonly #normalized = new WeakMap<DocumentNode, NormalizedDocument>();

  /** `languages` are those of the exhibition that the subscriber accepts. */
  keyOf(
    { schema, document, operationName, validated, contextValue }: PreparedOperation,
    languages: Languages,
  ): string {
    const { text, usedVariables } = this.#normalize(schema, document);
    // Coerced, so that a default value and the same value sent by the client are equal. In the order of their declaration.
    const variables = Object.entries(validated.variableValues.coerced).filter(([name]) =>
      usedVariables.has(name),
    );
    const { identity } = contextValue;
    const key = JSON.stringify([text, operationName, variables, languages.wanted, audienceKeyOf(identity)]);
    return createHash('sha256').update(key).digest('base64url');
  }

  /** See live-data.ts. */
  isLive({ schema, document }: PreparedOperation): boolean {
    return this.#normalize(schema, document).isLive;
  }

  #normalize(schema: GraphQLSchema, document: DocumentNode): NormalizedDocument {
    const known = this.#normalized.get(document);
    if (known) return known;
    const stripped = stripPositions(schema, document);
    const usedVariables = new Set<string>();
    visit(stripped, {
      VariableDefinition: () => false,
      Variable: ({ name }) => void usedVariables.add(name.value),
    });
    const normalized = { text: print(stripped), usedVariables, isLive: selectsLiveData(schema, document) };
    this.#normalized.set(document, normalized);
    return normalized;
  }
}

/** Removes the position arguments of root fields. A field of the same name deeper in the document keeps its own. */
function stripPositions(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const typeInfo = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Argument: ({ name }) =>
        typeInfo.getParentType() === schema.getSubscriptionType() && positionArguments.has(name.value)
          ? null
          : undefined,
    }),
  );
}
