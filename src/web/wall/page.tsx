/** The page /screen/<slug>: a wall that runs unattended. */
import '../old-engines.ts';
import './wall.css';
import { render } from 'preact';
import { execute } from '../api/execute.ts';
import { serverClock } from '../api/server-clock.ts';
import type { Texts } from '../format/localized-texts.ts';
import { keepOffline } from '../offline/keep-offline.ts';
import { markFlexGap } from '../old-engines.ts';
import { WallIndustries } from '../operations.ts';
import { readPageAddress } from '../page-address.ts';
import { coalesce } from '../rendering/coalesce.ts';
import { preloadFonts, retryFailedFonts } from './font-loading.ts';
import { replayCeremony } from './replay-session.ts';
import { WallSession } from './session.ts';
import { readSettings } from './settings.ts';
import { languagesOf } from './state/control.ts';
import { initialState, type WallState } from './state/wall-state.ts';
import { keepDisplayOn } from './wake-lock.ts';
import { Wall } from './wall.tsx';
import { watchRendering } from './watchdog.ts';

const settings = readSettings(readPageAddress());
const industryNames = new Map<string, Texts>();
const onRendered = watchRendering();
let state = initialState;

document.documentElement.classList.toggle('paper', settings.theme === 'paper');

const draw = coalesce(() => {
  const wall = (
    <Wall settings={settings} state={state} industryNames={industryNames} onRendered={onRendered} />
  );
  render(wall, document.getElementById('page')!);
});

function update(next: WallState): void {
  state = next;
  draw();
  const languages = languagesOf(state, settings.languages);
  preloadFonts(state, languages.length > 0 ? languages : (state.exhibition?.languages ?? []));
}

serverClock.onDoubt(() => void serverClock.ask());
markFlexGap();
retryFailedFonts();
keepDisplayOn();
keepOffline();
update(state);
if (settings.replaySpeed === null) void new WallSession(settings, update).run();
else void replayCeremony(settings.slug, settings.replaySpeed, update);

execute(WallIndustries, { exhibition: settings.slug }).then(({ exhibition }) => {
  for (const { industry } of exhibition?.deals.nodes ?? [])
    industryNames.set(industry.code, industry.nameTranslations);
  update(state);
}, console.warn);
