/** A ceremony screen: made for a wall with nobody near it. */
import './wall.css';
import { render } from 'preact';
import { ask } from '../api/execute.ts';
import type { Texts } from '../format/localized-texts.ts';
import { ScreenIndustries } from '../operations.ts';
import { readAddress } from '../page-address.ts';
import { soon } from '../rendering/coalesce.ts';
import { fetchType, keepType } from './font-loading.ts';
import { replay } from './replay-session.ts';
import { type ScreenState, Station } from './session.ts';
import { settingsOf } from './settings.ts';
import { stayAwake } from './wake-lock.ts';
import { Wall } from './wall.tsx';

const settings = settingsOf(readAddress());
const industryNames = new Map<string, Texts>();
let state: ScreenState = { exhibition: null, show: null, link: { name: 'connecting' } };

document.documentElement.classList.toggle('paper', settings.theme === 'paper');

const draw = soon(() => {
  const wall = <Wall settings={settings} state={state} industryNames={industryNames} />;
  render(wall, document.getElementById('page')!);
});

function show(next: ScreenState): void {
  state = next;
  draw();
  const { languages } = settings;
  fetchType(state, languages.length > 0 ? languages : (state.exhibition?.languages ?? []));
}

keepType();
stayAwake();
show(state);
if (settings.replaySpeed === null) void new Station(settings, show).run();
else void replay(settings, settings.replaySpeed, show);

ask(ScreenIndustries, { exhibition: settings.slug }).then(({ exhibition }) => {
  for (const { industry } of exhibition?.deals.nodes ?? [])
    industryNames.set(industry.code, industry.nameTranslations);
  show(state);
}, console.warn);
