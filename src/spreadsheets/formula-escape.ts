/**
 * A spreadsheet program evaluates a cell that begins with one of these characters, so a name such as "=HYPERLINK(…)"
 * would run on the machine of anyone who opens an export (OWASP, CSV injection). An apostrophe before it keeps it text.
 * The import removes the apostrophe again, so that an export that is imported is the same.
 */
const evaluated = /^'*[=+\-@\t\r\n＝＋－＠]/;
const escaped = /^'+[=+\-@\t\r\n＝＋－＠]/;

export function escapeFormula(text: string): string {
  return evaluated.test(text) ? `'${text}` : text;
}

export function unescapeFormula(text: string): string {
  return escaped.test(text) ? text.slice(1) : text;
}
