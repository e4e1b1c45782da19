/** Wall renders header, stage, totals, industries, earlier signings, notice and badges. */
import { useMemo } from 'preact/hooks';
import { directionOf } from '../format/direction.ts';
import type { Texts } from '../format/localized-texts.ts';
import { useNow } from '../rendering/use-now.ts';
import { EarlierSignings } from './earlier-signings.tsx';
import { Industries } from './industries.tsx';
import { Masthead } from './masthead.tsx';
import { NoticeBanner } from './notice-banner.tsx';
import type { Settings } from './settings.ts';
import { Stage } from './stage.tsx';
import { hasSignings, languageAt, visibleNotice } from './state/view.ts';
import type { Exhibition, WallContent, WallState } from './state/wall-state.ts';
import { ConnectionBadge, ModeBadge, modeText } from './status-badges.tsx';
import { RunningTotals } from './totals-panel.tsx';
import { Language } from './use-language.ts';
import { wallWords } from './words/words.ts';

interface WallProps {
  settings: Settings;
  state: WallState;
  /** Names of industries by code, in addition to those in the state. */
  industryNames: ReadonlyMap<string, Texts>;
}

export function Wall({ settings, state, industryNames }: WallProps) {
  const { exhibition, content, connection } = state;
  const now = useNow(1_000);
  const language = languageAt(now, settings.languages, exhibition?.languages ?? [], navigator.language);
  const names = useMemo(
    () => collectIndustryNames(exhibition, content, industryNames),
    [exhibition, content, industryNames],
  );
  const notice = visibleNotice(content, now);
  const isLive = content?.phase === 'live';
  const withTotals = content !== null && hasSignings(content);
  const classes = [
    'wall',
    content?.phase ?? 'blank',
    withTotals ? '' : 'without-totals',
    notice ? 'with-notice' : '',
    modeText(settings, wallWords(language)) ? 'with-mode-badge' : '',
  ];
  return (
    <Language.Provider value={language}>
      <main
        class={classes.join(' ')}
        lang={language}
        dir={directionOf(language)}
        data-sequence={content?.sequence}
        data-connection={connection.name}
      >
        {exhibition && content && (
          <>
            <Masthead exhibition={exhibition} settings={settings} />
            <Stage exhibition={exhibition} content={content} />
            {isLive && withTotals && <RunningTotals content={content} />}
            {content.phase !== 'before' && <Industries content={content} names={names} />}
            {isLive && <EarlierSignings content={content} />}
            {notice && <NoticeBanner key={notice.sequence} notice={notice} />}
          </>
        )}
        <ModeBadge settings={settings} />
        <ConnectionBadge connection={connection} timeZone={exhibition?.timeZone} />
      </main>
    </Language.Provider>
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
