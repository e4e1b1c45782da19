/** A house of its own for one figure, with a hall of screens in another process. */
import { House, type HouseOptions } from '../cluster.ts';
import { Operator } from '../operator/operator.ts';
import { type FarHall, openFarHall } from '../screens/far-hall.ts';
import { language } from '../venue.ts';

export interface Scene {
  house: House;
  hall: FarHall;
  operator: Operator;
}

export interface SceneOptions extends HouseOptions {
  clients: number;
  /** Past the links: they would take as many files again from this process. */
  direct?: boolean;
}

export async function withHouse<T>(options: SceneOptions, work: (scene: Scene) => Promise<T>): Promise<T> {
  const house = await House.open(options);
  const hall = openFarHall();
  try {
    const { exhibition, slug, deals } = house.exhibition;
    await hall.open({
      url: options.direct ? house.url : house.screensUrl,
      exhibition: slug,
      webSockets: options.clients,
      eventStreams: 0,
    });
    const desk = {
      urls: options.direct ? house.servers.map(({ url }) => url) : house.operatorUrls,
      token: house.operatorToken,
    };
    const operator = new Operator({ desk, exhibition, language, deals });
    await allLive(hall, operator);
    return await work({ house, hall, operator });
  } finally {
    await hall.end();
    await house.close();
  }
}

/** Until each screen has been told something: it is subscribed, and not just connecting. */
async function allLive(hall: FarHall, operator: Operator): Promise<void> {
  const count = await hall.count();
  for (let attempt = 0; attempt < 60; attempt++) {
    await hall.watchRecovery(Date.now());
    await operator.notice();
    if ((await hall.recovered(2_000)).live === count) return;
  }
  throw new Error('the screens did not go live');
}
