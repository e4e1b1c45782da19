/**
 * The functions that CasparCG calls in a template (CG PLAY, CG STOP). A page that is played by its address has none of
 * these calls, so it begins to show its graphic by itself.
 */
export function onPlayout(set: (isOn: boolean) => void): void {
  Object.assign(globalThis, { play: () => set(true), stop: () => set(false) });
}
