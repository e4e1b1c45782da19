/** A row of the sheet Programme: a deal, a speech or a title, with its plan. */
import { isSameValue } from './compare-values.ts';
import type { Values } from './noun.ts';

/** The plan of an item whose column is absent stays as it is. */
export function composeProgrammeItem(
  { titleTranslations, kind, ...values }: Values,
  stored: readonly Values[],
): Values {
  const title = titleTranslations || kind ? { title: { kind: kind ?? 'OTHER', titleTranslations } } : {};
  const item: Values = { ...withoutNull(values), ...title };
  const known = stored.find(
    (each) =>
      (item.deal != null && each.deal === item.deal) ||
      (item.speech != null && each.speech === item.speech) ||
      (item.title != null && isSameValue(each.title, item.title)),
  );
  for (const field of ['startsAt', 'durationSeconds'])
    if (!(field in values) && known?.[field] != null) item[field] = known[field];
  return item;
}

function withoutNull(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
