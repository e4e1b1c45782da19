/** Overlay renders one graphic on a transparent page, within the safe area. Without content it renders nothing. */
import { useLayoutEffect } from 'preact/hooks';
import { directionOf } from '../format/direction.ts';
import { useNow } from '../rendering/use-now.ts';
import { languagesOf } from '../wall/state/control.ts';
import { languageAt } from '../wall/state/view.ts';
import type { WallState } from '../wall/state/wall-state.ts';
import { modeText } from '../wall/status-badges.tsx';
import { useFit } from '../wall/use-fit.ts';
import { Language, useLanguage } from '../wall/use-language.ts';
import { CountdownGraphic } from './countdown-graphic.tsx';
import { type GraphicContent, graphicContent } from './graphic-content.ts';
import { SigningLowerThird, SpeechLowerThird } from './lower-third.tsx';
import { graphics, type OverlaySettings } from './settings.ts';
import { TickerGraphic } from './ticker-graphic.tsx';
import { TotalGraphic } from './total-graphic.tsx';
import { useLeaving } from './use-leaving.ts';

interface OverlayProps {
  settings: OverlaySettings;
  state: WallState;
  /** False after the playout has taken the graphic out. */
  isOn: boolean;
  /** Called several times a second, unless something throws. */
  onRendered?: () => void;
}

export function Overlay({ settings, state, isOn, onRendered }: OverlayProps) {
  const { exhibition, content, connection } = state;
  const now = useNow(250);
  useLayoutEffect(() => onRendered?.());
  // What goes on air in one language stays in it, whatever the halls show.
  const wanted = settings.languages.length > 0 ? settings.languages : languagesOf(state, []);
  const language = languageAt(now, wanted, exhibition?.languages ?? [], navigator.language);
  const { shown, isLeaving } = useLeaving(isOn ? graphicContent(state, settings, now) : null);
  const margin = `${(100 - settings.safePercent) / 2}`;
  return (
    <Language.Provider value={language}>
      <main
        class={`overlay ${settings.graphic ?? ''}`}
        style={{ '--margin': margin }}
        lang={language}
        dir={directionOf(language)}
        data-sequence={content?.sequence}
        data-connection={connection.name}
      >
        {settings.graphic === null && <p class="unknown">?graphic={graphics.join(', ')}</p>}
        {shown && (
          <Place
            key={shown.key}
            content={shown}
            isLeaving={isLeaving}
            settings={{ ...settings, mode: state.mode }}
            timeZone={exhibition?.timeZone}
          />
        )}
      </main>
    </Language.Provider>
  );
}

interface PlaceProps {
  content: GraphicContent;
  isLeaving: boolean;
  settings: OverlaySettings;
  timeZone: string | undefined;
}

/** The place of a graphic, which makes it smaller if it does not fit. */
function Place({ content, isLeaving, settings, timeZone }: PlaceProps) {
  const { language, words } = useLanguage();
  const box = useFit(`${content.key} ${language}`);
  const mode = modeText(settings, words);
  return (
    <section ref={box} class={`place ${isLeaving ? 'leaving' : ''}`} aria-live="polite">
      <article class={`graphic ${content.name}`}>
        {mode && (
          <p class="mode" data-testid="mode">
            {mode}
          </p>
        )}
        <GraphicOf content={content} timeZone={timeZone} />
      </article>
    </section>
  );
}

function GraphicOf({ content, timeZone }: Pick<PlaceProps, 'content' | 'timeZone'>) {
  switch (content.name) {
    case 'signing':
      return <SigningLowerThird signing={content.signing} />;
    case 'speech':
      return <SpeechLowerThird speech={content.speech} />;
    case 'total':
      return <TotalGraphic totals={content.totals} />;
    case 'ticker':
      return <TickerGraphic signing={content.signing} />;
    case 'countdown':
      return <CountdownGraphic ceremony={content.ceremony} parts={content.parts} timeZone={timeZone} />;
  }
}
