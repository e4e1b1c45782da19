/** What is shown when nothing is being signed: before the opening, at its first moment, and after the close. */

import { countryName } from '../format/country-name.ts';
import { daysSaid } from '../format/date-range.ts';
import { useNow } from './count-up.ts';
import { Heading, Localized, useLanguage } from './localized.tsx';
import type { Exhibition, Show } from './state/ceremony-state.ts';
import { Ledger } from './totals-panel.tsx';

function Theme({ exhibition }: { exhibition: Exhibition }) {
  const texts =
    exhibition.themeTranslations.length > 0 ? exhibition.themeTranslations : exhibition.nameTranslations;
  return <Heading class="theme" texts={texts} />;
}

export function BeforeOpening({ exhibition }: { exhibition: Exhibition }) {
  const { words } = useLanguage();
  const ceremony =
    exhibition.ceremonies.find(({ status }) => status === 'PLANNED') ?? exhibition.ceremonies[0];
  return (
    <article class="occasion before">
      <p class="kicker">
        <strong>
          <Localized texts={ceremony?.nameTranslations ?? exhibition.nameTranslations} />
        </strong>
        <Dates exhibition={exhibition} />
      </p>
      <Theme exhibition={exhibition} />
      <Venues exhibition={exhibition} />
      {ceremony ? <Countdown until={Date.parse(ceremony.startsAt)} /> : <p class="soon">{words.soon}</p>}
    </article>
  );
}

export function Opened({ exhibition, show }: { exhibition: Exhibition; show: Show }) {
  const { words } = useLanguage();
  return (
    <article class="occasion opened">
      <p class="kicker">
        <strong>{show.ceremonyNames && <Localized texts={show.ceremonyNames} />}</strong>
        <span>{words.opened}</span>
      </p>
      <Theme exhibition={exhibition} />
      <Venues exhibition={exhibition} />
    </article>
  );
}

export function AfterClose({ exhibition, show }: { exhibition: Exhibition; show: Show }) {
  const { words } = useLanguage();
  return (
    <article class="occasion after">
      <p class="kicker">
        <strong>{words.result}</strong>
        {show.ceremonyNames && (
          <span>
            <Localized texts={show.ceremonyNames} />
          </span>
        )}
        <Dates exhibition={exhibition} />
      </p>
      <Theme exhibition={exhibition} />
      <Ledger totals={show.totals} />
    </article>
  );
}

function Dates({ exhibition: { startsOn, endsOn } }: { exhibition: Exhibition }) {
  const { language } = useLanguage();
  return <span>{daysSaid(new Date(startsOn), new Date(endsOn), language)}</span>;
}

function Venues({ exhibition }: { exhibition: Exhibition }) {
  const { language } = useLanguage();
  return (
    <ul class="venues">
      {exhibition.venues.map(({ id, nameTranslations, cityTranslations, country }) => (
        <li key={id}>
          <span class="place">
            <Localized texts={cityTranslations} /> <span>{countryName(country, language)}</span>
          </span>
          <span class="hall">
            <Localized texts={nameTranslations} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Countdown({ until }: { until: number }) {
  const { words } = useLanguage();
  const left = Math.ceil((until - useNow(250)) / 1_000);
  if (left <= 0) return <p class="soon">{words.soon}</p>;
  const parts = [
    { value: Math.floor(left / 86_400), unit: words.days },
    { value: Math.floor(left / 3_600) % 24, unit: words.hours },
    { value: Math.floor(left / 60) % 60, unit: words.minutes },
    { value: left % 60, unit: words.seconds },
  ];
  const shown = parts[0]!.value > 0 ? parts : parts.slice(1);
  return (
    <p class="countdown" role="timer">
      {shown.map(({ value, unit }) => (
        <span key={unit}>
          <span class="figure">{String(value).padStart(2, '0')}</span> <span class="unit">{unit}</span>
        </span>
      ))}
    </p>
  );
}
