/** Finds layout and accessibility problems of a rendered state of wall or desk. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/** Parts of a wall that are cut off, leave the picture or overlap. */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const part of document.querySelectorAll('.stage > article, .totals')) {
      const isClipped = getComputedStyle(part).overflowY !== 'visible';
      const isTall = isClipped && part.scrollHeight > part.clientHeight + 1;
      if (isTall || part.scrollWidth > part.clientWidth + 1) found.push(`${part.className} is cut off`);
    }
    for (const part of document.querySelectorAll('.earlier li > *, .industries li, .masthead > *, .notice')) {
      if (part.scrollWidth > part.clientWidth + 1) found.push(`${part.textContent} is cut off`);
    }
    const boxOf = (part: Element) => {
      const range = document.createRange();
      range.selectNodeContents(part);
      return range.getBoundingClientRect();
    };
    const badge = document.querySelector('.mode-badge')?.getBoundingClientRect();
    for (const part of document.querySelectorAll('.edition, .clocks')) {
      const { left, right, top } = boxOf(part);
      if (badge && left < badge.right && right > badge.left && top < badge.bottom)
        found.push(`the badge covers ${part.textContent}`);
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page is too wide');
    // Only a phone is in somebody's hand.
    const isPhone = innerHeight > innerWidth && innerWidth < 700;
    const parts = [...document.querySelectorAll('main > :not(.connection-badge, .mode-badge)')]
      .filter((part) => getComputedStyle(part).visibility === 'visible')
      .filter((part) => !isPhone || getComputedStyle(part).position !== 'sticky')
      .map((part) => ({ name: part.className || part.tagName, box: part.getBoundingClientRect() }));
    for (const [index, { name, box }] of parts.entries()) {
      if ((!isPhone && box.bottom > innerHeight + 1) || box.right > innerWidth + 1)
        found.push(`${name} leaves the picture`);
      for (const other of parts.slice(index + 1)) {
        const width = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const height = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (width > 1 && height > 1) found.push(`${name} and ${other.name} overlap`);
      }
    }
    return found;
  });
}

/** Parts of an overlay that are cut off, or outside the safe area. */
export function overlayFaults(page: Page, safePercent = 90): Promise<string[]> {
  return page.evaluate((percent) => {
    const found: string[] = [];
    const margin = (100 - percent) / 200;
    const isWithin = (box: DOMRect, area: { left: number; top: number; right: number; bottom: number }) =>
      box.left >= area.left - 1 &&
      box.top >= area.top - 1 &&
      box.right <= area.right + 1 &&
      box.bottom <= area.bottom + 1;
    const safe = {
      left: innerWidth * margin,
      top: innerHeight * margin,
      right: innerWidth * (1 - margin),
      bottom: innerHeight * (1 - margin),
    };
    const { scrollWidth, scrollHeight } = document.documentElement;
    if (scrollWidth > innerWidth || scrollHeight > innerHeight) found.push('the page scrolls');
    for (const graphic of document.querySelectorAll('.graphic')) {
      const area = graphic.getBoundingClientRect();
      if (!isWithin(area, safe)) found.push(`${graphic.className} leaves the safe area`);
      const texts = document.createTreeWalker(graphic, NodeFilter.SHOW_TEXT);
      const boxes: { text: string; box: DOMRect }[] = [];
      while (texts.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(texts.currentNode);
        const size = Number.parseFloat(getComputedStyle(texts.currentNode.parentElement!).fontSize);
        for (const { left, right, top, bottom } of range.getClientRects()) {
          // The box of a line is as tall as its font, in Arabic twice its size: this is what the glyphs take.
          const middle = (top + bottom) / 2;
          const box = new DOMRect(left, middle - size * 0.55, right - left, size * 1.1);
          boxes.push({ text: texts.currentNode.nodeValue ?? '', box });
        }
      }
      for (const [index, { text, box }] of boxes.entries()) {
        if (!isWithin(box, area)) found.push(`${text} is cut off`);
        for (const other of boxes.slice(index + 1)) {
          const width = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
          const height = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
          if (width > 1 && height > 0.15 * Math.min(box.height, other.box.height))
            found.push(`${text} and ${other.text} overlap`);
        }
      }
    }
    return found;
  }, safePercent);
}

/** Controls and labels of a desk that are cut off. */
export function cutOffParts(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, header *, aside *')]
      // The running order shortens titles on purpose.
      .filter((part) => !part.closest('.running-order'))
      .filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0)
      .map((part) => part.outerHTML),
  );
}

interface Violation {
  id: string;
  nodes: { html: string }[];
}

/** The script of axe, which a page must run before `violations` is asked for. */
export const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The violations that axe reports. */
export async function violations(page: Page): Promise<string[]> {
  // axe cannot measure contrast on a gradient: use the end that is closer to the color of the text.
  await page.evaluate(() => {
    const main = document.querySelector('main');
    if (main) main.style.background = 'var(--ground-raised)';
  });
  const { violations: found } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }).axe.run(),
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Characters that no bundled font of their element has: whether a font of the machine has them is not certain. */
export function missingGlyphs(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const unquoted = (family: string) => family.trim().replace(/^["']|["']$/g, '');
    const ranges = new Map<string, [number, number][]>();
    for (const { family, unicodeRange } of document.fonts) {
      const known = ranges.get(unquoted(family)) ?? [];
      for (const part of unicodeRange.split(',')) {
        const [from = '0', to = from] = part.trim().replace(/^U\+/i, '').split('-');
        known.push([Number.parseInt(from, 16), Number.parseInt(to, 16)]);
      }
      ranges.set(unquoted(family), known);
    }
    const found = new Set<string>();
    const look = (element: Element, text: string) => {
      const families = getComputedStyle(element).fontFamily.split(',').map(unquoted);
      for (const character of text) {
        const point = character.codePointAt(0)!;
        const isKnown = families.some((family) =>
          ranges.get(family)?.some(([from, to]) => from <= point && point <= to),
        );
        if (point > 32 && !isKnown) found.add(`${character} in ${families[0]}: ${text}`);
      }
    };
    const texts = document.createTreeWalker(document.getElementById('page')!, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) look(texts.currentNode.parentElement!, texts.currentNode.nodeValue ?? '');
    for (const input of document.querySelectorAll('input')) look(input, input.value);
    return [...found];
  });
}
