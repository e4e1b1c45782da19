/** Texts of values, some of which are known later. */
export type Text = string | Promise<string>;

/** Makes texts one after the other, and joins them when all are known. */
export function gather(
  count: number,
  make: (index: number) => Text,
  join: (texts: string[]) => string,
): Text {
  const texts: Text[] = [];
  let isLate = false;
  try {
    for (let index = 0; index < count; index++) {
      const text = make(index);
      isLate ||= text instanceof Promise;
      texts.push(text);
    }
  } catch (error) {
    // Nobody waits for the others.
    for (const text of texts) if (text instanceof Promise) text.catch(() => {});
    throw error;
  }
  return isLate ? Promise.all(texts).then(join) : join(texts as string[]);
}
