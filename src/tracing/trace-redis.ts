import type { RedisConfig } from '../cluster/redis-connection.ts';
import type { Tracing } from './tracing.ts';

/** traceRedis gives a span to each command of a request. Without tracing it returns the configuration itself. */
export function traceRedis(tracing: Tracing | null, config: RedisConfig | null): RedisConfig | null {
  if (!tracing || !config) return config;
  return {
    ...config,
    onClient(client) {
      const send = client.sendCommand;
      client.sendCommand = function (command, ...rest) {
        if (!tracing.isActive) return send.call(this, command, ...rest);
        const name = command.name.toUpperCase();
        const attributes = { 'db.system.name': 'redis', 'db.operation.name': name };
        const kind = name === 'PUBLISH' ? 'producer' : 'client';
        return tracing.run(name, { kind, attributes }, () => send.call(this, command, ...rest));
      };
    },
  };
}
