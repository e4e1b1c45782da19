/** The hosts of a URL of Postgres, as libpq reads it. The driver knows a single host only. */

/** What libpq calls target_session_attrs, as far as a server that writes can use it. */
const targets = ['any', 'primary', 'read-write'] as const;

export interface Hosts {
  /** One URL for each host, in their order. */
  urls: [string, ...string[]];
  /** With several hosts read-write, if the URL does not say. */
  wanted: (typeof targets)[number];
}

const authority = /^(postgres(?:ql)?:\/\/(?:[^@/?#]*@)?)([^/?#]*)(.*)$/is;
export const targetParameter = 'target_session_attrs';

/** Reads a URL such as postgres://user@host1:5432,host2:5432/name. Throws an error with the problem. */
export function readHosts(text: string): Hosts {
  const [, before, hosts = '', after] = authority.exec(text) ?? [];
  const names = hosts.split(',');
  const urls = names.map((host) => (before === undefined ? text : `${before}${host}${after}`));
  const wanted = new URL(urls[0]!).searchParams.get(targetParameter);
  const target = targets.find((each) => each === (wanted ?? (names.length > 1 ? 'read-write' : 'any')));
  if (target === undefined)
    throw new Error(`${targetParameter} must be ${targets.join(', ')}: Pavilion writes`);
  return { urls: urls as Hosts['urls'], wanted: target };
}
