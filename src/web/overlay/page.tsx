/** The page /overlay/<slug>: one graphic on a transparent page, for OBS, vMix and CasparCG. */
import '../old-engines.ts';
import './overlay.css';
import { render } from 'preact';
import { serverClock } from '../api/server-clock.ts';
import { keepOffline } from '../offline/keep-offline.ts';
import { readPageAddress } from '../page-address.ts';
import { coalesce } from '../rendering/coalesce.ts';
import { preloadFonts, retryFailedFonts } from '../wall/font-loading.ts';
import { replayCeremony } from '../wall/replay-session.ts';
import { WallSession } from '../wall/session.ts';
import { initialState, type WallState } from '../wall/state/wall-state.ts';
import { watchRendering } from '../wall/watchdog.ts';
import { Overlay } from './overlay.tsx';
import { onPlayout } from './playout.ts';
import { readOverlaySettings } from './settings.ts';

const settings = readOverlaySettings(readPageAddress());
const onRendered = watchRendering();
let state = initialState;
let isOn = true;

document.documentElement.classList.toggle('paper', settings.theme === 'paper');

const draw = coalesce(() => {
  const overlay = <Overlay settings={settings} state={state} isOn={isOn} onRendered={onRendered} />;
  render(overlay, document.getElementById('page')!);
});

function update(next: WallState): void {
  state = next;
  draw();
  const { languages } = settings;
  preloadFonts(state, languages.length > 0 ? languages : (state.exhibition?.languages ?? []));
}

serverClock.onDoubt(() => void serverClock.ask());
retryFailedFonts();
keepOffline();
onPlayout((next) => {
  isOn = next;
  draw();
});
update(state);
if (settings.replaySpeed === null) void new WallSession(settings, update).run();
else void replayCeremony(settings.slug, settings.replaySpeed, update);
