/** Workbooks for tests, made part by part, so that they can have what no program writes. */
import { Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';

export const workbookXml = (
  extra = '',
) => `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">${extra}
<sheets><sheet name="deals" sheetId="1" r:id="rId1"/></sheets></workbook>`;
const relations = `<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`;

/** Rows as XML of `sheetData`, or whole parts. */
export async function workbook(sheetData: string, parts: Record<string, string> = {}): Promise<Uint8Array> {
  return zip({
    'xl/workbook.xml': workbookXml(),
    'xl/_rels/workbook.xml.rels': relations,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
    ...parts,
  });
}

export async function zip(parts: Record<string, string | Uint8Array>): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const [name, content] of Object.entries(parts))
    await writer.add(name, new Response(content as BodyInit).body!);
  return writer.close();
}
