/** The index of the preview: choose page, state, language, theme and size; the state is shown in that size. */
import './index.css';
import { render } from 'preact';
import { useState } from 'preact/hooks';
import { deskStates } from './desk-states.ts';
import { overlayStates } from './overlay-states.ts';
import { previewHash, previewLanguages } from './preview-address.ts';
import { type Size, sizes } from './sizes.ts';
import { wallStates } from './wall-states.ts';

const pages = {
  wall: Object.keys(wallStates),
  desk: Object.keys(deskStates),
  overlay: Object.keys(overlayStates),
};
type PageName = keyof typeof pages;

function Index() {
  const [page, setPage] = useState<PageName>('wall');
  const [state, setState] = useState('signing');
  const [language, setLanguage] = useState<string>('en');
  const [theme, setTheme] = useState<'ink' | 'paper'>('ink');
  const [sizeName, setSizeName] = useState<string>('wall');
  const address = `/${page}${previewHash({ state, language, theme })}`;
  return (
    <div class="preview">
      <nav>
        {(Object.keys(pages) as PageName[]).map((each) => (
          <section key={each}>
            <h2>{each}</h2>
            <ul>
              {pages[each].map((name) => (
                <li key={name}>
                  <button
                    type="button"
                    aria-pressed={page === each && state === name}
                    onClick={() => {
                      setPage(each);
                      setState(name);
                    }}
                  >
                    {name}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <main>
        <p class="controls">
          <Choice label="Language" value={language} values={previewLanguages} onChange={setLanguage} />
          <Choice
            label="Theme"
            value={theme}
            values={['ink', 'paper']}
            onChange={(next) => setTheme(next as 'ink' | 'paper')}
          />
          <Choice label="Size" value={sizeName} values={Object.keys(sizes)} onChange={setSizeName} />
          <a href={address} target="_blank" rel="noreferrer">
            Open in a tab
          </a>
        </p>
        <Frame address={address} size={(sizes as Record<string, Size>)[sizeName]!} />
      </main>
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  values: readonly string[];
  onChange: (value: string) => void;
}

function Choice({ label, value, values, onChange }: ChoiceProps) {
  return (
    <label>
      {label}{' '}
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {values.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
    </label>
  );
}

/** The page in its real size, scaled to the window. */
function Frame({ address, size: { width, height } }: { address: string; size: Size }) {
  const scale = Math.min((innerWidth - 340) / width, (innerHeight - 90) / height, 1);
  return (
    <iframe
      key={`${width}x${height}`}
      title="Preview"
      src={address}
      width={width}
      height={height}
      style={{ transform: `scale(${scale})` }}
    />
  );
}

render(<Index />, document.getElementById('page')!);
new EventSource('/rebuilds').addEventListener('message', () => location.reload());
