/** Texts of values, some of which are known later. */
export type Text = string | Promise<string>;

interface Gathered {
  count: number;
  make: (index: number) => Text;
  /** The text between the one before and this one. */
  before: (index: number) => string;
  end: string;
}

/** Makes texts one after the other, and joins them when all are known. */
export function gather(gathered: Gathered): Text {
  const { count, make, before, end } = gathered;
  let text = '';
  for (let index = 0; index < count; index++) {
    const own = make(index);
    if (typeof own !== 'string') return gatherLater(gathered, text, index, own);
    text += before(index) + own;
  }
  return text + end;
}

function gatherLater(
  { count, make, before, end }: Gathered,
  done: string,
  from: number,
  first: Promise<string>,
): Promise<string> {
  const texts: Text[] = [first];
  try {
    for (let index = from + 1; index < count; index++) texts.push(make(index));
  } catch (error) {
    // Nobody waits for the others.
    for (const text of texts) if (text instanceof Promise) text.catch(() => {});
    throw error;
  }
  return Promise.all(texts).then(
    (known) => known.reduce((text, own, index) => text + before(from + index) + own, done) + end,
  );
}
