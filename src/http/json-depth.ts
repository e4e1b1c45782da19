const quote = 0x22;
const backslash = 0x5c;
const opening: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const closing: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/**
 * jsonDepth returns the nesting depth of arrays and objects in a valid JSON text, up to `limit` + 1. It reads the
 * bytes, because parsing a hundred thousand levels blocks the event loop for long.
 */
export function jsonDepth(json: Uint8Array, limit: number): number {
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let index = 0; index < json.length; index++) {
    const byte = json[index]!;
    if (isInString) {
      if (byte === backslash) index++;
      else if (byte === quote) isInString = false;
    } else if (byte === quote) isInString = true;
    else if (opening.has(byte)) {
      deepest = Math.max(deepest, ++depth);
      if (deepest > limit) return deepest;
    } else if (closing.has(byte)) depth--;
  }
  return deepest;
}
