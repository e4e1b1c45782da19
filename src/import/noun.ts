import type { Identity } from '../auth/identity.ts';
import type { Sql } from '../database/sql.ts';
import type { ReadRows } from '../database/sql-transaction.ts';
import type { Deciding, Decision } from '../mutations/decision.ts';
import type { SheetId } from '../sheets/sheet-list.ts';

/** What the import uses of a mutation: it runs many of them in one transaction. */
export interface Verb {
  name: string;
  input: { shape: object } & Parameters<typeof import('../mutations/read-input.ts').readInput>[0];
  rights(identity: Identity): void;
  load(read: ReadRows, input: never): Promise<unknown>;
  decide(loaded: never, input: never, deciding: Deciding): Decision<object>;
}

/** The tables whose objects have keys of spreadsheets. */
export type KeyedTable =
  | 'Organization'
  | 'Person'
  | 'Venue'
  | 'Deal'
  | 'Speech'
  | 'Ceremony'
  | 'ReportedFigure';

/** The exhibition that the rows belong to. */
export interface Scope {
  id: string;
  slug: string;
  seriesId: string;
  series: string;
  timeZone: string;
  languages: string[];
}

export type Values = Record<string, unknown>;

export interface Noun {
  sheet: SheetId;
  /** How its key names an object: by a key of spreadsheets, or by what names it in the API. */
  identity:
    | { table: KeyedTable; scope: 'server' | 'exhibition' | 'series' }
    /** Returns the rows of `id` and `key`. */
    | { find(keys: readonly string[], scope: Scope | null): Sql };
  /** Objects that are decided together. One where a verb counts what exists. */
  batch: number;
  create: Verb;
  /** The verb of a row with a value in this field: such a row enters what has happened already. */
  record?: { field: string; verb: Verb };
  update: Verb;
  /** The field of the update's input that names the object. */
  target: string;
  /** The input of the update names it by its key, not by its id. */
  targetIsKey?: boolean;
  /** Rows of another sheet that make a list of the input. */
  parts?: {
    sheet: SheetId;
    field: string;
    /** Makes an item of the list out of the columns, with what is stored where a column is absent. */
    compose?(values: Values, stored: readonly Values[]): Values;
    /** The columns of an item, for an export. */
    columnsOf?(item: Values): Values;
  };
  /** The input field that names the owner, in a create. */
  owner?(values: Values, scope: Scope): Values;
  /** Makes fields of the input out of the columns. */
  compose?(values: Values): Values;
  /** Rows of `id` and `values`: the fields of the input as they are stored. */
  stored(ids: readonly string[]): Sql;
}
