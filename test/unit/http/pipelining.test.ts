import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import { Pipelining } from '../../../src/http/pipelining.ts';

function open() {
  const socket = { destroyed: false, destroy: vi.fn() };
  const pipelining = new Pipelining();
  const started: string[] = [];
  const send = (name: string) => {
    const response = new EventEmitter();
    pipelining.run({ socket } as never, response as never, () => started.push(name));
    return response;
  };
  return { socket, started, send };
}

it('starts a request when the response to the previous one is sent', () => {
  const { started, send } = open();
  const [a, b] = ['a', 'b', 'c'].map(send);
  expect(started).toEqual(['a']);
  a!.emit('close');
  expect(started).toEqual(['a', 'b']);
  b!.emit('close');
  expect(started).toEqual(['a', 'b', 'c']);
});

it('starts a request immediately on a connection that is idle again', () => {
  const { started, send } = open();
  send('a').emit('close');
  send('b').emit('close');
  send('c');
  expect(started).toEqual(['a', 'b', 'c']);
});

it('ends a connection with too many waiting requests', () => {
  const { socket, send } = open();
  for (let index = 0; index <= 32; index++) send(`${index}`);
  expect(socket.destroy).not.toHaveBeenCalled();
  send('one more');
  expect(socket.destroy).toHaveBeenCalledTimes(1);
});

it('starts nothing on a closed connection', () => {
  const { socket, started, send } = open();
  const first = send('a');
  send('b');
  socket.destroyed = true;
  first.emit('close');
  expect(started).toEqual(['a']);
});
