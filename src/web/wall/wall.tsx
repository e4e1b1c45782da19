/** Wall renders header, stage, totals, industries, earlier signings, notice and badges. */
import { useLayoutEffect, useMemo } from 'preact/hooks';
import { directionOf } from '../format/direction.ts';
import type { Texts } from '../format/localized-texts.ts';
import { useNow } from '../rendering/use-now.ts';
import { EarlierSignings } from './earlier-signings.tsx';
import { Industries } from './industries.tsx';
import { Masthead } from './masthead.tsx';
import { NoticeBanner } from './notice-banner.tsx';
import type { Settings } from './settings.ts';
import { Stage } from './stage.tsx';
import { languagesOf, pictureOf } from './state/control.ts';
import { hasSignings, languageAt, visibleNotice } from './state/view.ts';
import type { Exhibition, WallContent, WallState } from './state/wall-state.ts';
import { ConnectionBadge, ModeBadge, modeText } from './status-badges.tsx';
import { StillPicture } from './still-picture.tsx';
import { RunningTotals } from './totals-panel.tsx';
import { Language } from './use-language.ts';
import { wallWords } from './words/words.ts';

interface WallProps {
  settings: Settings;
  state: WallState;
  /** Names of industries by code, in addition to those in the state. */
  industryNames: ReadonlyMap<string, Texts>;
  /** Called at least once a second, unless something throws. */
  onRendered?: () => void;
}

export function Wall({ settings, state, industryNames, onRendered }: WallProps) {
  const { exhibition, content, connection } = state;
  const now = useNow(1_000);
  useLayoutEffect(() => onRendered?.());
  const wanted = languagesOf(state, settings.languages);
  const language = languageAt(now, wanted, exhibition?.languages ?? [], navigator.language);
  const picture = pictureOf(state);
  // Before the first snapshot, the address says which stream will be shown.
  const shown = { ...settings, mode: exhibition ? state.mode : settings.mode };
  const names = useMemo(
    () => collectIndustryNames(exhibition, content, industryNames),
    [exhibition, content, industryNames],
  );
  const notice = visibleNotice(state, now);
  const isLive = content?.phase === 'live';
  const withTotals = content !== null && hasSignings(content);
  const classes = [
    'wall',
    // The totals fill the picture, as after the closing.
    picture === 'TOTALS' ? 'after' : picture === 'PROGRAMME' ? (content?.phase ?? 'blank') : 'still',
    withTotals ? '' : 'without-totals',
    notice ? 'with-notice' : '',
    modeText(shown, wallWords(language)) ? 'with-mode-badge' : '',
  ];
  if (picture === 'BLANK') return <BlankPicture state={state} />;
  return (
    <Language.Provider value={language}>
      <main
        class={classes.join(' ')}
        lang={language}
        dir={directionOf(language)}
        data-picture={picture}
        data-sequence={content?.sequence}
        data-connection={connection.name}
      >
        {exhibition && content && picture !== 'PROGRAMME' && (
          <>
            <Masthead exhibition={exhibition} settings={settings} />
            <StillPicture
              picture={picture}
              exhibition={exhibition}
              content={content}
              slide={state.settings}
            />
            {picture === 'TOTALS' && <Industries content={content} names={names} />}
            {notice && <NoticeBanner key={notice.sequence} notice={notice} />}
          </>
        )}
        {exhibition && content && picture === 'PROGRAMME' && (
          <>
            <Masthead exhibition={exhibition} settings={settings} />
            <Stage exhibition={exhibition} content={content} />
            {isLive && withTotals && <RunningTotals content={content} />}
            {content.phase !== 'before' && <Industries content={content} names={names} />}
            {isLive && <EarlierSignings content={content} />}
            {notice && <NoticeBanner key={notice.sequence} notice={notice} />}
          </>
        )}
        <ModeBadge settings={shown} />
        <ConnectionBadge connection={connection} timeZone={exhibition?.timeZone} />
      </main>
    </Language.Provider>
  );
}

/** Dark. It still receives and acknowledges everything. */
function BlankPicture({ state: { content, connection } }: { state: WallState }) {
  return (
    <main
      class="wall dark"
      data-picture="BLANK"
      data-sequence={content?.sequence}
      data-connection={connection.name}
    />
  );
}

function collectIndustryNames(
  exhibition: Exhibition | null,
  content: WallContent | null,
  more: ReadonlyMap<string, Texts>,
): ReadonlyMap<string, Texts> {
  const names = new Map(more);
  for (const { code, nameTranslations } of exhibition?.focusIndustries ?? [])
    names.set(code, nameTranslations);
  for (const { deal } of content?.signings ?? [])
    names.set(deal.industry.code, deal.industry.nameTranslations);
  return names;
}
