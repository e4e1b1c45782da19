import type { DeskView } from './state/desk-view.ts';
import { useLanguage, useTimeOfDay } from './use-language.ts';

/** The operators whose desks are connected. */
export function OperatorsPanel({ operators }: { operators: DeskView['operators'] }) {
  const { words } = useLanguage();
  const formatTimeOfDay = useTimeOfDay();
  return (
    <section class="operators" aria-label={words.operators} data-testid="operators">
      <h2>{words.operators}</h2>
      <ul>
        {operators.map(({ name, since }) => (
          <li key={name + since}>
            {name} <span class="quiet">{words.since(formatTimeOfDay(since))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
