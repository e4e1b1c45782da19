/** A ceremony screen: made for a wall with nobody near it. */
import './screen.css';
import { render } from 'preact';
import { readAddress } from '../address.ts';
import { ask } from '../ask.ts';
import { ScreenIndustries } from '../operations.ts';
import { soon } from '../soon.ts';
import type { Texts } from '../texts.ts';
import { stayAwake } from './awake.ts';
import { replay } from './replay.ts';
import { settingsOf } from './settings.ts';
import { type ScreenState, Station } from './station.ts';
import { fetchType, keepType } from './type.ts';
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
  for (const { industry } of exhibition?.deals.nodes ?? []) industryNames.set(industry.code, industry.names);
  show(state);
}, console.warn);
