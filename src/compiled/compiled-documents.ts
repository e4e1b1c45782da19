/**
 * CompiledDocuments answers queries by one statement of Postgres that returns the text of the response (decision 0027).
 *
 * Promises: its answer equals that of graphql-js, byte for byte. What it cannot answer so, an error included, is left to
 * graphql-js: the document is read by graphql-js from then on if it cannot be compiled, and once if only the values are the
 * reason. An operation is planned once. The plans are limited in bytes.
 */
import { type OperationDefinitionNode, type ValidatedExecutionArgs, visit } from 'graphql';
import { createBoundedCache } from '../cache/bounded-cache.ts';
import { documentBytes } from '../cache/document-bytes.ts';
import { ReadsOverloaded } from '../database/reads-overloaded.ts';
import { isUnavailable } from '../database/transient-errors.ts';
import type { Context } from '../graphql/context.ts';
import { Input } from './input.ts';
import { fillLate, isHandedOver } from './marks.ts';
import { type OperationPlan, planOperation } from './plan-operation.ts';
import { Unsupported } from './unsupported.ts';

export type CompileWhen = 'off' | 'frequent' | 'all';

export interface CompiledDocumentsOptions {
  /** `frequent`: from the second execution of a document on. */
  when: CompileWhen;
  /** A statement failed that should not. graphql-js has answered. */
  onFailure: (error: unknown) => void;
}

const maxPlanBytes = 64 * 1024 * 1024;
/** The text of a plan, the texts of its statements and its closures, as a multiple of the plan's own text. */
const bytesPerCharacter = 12;
const executionsBefore = { frequent: 1, all: 0 };
/** SQLSTATE of a statement that exceeded its time. */
const canceled = '57014';
/** By the values of the variables of @skip and @include. */
const maxPlansPerOperation = 8;

interface Compiling {
  executions: number;
  /** The closures of a plan refer to nodes of the document, which keep all of it. */
  documentBytes: number;
  /** The variables of @skip and @include. */
  conditions: readonly string[];
  /** Null: graphql-js executes the operation. */
  plans: Map<string, OperationPlan | null>;
}

export class CompiledDocuments {
  readonly #options: CompiledDocumentsOptions;
  /** Ends with the document, which others keep: what is executed once costs nothing here. */
  readonly #known = new WeakMap<OperationDefinitionNode, Compiling>();
  /** The operations with plans. */
  readonly #planned = createBoundedCache<Compiling, Compiling>({
    maxBytes: maxPlanBytes,
    bytesOf: ({ plans, documentBytes }) =>
      [...plans.values()].reduce(
        (sum, plan) => sum + bytesPerCharacter * (plan?.statement.characters ?? 0),
        documentBytes,
      ),
    onEvicted: ({ plans }) => plans.clear(),
  });
  /** Executions of queries: by SQL alone, by SQL and resolvers, by graphql-js. */
  readonly counts = { compiled: 0, planned: 0, plain: 0 };

  constructor(options: CompiledDocumentsOptions) {
    this.#options = options;
  }

  get bytes(): number {
    return this.#planned.calculatedSize;
  }

  /**
   * Null if graphql-js executes the operation.
   * @throws ReadsOverloaded, or the error of a database that is unavailable: the operation fails as a whole.
   */
  answer(validated: ValidatedExecutionArgs): Promise<string | null> | null {
    const plan = this.#planOf(validated);
    if (plan) return this.#execute(plan, validated);
    this.counts.plain++;
    return null;
  }

  #planOf(validated: ValidatedExecutionArgs): OperationPlan | null {
    const { operation, variableValues } = validated;
    const { when } = this.#options;
    if (when === 'off' || operation.operation !== 'query') return null;
    const compiling = this.#compilingOf(validated);
    const key = JSON.stringify(compiling.conditions.map((name) => variableValues.coerced[name]));
    const known = compiling.plans.get(key);
    if (known !== undefined) {
      // It is used, so another one is evicted.
      this.#planned.get(compiling);
      return known;
    }
    if (compiling.executions++ < executionsBefore[when] || compiling.plans.size >= maxPlansPerOperation)
      return null;
    const plan = supported(() => planOperation(validated));
    compiling.plans.set(key, plan);
    if (plan) this.#planned.set(compiling, compiling);
    return plan;
  }

  #compilingOf(validated: ValidatedExecutionArgs): Compiling {
    const { operation, document } = validated;
    const known = this.#known.get(operation);
    if (known) return known;
    const compiling: Compiling = {
      executions: 0,
      documentBytes: documentBytes(document),
      conditions: conditionsOf(validated),
      plans: new Map(),
    };
    this.#known.set(operation, compiling);
    return compiling;
  }

  async #execute(plan: OperationPlan, validated: ValidatedExecutionArgs): Promise<string | null> {
    const { operation, variableValues } = validated;
    const context = validated.contextValue as Context;
    const input = new Input(variableValues, context);
    const statement = valid(() => plan.statement.fill(input));
    const answer = statement && (await this.#run(context, statement, operation));
    if (answer == null || isHandedOver(answer)) return this.#plain();
    let late = 0;
    try {
      const text = await fillLate(answer, (index, row) => {
        late++;
        return plan.late.valueOf(index, row, input);
      });
      this.counts[late > 0 ? 'planned' : 'compiled']++;
      return text;
    } catch (error) {
      if (error instanceof Unsupported) this.#abandon(operation);
      return this.#plain();
    }
  }

  async #run(
    { database: { reads, pool } }: Context,
    statement: { text: string; values: unknown[] },
    operation: OperationDefinitionNode,
  ): Promise<string | null> {
    try {
      const { rows } = await reads.run(() => pool.query<{ answer: string | null }>(statement));
      return rows[0]!.answer;
    } catch (error) {
      const code = String((error as { code?: unknown }).code);
      // One long statement may exceed the time that several shorter ones do not.
      if (code === canceled) this.#abandon(operation);
      // Another execution would wait as long again, and add to the load.
      if (error instanceof ReadsOverloaded || isUnavailable(error)) throw error;
      if (!/^22/.test(code)) {
        this.#abandon(operation);
        this.#options.onFailure(error);
      }
      return null;
    }
  }

  #plain(): null {
    this.counts.plain++;
    return null;
  }

  /** From now on graphql-js executes the operation. */
  #abandon(operation: OperationDefinitionNode): void {
    const compiling = this.#known.get(operation);
    if (!compiling) return;
    for (const key of compiling.plans.keys()) compiling.plans.set(key, null);
    this.#planned.delete(compiling);
  }
}

function supported<Plan>(plan: () => Plan): Plan | null {
  try {
    return plan();
  } catch (error) {
    if (error instanceof Unsupported) return null;
    throw error;
  }
}

/** Null for values that are not valid, such as a cursor of another list. graphql-js finds the same, and reports it. */
function valid<Value>(make: () => Value): Value | null {
  try {
    return make();
  } catch {
    return null;
  }
}

function conditionsOf({ document }: ValidatedExecutionArgs): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: (node) => {
      for (const { value } of node.arguments ?? [])
        if (value.kind === 'Variable') names.add(value.name.value);
    },
  });
  return [...names];
}
