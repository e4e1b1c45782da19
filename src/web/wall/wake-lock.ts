/** Keeps the display on while the page is visible. The browser releases the lock whenever the page is hidden. */
export function keepDisplayOn(): void {
  const request = () => {
    if (document.visibilityState === 'hidden') return;
    // The lock is denied on a low battery and not available without TLS. Then the power settings of the machine
    // apply.
    navigator.wakeLock?.request('screen').catch(() => {});
  };
  document.addEventListener('visibilitychange', request);
  request();
}
