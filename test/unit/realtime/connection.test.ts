import { expect, it, vi } from 'vitest';
import { Connection } from '../../../src/realtime/connection.ts';

function open() {
  const onError = vi.fn();
  const connection = new Connection({ close: vi.fn(), terminate: vi.fn(), onError });
  return { connection, onError };
}

it('ends everything once when the connection ends', () => {
  const { connection } = open();
  const ends = [vi.fn(), vi.fn()];
  for (const end of ends) connection.onEnd(end);
  connection.end();
  connection.end();
  for (const end of ends) expect(end).toHaveBeenCalledTimes(1);
});

it('ends immediately what is registered after the client has left', () => {
  const { connection } = open();
  connection.end();
  const end = vi.fn();
  connection.onEnd(end);
  expect(end).toHaveBeenCalledTimes(1);
});

it('ends a part once, also if it is ended before the connection', () => {
  const { connection } = open();
  const end = vi.fn();
  const endNow = connection.onEnd(end);
  endNow();
  endNow();
  connection.end();
  expect(end).toHaveBeenCalledTimes(1);
});

it('keeps two registrations of the same callback apart', () => {
  const { connection } = open();
  const end = vi.fn();
  connection.onEnd(end)();
  connection.onEnd(end);
  connection.end();
  expect(end).toHaveBeenCalledTimes(2);
});

it('ends the others when one of them fails', () => {
  const { connection, onError } = open();
  const error = new Error('broken');
  connection.onEnd(() => {
    throw error;
  });
  const end = vi.fn();
  connection.onEnd(end);
  connection.end();
  expect(end).toHaveBeenCalledTimes(1);
  expect(onError).toHaveBeenCalledWith(error);
});

it('ends what another part registers or ends while the connection ends', () => {
  const { connection } = open();
  const late = vi.fn();
  const second = vi.fn();
  let endSecond = () => {};
  connection.onEnd(() => {
    connection.onEnd(late);
    endSecond();
  });
  endSecond = connection.onEnd(second);
  connection.end();
  expect(late).toHaveBeenCalledTimes(1);
  expect(second).toHaveBeenCalledTimes(1);
});

it('ends everything when it is closed, without waiting for the client to close too', () => {
  const { connection } = open();
  const end = vi.fn();
  connection.onEnd(end);
  connection.close('FORBIDDEN');
  expect(connection.ended).toBe(true);
  expect(end).toHaveBeenCalledTimes(1);
});

it('ends everything although its transport cannot be closed', () => {
  const error = new Error('cannot be closed');
  const onError = vi.fn();
  const close = () => {
    throw error;
  };
  const connection = new Connection({ close, terminate: vi.fn(), onError });
  const end = vi.fn();
  connection.onEnd(end);
  connection.close('FORBIDDEN');
  expect(end).toHaveBeenCalledTimes(1);
  expect(onError).toHaveBeenCalledWith(error);
});
