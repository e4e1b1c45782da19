/**
 * Writes an XLSX workbook, sheet by sheet and row by row: the rows are compressed as they come. All cells are text, so
 * that no program changes an amount, a code or a day.
 */
import { ReadableStream as NodeStream } from 'node:stream/web';
import { ZipWriter } from '@zip.js/zip.js';
import { escapeFormula } from './formula-escape.ts';

export interface SheetToWrite {
  name: string;
  /** The first one is the header. */
  rows: AsyncIterable<readonly (string | null)[]> | Iterable<readonly (string | null)[]>;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
/** So that equal contents give equal files. 1980 is the first year of ZIP. */
const modified = '2000-01-01T00:00:00Z';
const bufferedCharacters = 64 * 1024;

export async function writeXlsx(
  sheets: readonly SheetToWrite[],
  target: WritableStream<Uint8Array>,
): Promise<void> {
  const zip = new ZipWriter(target, { useWebWorkers: false, lastModDate: new Date(modified), level: 6 });
  const add = (name: string, text: string) => zip.add(name, new Response(text).body!);
  await add('[Content_Types].xml', contentTypes(sheets.length));
  await add(
    '_rels/.rels',
    `${declaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  await add('xl/workbook.xml', workbookXml(sheets.map(({ name }) => name)));
  await add('xl/_rels/workbook.xml.rels', relationsXml(sheets.length));
  await add('xl/styles.xml', stylesXml);
  for (const [index, sheet] of sheets.entries())
    await zip.add(`xl/worksheets/sheet${index + 1}.xml`, NodeStream.from(sheetXml(sheet)) as never);
  await zip.close();
}

async function* sheetXml({ rows }: SheetToWrite): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
  let number = 0;
  for await (const cells of rows) {
    number++;
    text += rowXml(number, cells);
    if (text.length < bufferedCharacters) continue;
    yield encoder.encode(text);
    text = '';
  }
  yield encoder.encode(`${text}</sheetData></worksheet>`);
}

function rowXml(number: number, cells: readonly (string | null)[]): string {
  const written = cells.map((cell, index) =>
    cell === null || cell === ''
      ? ''
      : `<c r="${columnName(index)}${number}" s="${number === 1 ? 1 : 0}" t="inlineStr"><is><t xml:space="preserve">${xmlText(escapeFormula(cell))}</t></is></c>`,
  );
  return `<row r="${number}">${written.join('')}</row>`;
}

function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

/** A character that XML cannot hold, and text that looks like its escape, are escaped: ECMA-376, 22.4.2.4. */
function xmlText(text: string): string {
  return text
    .replace(/_x[0-9A-Fa-f]{4}_/g, (escaped) => `_x005F${escaped}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '_x000D_');
}

function contentTypes(sheets: number): string {
  const part = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const worksheets = numbers(sheets).map(
    (number) =>
      `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${part}.worksheet+xml"/>`,
  );
  return `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${part}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${part}.styles+xml"/>${worksheets.join('')}</Types>`;
}

function workbookXml(names: readonly string[]): string {
  const sheets = names.map(
    (name, index) =>
      `<sheet name="${xmlText(name).replaceAll('"', '&quot;')}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

function relationsXml(sheets: number): string {
  const relations = numbers(sheets).map(
    (number) =>
      `<Relationship Id="rId${number}" Type="${relationships}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
  );
  return `${declaration}<Relationships xmlns="${packages}/relationships">${relations.join('')}<Relationship Id="rId${sheets + 1}" Type="${relationships}/styles" Target="styles.xml"/></Relationships>`;
}

/** Style 0 is text (format 49), so that Excel keeps what is typed; style 1 is bold, for headers. */
const stylesXml = `${declaration}<styleSheet xmlns="${main}"><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`;

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
