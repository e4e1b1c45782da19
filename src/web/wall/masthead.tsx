import { useNow } from '../rendering/use-now.ts';
import { Localized } from './localized.tsx';
import { findVenue, type Settings } from './settings.ts';
import type { Exhibition } from './state/wall-state.ts';
import { useLanguage } from './use-language.ts';

/** The name of the exhibition, and a clock per venue. */
export function Masthead({ exhibition, settings }: { exhibition: Exhibition; settings: Settings }) {
  const { language } = useLanguage();
  const now = useNow(1_000);
  const venue = findVenue(exhibition, settings.venue);
  const venues = venue ? [venue] : exhibition.venues;
  return (
    <header class="masthead">
      <h1 class="edition">
        <Localized texts={exhibition.nameTranslations} />
      </h1>
      <p class="clocks">
        {venues.map(({ id, cityTranslations, timeZone }) => (
          <span key={id}>
            <Localized texts={cityTranslations} />{' '}
            <time>{new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone }).format(now)}</time>
          </span>
        ))}
      </p>
    </header>
  );
}
