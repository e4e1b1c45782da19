import '../old-engines.ts';
import '../overlay/overlay.css';
import './overlay-page.css';
import { render } from 'preact';
import { Overlay } from '../overlay/overlay.tsx';
import { Clock } from '../rendering/use-now.ts';
import { withTranslations } from './fixtures/translations.ts';
import { overlayStates } from './overlay-states.ts';
import { drawOnChange } from './preview-address.ts';
import { previewSettings } from './wall-states.ts';

drawOnChange(({ state: name, language, theme }) => {
  const preview = overlayStates[name];
  const root = document.getElementById('page')!;
  render(null, root);
  document.documentElement.classList.toggle('paper', theme === 'paper');
  if (!preview) return;
  const { state, now, settings } = preview;
  render(
    <Clock.Provider value={() => now}>
      <Overlay
        settings={{
          ...previewSettings,
          languages: [language],
          theme,
          safePercent: 90,
          holdMs: 20_000,
          ...settings,
        }}
        state={withTranslations(state)}
        isOn
      />
    </Clock.Provider>,
    root,
  );
});
