import '../old-engines.ts';
import '../wall/wall.css';
import { render } from 'preact';
import { markFlexGap } from '../old-engines.ts';
import { Clock } from '../rendering/use-now.ts';
import { Wall } from '../wall/wall.tsx';
import { withTranslations } from './fixtures/translations.ts';
import { drawOnChange } from './preview-address.ts';
import { previewSettings, wallStates } from './wall-states.ts';

const industryNames = new Map();

markFlexGap();

drawOnChange(({ state: name, language, theme }) => {
  const preview = wallStates[name];
  const root = document.getElementById('page')!;
  render(null, root);
  document.documentElement.classList.toggle('paper', theme === 'paper');
  if (!preview) return;
  const { state, now, settings } = preview;
  render(
    <Clock.Provider value={() => now}>
      <Wall
        settings={{ ...previewSettings, languages: [language], theme, ...settings }}
        state={withTranslations(state)}
        industryNames={industryNames}
      />
    </Clock.Provider>,
    root,
  );
});
