import { Localized } from '../wall/localized.tsx';
import type { CountdownPart } from '../wall/state/view.ts';
import type { Exhibition } from '../wall/state/wall-state.ts';
import { useLanguage } from '../wall/use-language.ts';

interface CountdownProps {
  ceremony: Exhibition['ceremonies'][number];
  /** Null from the planned start on. */
  parts: readonly CountdownPart[] | null;
  timeZone: string | undefined;
}

export function CountdownGraphic({ ceremony, parts, timeZone }: CountdownProps) {
  const { language, words } = useLanguage();
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone });
  return (
    <>
      <div class="kicker">
        <h1>
          <Localized texts={ceremony.nameTranslations} />
        </h1>
        <span>
          <time dateTime={ceremony.startsAt}>{format.format(new Date(ceremony.startsAt))}</time>
        </span>
      </div>
      {parts ? (
        <p class="parts" role="timer">
          {parts.map(({ value, unit }) => (
            <span key={unit}>
              <span class="figure">{String(value).padStart(2, '0')}</span>{' '}
              <span class="unit">{words[unit]}</span>
            </span>
          ))}
        </p>
      ) : (
        <p class="starts-soon">{words.startsSoon}</p>
      )}
    </>
  );
}
