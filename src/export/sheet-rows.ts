/** The rows of the sheets of docs/import.md, as an import reads them. */
import { decodeNodeId } from '../graphql/global-id.ts';
import type { Noun, Values } from '../import/noun.ts';
import { nouns } from '../import/nouns.ts';
import type { Column } from '../sheets/column.ts';
import { type SheetId, sheetIds, sheets } from '../sheets/sheet-list.ts';
import type { LocalizedText } from '../text/localized-text.ts';
import type { ExhibitionReader, Exported } from './exported-nouns.ts';

export type CellText = string | null;

interface WrittenColumn {
  column: Column;
  /** The language of a localized column. Null for others. */
  language: string | null;
  header: string;
}

export interface SheetRows {
  id: SheetId;
  name: string;
  rows(): AsyncGenerator<CellText[]>;
}

/** The sheets of an exhibition. Each reads its rows when it is written. */
export function sheetsOf(reader: ExhibitionReader): SheetRows[] {
  return sheetIds.map((id) => ({ id, name: sheets[id].names[0]!, rows: () => rowsOf(id, reader) }));
}

async function* rowsOf(id: SheetId, reader: ExhibitionReader): AsyncGenerator<CellText[]> {
  const noun = nouns.find((each) => each.parts?.sheet === id) ?? nouns.find(({ sheet }) => sheet === id)!;
  const isParts = noun.parts?.sheet === id;
  const columns = columnsOf(id, await languagesOf(id, noun, reader));
  yield columns.map(({ header }) => header);
  let batch: Values[] = [];
  for await (const object of reader.objectsOf(noun)) {
    batch.push(...(isParts ? partsOf(noun, object) : [withKey(noun, object)]));
    if (batch.length < 500) continue;
    yield* await cellsOf(batch, columns, reader);
    batch = [];
  }
  yield* await cellsOf(batch, columns, reader);
}

function withKey({ sheet }: Noun, { key, values }: Exported): Values {
  const amount = values.amount as { amount: string; currency: string } | null | undefined;
  return {
    ...values,
    ...(amount && { amount: amount.amount, currency: amount.currency }),
    // An exhibitor is named by its organization, whose key is looked up as that of any reference.
    ...(sheet !== 'exhibitors' && { [sheets[sheet].key]: key }),
  };
}

function partsOf({ parts, sheet }: Noun, { key, values }: Exported): Values[] {
  const items = ((values[parts!.field] ?? []) as Values[]).map((item) => parts!.columnsOf?.(item) ?? item);
  // The key of a rate is its currency.
  return sheet === 'exhibition' ? items : items.map((item) => ({ ...item, [sheets[parts!.sheet].key]: key }));
}

/** The languages of the texts of a noun, in the order in which they are found. A sheet without texts is one to fill in. */
async function languagesOf(
  id: SheetId,
  noun: Noun,
  reader: ExhibitionReader,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const fields = (sheets[id].columns as readonly Column[]).filter(({ kind }) => kind === 'localized');
  if (fields.length === 0) return found;
  for await (const object of reader.objectsOf(noun))
    for (const values of noun.parts?.sheet === id ? partsOf(noun, object) : [object.values])
      for (const { field } of fields) {
        const languages = found.get(field) ?? [];
        found.set(field, languages);
        for (const { language } of (values[field] ?? []) as LocalizedText)
          if (!languages.includes(language)) languages.push(language);
      }
  const usual = await reader.languages();
  for (const { field } of fields) if (!found.get(field)?.length) found.set(field, usual);
  return found;
}

function columnsOf(id: SheetId, languages: ReadonlyMap<string, string[]>): WrittenColumn[] {
  return (sheets[id].columns as readonly Column[]).flatMap((column): WrittenColumn[] => {
    const header = column.headers[0]!;
    if (column.kind !== 'localized') return [{ column, language: null, header }];
    return (languages.get(column.field) ?? []).map((language) => ({
      column,
      language,
      header: `${header} (${language})`,
    }));
  });
}

async function cellsOf(
  batch: readonly Values[],
  columns: readonly WrittenColumn[],
  reader: ExhibitionReader,
): Promise<CellText[][]> {
  const keys = await keysOfReferences(batch, columns, reader);
  const names = await namesOf(batch, columns, reader);
  return batch.map((values) =>
    columns.map(({ column, language }) =>
      column.nameOf
        ? (names.get(String(values[column.nameOf])) ?? null)
        : cellOf(values[column.field], column, language, keys),
    ),
  );
}

/** By global id. */
async function namesOf(
  batch: readonly Values[],
  columns: readonly WrittenColumn[],
  reader: ExhibitionReader,
): Promise<ReadonlyMap<string, string>> {
  const ids = batch.flatMap((values) =>
    columns.flatMap(({ column: { nameOf } }) => (nameOf && values[nameOf] ? [String(values[nameOf])] : [])),
  );
  const uuids = new Map(ids.map((id) => [id, decodeNodeId(id)?.id ?? '']));
  const names = await reader.namesOfIds([...uuids.values()].filter(Boolean));
  return new Map(
    [...uuids].flatMap(([id, uuid]) => (names.has(uuid) ? [[id, names.get(uuid)!] as const] : [])),
  );
}

async function keysOfReferences(
  batch: readonly Values[],
  columns: readonly WrittenColumn[],
  reader: ExhibitionReader,
): Promise<ReadonlyMap<string, string>> {
  const ids = batch.flatMap((values) =>
    columns
      .filter(({ column }) => column.references)
      .flatMap(({ column }) => [values[column.field] ?? []].flat().map(String)),
  );
  const uuids = ids.flatMap((id) => decodeNodeId(id)?.id ?? []);
  const exhibitors = await reader.organizationsOfExhibitors(
    ids.flatMap((id) => {
      const node = decodeNodeId(id);
      return node?.typename === 'Exhibitor' ? [node.id] : [];
    }),
  );
  const known = await reader.keysOfIds([
    ...uuids,
    ...[...exhibitors.values()].map((organization) => decodeNodeId(organization)!.id),
  ]);
  return new Map(
    [...new Set(ids)].map((id) => {
      // A main exhibitor is named by its organization.
      const named = exhibitors.get(decodeNodeId(id)?.id ?? '') ?? id;
      return [id, known.get(decodeNodeId(named)?.id ?? '') ?? named];
    }),
  );
}

function cellOf(
  value: unknown,
  { kind }: Column,
  language: string | null,
  keys: ReadonlyMap<string, string>,
): CellText {
  if (value === null || value === undefined) return null;
  if (kind === 'localized')
    return (value as LocalizedText).find((entry) => entry.language === language)?.text ?? null;
  if (kind === 'flag') return value === true ? 'yes' : 'no';
  if (kind === 'reference') return keys.get(String(value)) ?? String(value);
  if (Array.isArray(value)) return value.map((each) => keys.get(String(each)) ?? String(each)).join('; ');
  return String(value);
}
