/** Stages without a signing or a speech: before the opening, at the opening, and after the closing. */
import { countryName } from '../format/country-name.ts';
import { formatDateRange } from '../format/date-range.ts';
import { useNow } from '../rendering/use-now.ts';
import { Heading, Localized } from './localized.tsx';
import { countdownTo, nextCeremony } from './state/view.ts';
import type { Exhibition, WallContent } from './state/wall-state.ts';
import { TotalsPanel } from './totals-panel.tsx';
import { useLanguage } from './use-language.ts';

export function BeforeOpening({ exhibition }: { exhibition: Exhibition }) {
  const { words } = useLanguage();
  const { ceremonies, nameTranslations } = exhibition;
  const ceremony = nextCeremony(exhibition) ?? ceremonies.find(({ status }) => status !== 'CANCELLED');
  return (
    <article class="idle before">
      <p class="kicker">
        <strong>
          <Localized texts={ceremony?.nameTranslations ?? nameTranslations} />
        </strong>
        <Dates exhibition={exhibition} />
      </p>
      <Theme exhibition={exhibition} />
      <Venues exhibition={exhibition} ceremony={ceremony} />
      {ceremony ? (
        <Countdown start={Date.parse(ceremony.startsAt)} />
      ) : (
        <p class="starts-soon">{words.startsSoon}</p>
      )}
    </article>
  );
}

type Ceremony = Exhibition['ceremonies'][number];

export function Opening({ exhibition, content }: { exhibition: Exhibition; content: WallContent }) {
  const { words } = useLanguage();
  const { ceremonyName, openCeremonies } = content;
  const ceremony = exhibition.ceremonies.find(({ id }) => id === openCeremonies.at(-1));
  return (
    <article class="idle opening">
      <p class="kicker">
        <strong>{ceremonyName && <Localized texts={ceremonyName} />}</strong>
        <span>{words.ceremonyOpen}</span>
      </p>
      <Theme exhibition={exhibition} />
      <Venues exhibition={exhibition} ceremony={ceremony} />
    </article>
  );
}

export function AfterClosing({ exhibition, content }: { exhibition: Exhibition; content: WallContent }) {
  const { words } = useLanguage();
  const { ceremonyName, totals } = content;
  return (
    <article class="idle after">
      <p class="kicker">
        <strong>{words.results}</strong>
        {ceremonyName && (
          <span>
            <Localized texts={ceremonyName} />
          </span>
        )}
        <Dates exhibition={exhibition} />
      </p>
      <Theme exhibition={exhibition} />
      <TotalsPanel totals={totals} />
    </article>
  );
}

function Theme({ exhibition: { themeTranslations, nameTranslations } }: { exhibition: Exhibition }) {
  return (
    <Heading class="theme" texts={themeTranslations.length > 0 ? themeTranslations : nameTranslations} />
  );
}

function Dates({ exhibition: { startsOn, endsOn } }: { exhibition: Exhibition }) {
  const { language } = useLanguage();
  return <span>{formatDateRange(new Date(startsOn), new Date(endsOn), language)}</span>;
}

/** Those of the ceremony, or all of the exhibition if it names none. */
function Venues({ exhibition, ceremony }: { exhibition: Exhibition; ceremony: Ceremony | undefined }) {
  const { language } = useLanguage();
  const ids = ceremony?.venues.map(({ id }) => id) ?? [];
  const chosen = ids.flatMap((id) => exhibition.venues.find((venue) => venue.id === id) ?? []);
  const venues = chosen.length > 0 ? chosen : exhibition.venues;
  return (
    <ul class="venues">
      {venues.map(({ id, nameTranslations, cityTranslations, country }) => (
        <li key={id}>
          <span class="place">
            <Localized texts={cityTranslations} /> <span>{countryName(country, language)}</span>
          </span>
          <span class="venue">
            <Localized texts={nameTranslations} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Countdown({ start }: { start: number }) {
  const { words } = useLanguage();
  const parts = countdownTo(start, useNow(250));
  if (!parts) return <p class="starts-soon">{words.startsSoon}</p>;
  return (
    <p class="countdown" role="timer">
      {parts.map(({ value, unit }) => (
        <span key={unit}>
          <span class="figure">{String(value).padStart(2, '0')}</span> <span class="unit">{words[unit]}</span>
        </span>
      ))}
    </p>
  );
}
