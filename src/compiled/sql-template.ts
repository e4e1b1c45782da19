/**
 * Templates of statements: their text is made once, and each execution fills in the parts that depend on the caller and on
 * the variables. The values of a caller are always parameters.
 */
import { rawSql, type Sql } from '../database/sql.ts';

/** A part that is made for each execution. */
export type Part<Input> = (input: Input) => Sql;
export type Piece<Input> = string | Part<Input>;
export type Template<Input> = readonly Piece<Input>[];

type Embedded<Input> = string | number | Part<Input> | Template<Input>;

/** template joins texts, parts and other templates. Adjacent texts become one. */
export function template<Input>(
  strings: TemplateStringsArray,
  ...values: readonly Embedded<Input>[]
): Template<Input> {
  const pieces: Piece<Input>[] = [];
  strings.forEach((text, index) => {
    append(pieces, text);
    const value = values[index];
    if (Array.isArray(value)) for (const piece of value as Template<Input>) append(pieces, piece);
    else if (typeof value === 'function') pieces.push(value);
    else if (value !== undefined) append(pieces, String(value));
  });
  return pieces;
}

export function joinTemplates<Input>(
  templates: readonly Template<Input>[],
  separator: string,
): Template<Input> {
  const pieces: Piece<Input>[] = [];
  templates.forEach((each, index) => {
    if (index > 0) append(pieces, separator);
    for (const piece of each) append(pieces, piece);
  });
  return pieces;
}

function append<Input>(pieces: Piece<Input>[], piece: Piece<Input>): void {
  const last = pieces.at(-1);
  if (typeof piece === 'string' && typeof last === 'string') pieces[pieces.length - 1] = last + piece;
  else if (piece !== '') pieces.push(piece);
}

export function isSameTemplate<Input>(one: Template<Input>, other: Template<Input>): boolean {
  return one.length === other.length && one.every((piece, index) => piece === other[index]);
}

/** A text as a literal of SQL. Only for texts of the schema and of documents, whose names have neither quotes nor backslashes. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export interface Statement {
  text: string;
  values: unknown[];
}

/** Texts that the parts of one template can make. Others are made each time. */
const maxTexts = 8;

/** Filling makes the statements of a template. Equal shapes of its parts share a text, so they share a prepared statement. */
export class Filling<Input> {
  readonly #pieces: Template<Input>;
  readonly #texts = new Map<string, string>();

  constructor(pieces: Template<Input>) {
    this.#pieces = pieces;
  }

  /** The characters of the template itself. */
  get characters(): number {
    return this.#pieces.reduce((sum, piece) => sum + (typeof piece === 'string' ? piece.length : 0), 0);
  }

  fill(input: Input): Statement {
    const parts: Sql[] = [];
    for (const piece of this.#pieces) if (typeof piece === 'function') parts.push(piece(input));
    const key = parts.map(({ strings }) => strings.join('\x01')).join('\0');
    let text = this.#texts.get(key);
    if (text === undefined) {
      text = this.#textWith(parts);
      if (this.#texts.size < maxTexts) this.#texts.set(key, text);
    }
    return { text, values: parts.flatMap(({ values }) => values as unknown[]) };
  }

  #textWith(parts: readonly Sql[]): string {
    let nextPart = 0;
    let nextValue = 1;
    return this.#pieces
      .map((piece) => {
        if (typeof piece === 'string') return piece;
        const { strings } = parts[nextPart++]!;
        return strings.map((text, index) => (index === 0 ? text : `$${nextValue++}${text}`)).join('');
      })
      .join('');
  }
}

export const noSql: Sql = rawSql('');
