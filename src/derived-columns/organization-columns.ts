import type { LocalizedText } from '../text/localized-text.ts';
import { foldText, searchColumns } from '../text/search-text.ts';

/** An organization's names, and what lists order and searches find it by. */
export function nameColumns(names: LocalizedText) {
  return {
    names,
    sortName: foldText(names[0]!.text),
    ...searchColumns(names.map((name) => name.text)),
  };
}
