/**
 * Pipeline processes a request from any transport and returns its outcome. In this order: rate limit of a caller
 * without a token, decoding, response cache, token, parsing and validation, limits of cost, rate limit of the token,
 * execution or subscription, masking, status. Transports decode before it and encode after it.
 *
 * Requests with a verified token count for the token only, so an operator is not rejected because of visitors behind
 * the same address. A request that fails before it is counted is counted when it fails.
 */
import {
  type ExecutionArgs,
  type GraphQLError,
  type GraphQLSchema,
  type ValidatedExecutionArgs,
  validateExecutionArgs,
} from 'graphql';
import type { Identity } from '../auth/identity.ts';
import type { CodedError } from '../errors/coded-error.ts';
import type { Context } from '../graphql/context.ts';
import { requestError } from '../graphql/query-errors.ts';
import { Counting, type CountingLimits } from './counting.ts';
import { type Documents, findOperation, operationOf } from './documents.ts';
import { maxErrorsOf } from './error-limits.ts';
import type { Executor, PreparedOperation } from './executor.ts';
import { IntrospectionCosts } from './introspection-cost.ts';
import { OperationCosts, requireWithinLimits } from './operation-cost.ts';
import { Outcome, outcomeOf } from './outcome.ts';
import { checkParams, documentTextOf, type PublicDocumentRules, type WellFormedParams } from './params.ts';
import type { Caller, Credentials, OperationRequest, Session } from './request.ts';
import { RequestErrors } from './request-errors.ts';
import { currentRequestId, readFor } from './request-id.ts';
import type { Answer, ResponseCache } from './response-cache.ts';
import type { TimeSlices } from './time-slice.ts';

export interface PipelineParts {
  schema: GraphQLSchema;
  documents: Documents;
  executor: Pick<Executor, 'execute' | 'answer'>;
  responseCache: ResponseCache;
  limits: CountingLimits;
  timeSlices: TimeSlices;
  maskError: (error: unknown) => CodedError;
  /** Verifies an Authorization header. Throws Unauthenticated. */
  authenticate: (authorization: string | null) => Promise<Identity>;
  /** Throws Unauthenticated if the token of the identity has expired or was revoked since it was verified. */
  requireValid: (identity: Identity) => void;
  /** The context of one operation. */
  createContext: (session: Session, resumeAfter: string | null) => Context;
  publicRules: PublicDocumentRules & { introspection: boolean };
  rejections: {
    log(rejection: { status: number; reason: string; requestId: string; address: string }): void;
  };
}

const loggedRejections: ReadonlySet<string> = new Set(['RATE_LIMITED', 'UNAUTHENTICATED', 'FORBIDDEN']);

export class Pipeline {
  readonly #parts: PipelineParts;
  readonly #introspection = new IntrospectionCosts();
  readonly #costs = new OperationCosts();

  constructor(parts: PipelineParts) {
    this.#parts = parts;
  }

  get maskError(): (error: unknown) => CodedError {
    return this.#parts.maskError;
  }

  /** Never throws: a failure is an outcome. */
  async run(request: OperationRequest): Promise<Outcome> {
    const counting = new Counting(this.#parts.limits, request);
    try {
      counting.requirePublic();
      return await this.#run(request, counting);
    } catch (error) {
      return this.#failure(counting.errorOf(error), request);
    }
  }

  async #run(request: OperationRequest, counting: Counting): Promise<Outcome> {
    const { limits, responseCache } = this.#parts;
    const params = checkParams(await request.decode());
    const make = () => this.#answer(request, params, counting);
    if (!request.transport.usesResponseCache || params.cost !== null) return (await make()).outcome;
    const key = this.#cacheKeyOf(request.caller, params);
    if (key === null) {
      const { outcome } = await make();
      // The document is known now, so the next equal query can be stored.
      responseCache.markAsked(this.#cacheKeyOf(request.caller, params));
      return outcome;
    }
    const { outcome, identity, isOwn } = await responseCache.answer(key, make);
    if (!isOwn) {
      counting.isCounted = true;
      limits.requireToken(identity);
    }
    return outcome;
  }

  /** For a transport that verifies its caller once and keeps the session. Throws. */
  async authenticate({ authorization, languages }: Credentials): Promise<Session> {
    return { identity: await this.#parts.authenticate(authorization), languages };
  }

  async #answer(
    { caller, session, transport }: OperationRequest,
    params: WellFormedParams,
    counting: Counting,
  ): Promise<Answer> {
    const { timeSlices, executor } = this.#parts;
    const current = session ? this.#check(session) : await this.authenticate(caller);
    const { identity } = current;
    counting.identity = identity;
    const reader = { key: identity.tokenId ?? caller.address, isPublic: identity.role === 'PUBLIC' };
    readFor(reader);
    const slice = timeSlices.yield(reader);
    if (slice) await slice;
    const operation = this.#prepare(caller, current, params);
    const cost = this.#costs.of(operation.validated);
    // Before it is counted: waiting would not help what is too complex at any time.
    if (params.cost !== 'only') requireWithinLimits(cost);
    counting.requireOperation(operation.validated);
    if (transport.reportsCost && params.cost === 'only')
      return {
        outcome: new Outcome({ result: { data: null, extensions: { cost } } }),
        identity,
        isShareable: false,
      };
    transport.requireSupported(operation.type);
    if (operation.type === 'subscription') {
      await transport.subscribe?.(operation);
      return { outcome: new Outcome({ operation }), identity, isShareable: false };
    }
    const reportsCost = transport.reportsCost && params.cost === 'include';
    const asText = operation.type === 'query' && !reportsCost;
    const result = await (asText ? executor.answer(operation, reader) : executor.execute(operation, reader));
    const isVolatile = operation.type !== 'query' || operation.contextValue.answering.isVolatile;
    if ('text' in result)
      return {
        outcome: new Outcome({ operation, text: result.text }),
        identity,
        isShareable: !isVolatile,
      };
    const isShareable = !isVolatile && !result.errors;
    const reported = reportsCost ? { ...result, extensions: { ...result.extensions, cost } } : result;
    return { outcome: outcomeOf(reported, transport.mediaType, { operation }), identity, isShareable };
  }

  /** Throws if the token has expired or was revoked since it was verified. */
  requireValid(identity: Identity): void {
    this.#parts.requireValid(identity);
  }

  #check(session: Session): Session {
    this.requireValid(session.identity);
    return session;
  }

