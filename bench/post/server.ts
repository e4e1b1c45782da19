/** One pipeline behind two ports: POST written straight to node:http, and POST through Yoga. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';
import { runHttp, send } from '../../src/http/http-transport.ts';
import { createYogaHandler } from '../../src/http/yoga.ts';
import { openLog } from '../../src/observability/logger.ts';
import { createServices } from '../../src/services.ts';

const config = readConfig(process.env);
const { logger } = openLog(config);
const database = await openDatabase(config.database, { onError: () => {} });
await migrate(database.streamPool);
const { seed } = await import('../../prisma/seed.ts');
await seed(database);
const { pipeline } = await createServices(config, database, logger);
const callerOf = () => ({ address: 'bench', authorization: null, languages: null });

async function listen(serve: RequestListener): Promise<number> {
  const server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const yoga = createYogaHandler({ pipeline, callerOf });
const ports = {
  direct: await listen(async (request, response) =>
    send(response, await runHttp(pipeline, callerOf(), request)),
  ),
  yoga: await listen((request, response) => void yoga(request, response)),
};
const deal = await database.rows.deal.findFirstOrThrow({
  where: { status: 'SIGNED' },
  select: { id: true },
});
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMicroseconds: user + system });
});
process.send?.({ ports, deal: deal.id });
