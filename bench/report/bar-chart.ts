/** Grouped horizontal bars as a standalone SVG: no script, no font, readable on light and dark pages. */
import { formatFigure } from './figures.ts';

export interface BarGroup {
  name: string;
  bars: { name: string; value: number }[];
}

export interface BarChart {
  title: string;
  unit: string;
  /** A logarithmic scale, for figures of very different size. */
  logarithmic?: boolean;
  groups: BarGroup[];
}

const width = 860;
const labelWidth = 300;
const valueWidth = 90;
const barHeight = 18;
const barGap = 4;
const groupGap = 34;
const top = 64;
const highlighted = '#b3261e';
const limits = '#9aa0a6';
const others = '#3c6e9f';

export function drawBarChart({ title, unit, groups, logarithmic = false }: BarChart): string {
  const values = groups.flatMap(({ bars }) => bars.map(({ value }) => value)).filter((value) => value > 0);
  const scale = logarithmic ? logScale(values) : (value: number) => value / Math.max(...values);
  const room = width - labelWidth - valueWidth;
  const lines: string[] = [];
  let y = top;
  for (const { name, bars } of groups) {
    lines.push(text(16, y, name, 'font-weight="600"'));
    y += 12;
    for (const bar of bars) {
      const length = bar.value > 0 ? Math.max(2, scale(bar.value) * room) : 0;
      const middle = y + barHeight / 2 + 4;
      lines.push(
        text(labelWidth - 8, middle, bar.name, 'text-anchor="end"'),
        `<rect x="${labelWidth}" y="${y}" width="${length.toFixed(1)}" height="${barHeight}" fill="${colorOf(bar.name)}"/>`,
        text(labelWidth + length + 6, middle, formatFigure(bar.value)),
      );
      y += barHeight + barGap;
    }
    y += groupGap;
  }
  const note = `${unit}${logarithmic ? ', logarithmic' : ''}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}" font-family="system-ui, sans-serif" font-size="12" fill="#202124">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${y}" fill="#ffffff"/>`,
    text(16, 24, title, 'font-size="16" font-weight="600"'),
    text(16, 42, note, 'fill="#5f6368"'),
    ...lines,
    '</svg>\n',
  ].join('\n');
}

function logScale(values: readonly number[]): (value: number) => number {
  const low = Math.log10(Math.min(...values)) - 0.5;
  const high = Math.log10(Math.max(...values));
  return (value) => (Math.log10(value) - low) / (high - low);
}

function colorOf(name: string): string {
  if (name.startsWith('Pavilion')) return highlighted;
  return /^(limit|floor)/.test(name) ? limits : others;
}

function text(x: number, y: number, content: string, attributes = ''): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${attributes}>${escaped(content)}</text>`;
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
