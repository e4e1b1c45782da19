/** A cluster of its own for one figure, with a hall of screens in another process. */
import { Cluster, type ClusterOptions } from '../cluster.ts';
import { Operator } from '../operator/operator.ts';
import { type FarHall, openFarHall } from '../screens/far-hall.ts';
import { language } from '../venue.ts';

export interface Scene {
  cluster: Cluster;
  hall: FarHall;
  operator: Operator;
}

export interface SceneOptions extends ClusterOptions {
  clients: number;
  /** The screens bypass the links: each link would need another open file in this process. */
  direct?: boolean;
}

export async function withCluster<T>(options: SceneOptions, work: (scene: Scene) => Promise<T>): Promise<T> {
  const cluster = await Cluster.open(options);
  const hall = openFarHall();
  try {
    const { exhibition, slug, deals } = cluster.exhibition;
    await hall.open({
      url: options.direct ? cluster.url : cluster.screensUrl,
      exhibition: slug,
      webSockets: options.clients,
      eventStreams: 0,
    });
    const desk = {
      urls: options.direct ? cluster.servers.map(({ url }) => url) : cluster.operatorUrls,
      token: cluster.operatorToken,
    };
    const operator = new Operator({ desk, exhibition, language, deals });
    await allLive(hall, operator);
    return await work({ cluster, hall, operator });
  } finally {
    await hall.end();
    await cluster.close();
  }
}

/** Waits until each screen has received an announcement: it is subscribed, not just connecting. */
async function allLive(hall: FarHall, operator: Operator): Promise<void> {
  const count = await hall.count();
  for (let attempt = 0; attempt < 60; attempt++) {
    await hall.watchRecovery(Date.now());
    await operator.notice();
    if ((await hall.recovered(2_000)).live === count) return;
  }
  throw new Error('the screens did not go live');
}
