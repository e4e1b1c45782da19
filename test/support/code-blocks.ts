/** The code of a document, as a reader copies it. */
import { readFileSync } from 'node:fs';

export interface CodeBlock {
  language: string;
  /** The rest of the opening line, after the language. */
  info: string;
  code: string;
  /** The headings above it, from the outermost. */
  section: string;
  line: number;
}

export function readCodeBlocks(document: string): CodeBlock[] {
  const text = readFileSync(new URL(`../../${document}`, import.meta.url), 'utf8');
  const blocks: CodeBlock[] = [];
  let section = '';
  let open: CodeBlock | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    const fence = /^```(\w*) ?(.*)$/.exec(line);
    if (open && fence) {
      blocks.push(open);
      open = null;
    } else if (fence) {
      open = { language: fence[1]!, info: fence[2]!, code: '', section, line: index + 1 };
    } else if (open) open.code += `${line}\n`;
    else section = /^#+ (.+)$/.exec(line)?.[1] ?? section;
  }
  return blocks;
}
