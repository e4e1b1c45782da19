import type { LocalizedText } from '../text/localized-text.ts';
import { foldText, searchColumns } from '../text/search-text.ts';

/** The names of an organization or a person, and the columns that lists order by and searches use. */
export function nameColumns(names: LocalizedText) {
  return {
    names,
    sortName: foldText(names[0]!.text),
    ...searchColumns(names.map((name) => name.text)),
  };
}
