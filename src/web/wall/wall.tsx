/** The whole picture. */
import { useMemo } from 'preact/hooks';
import type { Texts } from '../format/localized-texts.ts';
import { useNow } from './count-up.ts';
import { AfterClose, BeforeOpening, Opened } from './idle-stages.tsx';
import { Language, Localized, useLanguage } from './localized.tsx';
import type { ScreenState } from './session.ts';
import { type Settings, venueOf } from './settings.ts';
import { EarlierSignings, SigningStage } from './signing-stage.tsx';
import { SpeechLine, SpeechStage } from './speech-stage.tsx';
import { type Exhibition, focusOf, type Show } from './state/ceremony-state.ts';
import { Banner, LinkSign, NoticeBand, useNotice } from './status-badges.tsx';
import { Industries, Ledger } from './totals-panel.tsx';
import { useFit } from './use-fit.ts';

const turnMs = 12_000;

interface WallProps {
  settings: Settings;
  state: ScreenState;
  industryNames: ReadonlyMap<string, Texts>;
}

export function Wall({ settings, state, industryNames }: WallProps) {
  const { exhibition, show, link } = state;
  const language = useTurnOf(settings.languages, exhibition?.languages ?? []);
  const names = useMemo(() => namesOf(exhibition, show, industryNames), [exhibition, show, industryNames]);
  const notice = useNotice(show);
  const phase = show?.phase ?? 'before';
  const isSomethingSigned = show !== null && show.totals.deals + show.signings.length > 0;
  const classes = [
    'wall',
    show ? phase : 'blank',
    isSomethingSigned ? '' : 'early',
    notice ? 'with-notice' : '',
  ];
  return (
    <Language.Provider value={language}>
      <main class={classes.join(' ')} lang={language} data-sequence={show?.sequence} data-link={link.name}>
        {exhibition && show && (
          <>
            <Masthead exhibition={exhibition} settings={settings} />
            <Stage exhibition={exhibition} show={show} />
            {phase === 'live' && isSomethingSigned && <RunningTotals show={show} />}
            {phase !== 'before' && <Industries totals={show.totals} names={names} />}
            {phase === 'live' && (
              <EarlierSignings signings={show.signings.slice(focusOf(show) === 'signing' ? 1 : 0)} />
            )}
            {notice && <NoticeBand key={notice.sequence} notice={notice} />}
          </>
        )}
        <Banner settings={settings} />
        <LinkSign link={link} timeZone={exhibition?.timeZone} />
      </main>
    </Language.Provider>
  );
}

function Stage({ exhibition, show }: { exhibition: Exhibition; show: Show }) {
  const { phase, sequence } = show;
  const { language } = useLanguage();
  const stage = useFit(`${phase} ${sequence} ${language}`);
  return (
    <section ref={stage} class="stage" aria-live={phase === 'live' ? 'polite' : 'off'}>
      {phase === 'before' ? (
        <BeforeOpening exhibition={exhibition} />
      ) : phase === 'after' ? (
        <AfterClose exhibition={exhibition} show={show} />
      ) : (
        <Performed exhibition={exhibition} show={show} />
      )}
    </section>
  );
}

function RunningTotals({ show }: { show: Show }) {
  const { language } = useLanguage();
  const aside = useFit(`${show.sequence} ${language}`);
  return (
    <aside ref={aside}>
      <Ledger totals={show.totals} />
    </aside>
  );
}

function Performed({ exhibition, show }: { exhibition: Exhibition; show: Show }) {
  const { speech, signings } = show;
  const signing = signings[0];
  if (speech && focusOf(show) === 'speech')
    return <SpeechStage key={`speech ${speech.speech.speechId}`} shown={speech} />;
  if (!signing) return <Opened exhibition={exhibition} show={show} />;
  return (
    <>
      <SigningStage key={signing.sequence} signing={signing} />
      {speech && <SpeechLine shown={speech} />}
    </>
  );
}

function Masthead({ exhibition, settings }: { exhibition: Exhibition; settings: Settings }) {
  const { language } = useLanguage();
  const now = useNow(1_000);
  const venue = venueOf(exhibition, settings.venue);
  const halls = venue ? [venue] : exhibition.venues;
  return (
    <header class="masthead">
      <h1 class="edition">
        <Localized texts={exhibition.nameTranslations} />
      </h1>
      <p class="clocks">
        {halls.map(({ id, cityTranslations, timeZone }) => (
          <span key={id}>
            <Localized texts={cityTranslations} />{' '}
            <time>{new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone }).format(now)}</time>
          </span>
        ))}
      </p>
    </header>
  );
}

/** The language asked for; of several, each in its turn. */
function useTurnOf(wanted: readonly string[], spoken: readonly string[]): string {
  const now = useNow(1_000);
  const languages = wanted.length > 0 ? wanted : spoken;
  return languages[Math.floor(now / turnMs) % (languages.length || 1)] ?? navigator.language;
}

function namesOf(
  exhibition: Exhibition | null,
  show: Show | null,
  more: ReadonlyMap<string, Texts>,
): ReadonlyMap<string, Texts> {
  const names = new Map(more);
  for (const { code, nameTranslations } of exhibition?.focusIndustries ?? [])
    names.set(code, nameTranslations);
  for (const { deal } of show?.signings ?? []) names.set(deal.industry.code, deal.industry.nameTranslations);
  return names;
}