  #prepare(caller: Caller, session: Session, params: WellFormedParams): PreparedOperation {
    const { schema, documents, publicRules, createContext } = this.#parts;
    const isPublic = session.identity.role === 'PUBLIC';
    const text = documentTextOf(params, publicRules, isPublic);
    const parsed = documents.read(text);
    if (params.hash === null && params.automaticHash !== null)
      publicRules.automatic.store(params.automaticHash, text);
    if (parsed.introspects && isPublic && !publicRules.introspection)
      throw new RequestErrors([requestError('GRAPHQL_VALIDATION_FAILED', 'Introspection is disabled.')]);
    const operation = operationOf(parsed, params.operationName);
    const args = {
      schema,
      document: parsed.document,
      operationName: params.operationName,
      variableValues: params.variables,
      contextValue: createContext(session, caller.resumeAfter ?? null),
      hideSuggestions: !publicRules.introspection,
    };
    const validated = coerceVariables(args);
    if (!('schema' in validated)) throw new RequestErrors(validated);
    if (parsed.introspects) this.#introspection.requireWithinLimit(validated);
    return { ...args, operation, type: operation.operation, validated };
  }

  /** Null if the response is never stored: for an unknown document, a mutation or a subscription. */
  #cacheKeyOf({ authorization, languages }: Caller, params: WellFormedParams): string | null {
    const { documents, publicRules } = this.#parts;
    const parsed = documents.peek(documentTextOf(params, publicRules, !authorization));
    const operation = parsed && findOperation(parsed.operations, params.operationName);
    if (operation?.operation !== 'query') return null;
    const variables = Object.create(null) as Record<string, unknown>;
    // Undeclared variables do not change the result, so they are not part of the key.
    for (const { variable } of operation.variableDefinitions ?? []) {
      const name = variable.name.value;
      if (Object.hasOwn(params.variables, name)) variables[name] = params.variables[name];
    }
    try {
      return JSON.stringify([parsed!.id, params.operationName, authorization, languages, variables]);
    } catch {
      // The variables exceed the stack. checkParams rejects them.
      return null;
    }
  }

  #failure(error: unknown, { transport, caller }: OperationRequest): Outcome {
    const isOfRequest = error instanceof RequestErrors;
    const errors = (isOfRequest ? error.errors : [error]).map(this.#parts.maskError);
    const unavailable = errors.find(({ code }) => code === 'UNAVAILABLE');
    const rejection = unavailable ?? (isOfRequest ? null : errors[0]!);
    if (rejection && loggedRejections.has(rejection.code)) this.logRejection(rejection, caller);
    return outcomeOf({ errors }, transport.mediaType, { errors, rejection });
  }

  /** Logs a limit that was reached, for which a setting may be too low in a hall, and a token that is not accepted, such as that of a screen. */
  logRejection({ status, message }: CodedError, { address }: Pick<Caller, 'address'>): void {
    this.#parts.rejections.log({
      status: status.requestError,
      reason: message,
      requestId: currentRequestId(),
      address,
    });
  }
}

/** Reports one error of the variables, and more only if they are small. */
function coerceVariables(args: ExecutionArgs): ValidatedExecutionArgs | readonly GraphQLError[] {
  const coerce = (maxCoercionErrors: number) =>
    validateExecutionArgs({ ...args, options: { maxCoercionErrors } });
  const coerced = coerce(1);
  if ('schema' in coerced || coerced.length === 1) return coerced;
  return coerce(maxErrorsOf(JSON.stringify(args.variableValues).length));
}
