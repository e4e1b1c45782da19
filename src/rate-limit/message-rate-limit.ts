/**
 * What a socket may say beside operations, which are counted for its address: pings, pongs and ends. A client sends
 * one every few seconds; a flood of them would cost the server a core.
 */
const messagesPerMinute = 1_200;
const minuteMs = 60_000;

export class MessageRateLimit {
  #left = messagesPerMinute;
  #since = Date.now();

  /** False when there were too many. */
  take(): boolean {
    if (Date.now() - this.#since > minuteMs) {
      this.#since = Date.now();
      this.#left = messagesPerMinute;
    }
    return this.#left-- > 0;
  }

  /** The last one was an operation. */
  enforceTokenRateLimit(): void {
    this.#left++;
  }
}
