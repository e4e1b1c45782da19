/** Asks the machine not to dim the screen while the page is seen; a browser forgets that whenever the page is hidden. */
export function stayAwake(): void {
  const ask = () => {
    if (document.visibilityState === 'hidden') return;
    // Refused on a low battery; missing without TLS. The wall is then the machine's own affair.
    navigator.wakeLock?.request('screen').catch(() => {});
  };
  document.addEventListener('visibilitychange', ask);
  ask();
}
