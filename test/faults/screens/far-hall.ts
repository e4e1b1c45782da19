/** A hall in another process, called as if it were in this one. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Hall } from './hall.ts';

export type FarHall = { [Method in keyof Hall]: Hall[Method] } & { end(): Promise<void> };

interface Answer {
  number: number;
  value?: unknown;
  error?: string;
}

export function openFarHall(): FarHall {
  const child = fork(new URL('hall-process.ts', import.meta.url), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let calls = 0;
  child.on('message', ({ number, value, error }: Answer) => {
    const call = waiting.get(number);
    waiting.delete(number);
    if (error === undefined) call?.resolve(value);
    else call?.reject(new Error(error));
  });
  child.once('exit', () => {
    for (const call of waiting.values()) call.reject(new Error('the hall process has exited'));
  });
  const call = (method: string, parameters: unknown[]) => {
    const answer = Promise.withResolvers<unknown>();
    waiting.set(++calls, answer);
    child.send({ number: calls, method, parameters });
    return answer.promise;
  };
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return new Proxy({} as FarHall, {
    get: (_target, method: string) => {
      // A promise that resolves to a hall must not take it for another promise.
      if (method === 'then') return undefined;
      return method === 'end' ? end : (...parameters: unknown[]) => call(method, parameters);
    },
  });
}
