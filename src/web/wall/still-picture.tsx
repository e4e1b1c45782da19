/** What the desk shows instead of the programme. */
import { formatDateRange } from '../format/date-range.ts';
import { Heading } from './localized.tsx';
import type { Picture, WallSettings } from './state/control.ts';
import type { Exhibition, WallContent } from './state/wall-state.ts';
import { TotalsPanel } from './totals-panel.tsx';
import { useFit } from './use-fit.ts';
import { useLanguage } from './use-language.ts';

interface StillPictureProps {
  picture: Exclude<Picture, 'PROGRAMME' | 'BLANK'>;
  exhibition: Exhibition;
  content: WallContent;
  slide: WallSettings | null;
}

export function StillPicture({ picture, exhibition, content, slide }: StillPictureProps) {
  const { language } = useLanguage();
  const box = useFit(`${picture} ${content.sequence} ${language}`);
  const texts = slide?.slideTextTranslations ?? [];
  return (
    <section ref={box} class="stage">
      {picture === 'TOTALS' ? (
        <Totals content={content} />
      ) : picture === 'SLIDE' && texts.length > 0 ? (
        <article class="idle slide">
          <Heading class="theme" texts={texts} />
        </article>
      ) : (
        <Title exhibition={exhibition} />
      )}
    </section>
  );
}

function Totals({ content: { totals } }: { content: WallContent }) {
  const { words } = useLanguage();
  return (
    <article class="idle after">
      <p class="kicker">
        <strong>{words.results}</strong>
      </p>
      <TotalsPanel totals={totals} />
    </article>
  );
}

function Title({ exhibition }: { exhibition: Exhibition }) {
  const { language } = useLanguage();
  const { nameTranslations, themeTranslations, startsOn, endsOn } = exhibition;
  return (
    <article class="idle title-picture">
      <Heading class="theme" texts={nameTranslations} />
      {themeTranslations.length > 0 && <Heading class="office" texts={themeTranslations} />}
      <p class="place">{formatDateRange(new Date(startsOn), new Date(endsOn), language)}</p>
    </article>
  );
}
