import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { DockerfileParser, type Instruction } from 'dockerfile-ast';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { productionScripts } from '../../deploy/release/manifest.ts';
import { secretSettings } from '../../src/secret-files.ts';
import { settingGroups } from '../../src/settings.ts';

const root = new URL('../../', import.meta.url).pathname;
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const { version, scripts } = JSON.parse(read('package.json'));
const image = `pavilion:${version}`;

/** The longest time of a server after SIGTERM. */
const exitAfterSeconds =
  Number(/exitAfterMs = ([\d_]+)/.exec(read('src/shutdown.ts'))![1]!.replace('_', '')) / 1_000;
const settings = new Set(Object.values(settingGroups).flatMap((group) => Object.keys(group)));
const isSetting = (name: string) =>
  settings.has(name) || secretSettings.some((secret) => name === `${secret}_FILE`);

/** Names of settings are checked, and values have their type of YAML: a number must be quoted where it is a setting. */
function expectSettings(environment: Record<string, unknown>): void {
  expect(Object.keys(environment).filter((name) => !isSetting(name))).toEqual([]);
  expect(Object.values(environment).filter((value) => typeof value !== 'string')).toEqual([]);
}

// biome-ignore lint/suspicious/noExplicitAny: documents of other programs, read by their shape
type Yaml = any;

/** Fails for errors, warnings and repeated keys. */
function readYaml(path: string): Yaml[] {
  return parseAllDocuments(read(path), { merge: true, strict: true, uniqueKeys: true }).map((document) => {
    if (!('errors' in document)) throw new Error(`${path} is empty`);
    expect([...document.errors, ...document.warnings]).toEqual([]);
    return document.toJS();
  });
}

describe('deploy/pavilion.service', () => {
  const unit = read('deploy/pavilion.service');
  const settingOf = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1];

  it('has only sections, comments and assignments', () => {
    const lines = unit
      .split('\n')
      .filter((line) => !/^(|#.*|\[(Unit|Service|Install)\]|[A-Z]\w+=.*)$/.test(line));
    expect(lines).toEqual([]);
  });

  it('kills the server only after it has ended itself', () => {
    expect(Number(settingOf('TimeoutStopSec'))).toBeGreaterThan(exitAfterSeconds);
  });

  it('starts the program of a release', () => {
    expect(settingOf('ExecStart')).toBe('/usr/bin/node pavilion.js');
    expect(unit).toContain(`npm run release -- --to ${settingOf('WorkingDirectory')}`);
  });
});

describe('deploy/Dockerfile', () => {
  const instructions = DockerfileParser.parse(read('deploy/Dockerfile')).getInstructions();
  const named = (keyword: string): Instruction[] =>
    instructions.filter((each) => each.getKeyword() === keyword);
  const last = (keyword: string) => named(keyword).at(-1)!.getArgumentsContent()!;

  it('has two stages on the same Node, the one that the repository needs', () => {
    const images = named('FROM').map((each) => each.getArguments()[0]!.getValue());
    expect(images).toHaveLength(2);
    expect(new Set(images).size).toBe(1);
    const { engines } = JSON.parse(read('package.json'));
    expect(engines.node).toBe(`>=${/^node:(\d+)/.exec(images[0]!)![1]}`);
    expect(read('deploy/release/check-node.js')).toContain(`least = ${/\d+/.exec(engines.node)![0]};`);
  });

  it('ends as a user without rights, with the program itself in front, so that it gets SIGTERM', () => {
    const order = instructions.map((each) => each.getKeyword());
    expect(last('USER')).toBe('node');
    expect(order.lastIndexOf('USER')).toBeGreaterThan(order.lastIndexOf('RUN'));
    expect(JSON.parse(last('CMD'))).toEqual(['node', 'pavilion.js']);
    expect(JSON.parse(/CMD (\[.*\])$/.exec(last('HEALTHCHECK'))![1]!)).toEqual([
      'node',
      '-e',
      expect.stringContaining('/health/live'),
    ]);
  });

  it('sets only settings, and the one variable of Node', () => {
    const names = last('ENV')
      .split(' ')
      .map((each) => each.split('=')[0]!);
    expect(names.filter((name) => name !== 'NODE_ENV' && !isSetting(name))).toEqual([]);
  });
});

describe('deploy/compose.yaml', () => {
  const [compose] = readYaml('deploy/compose.yaml');
  const servers = [compose.services.one, compose.services.two];

  it('runs two servers, their migrations, Postgres, Redis and a proxy', () => {
    expect(Object.keys(compose.services).sort()).toEqual([
      'migrate',
      'one',
      'postgres',
      'proxy',
      'redis',
      'two',
    ]);
    for (const server of [...servers, compose.services.migrate]) {
      expect(server).toMatchObject({ image, read_only: true, cap_drop: ['ALL'], user: '1000:1000' });
      expect(server.build).toEqual({ context: '..', dockerfile: 'deploy/Dockerfile' });
      expectSettings(server.environment);
    }
  });

  it('keeps the list of redactions outside the database, and never replaces a missing one', () => {
    for (const { environment, volumes } of servers) {
      const [volume] = volumes;
      expect(volume).toMatchObject({ type: 'bind', bind: { create_host_path: false } });
      expect(dirname(environment.REDACTIONS_FILE)).toBe(volume.target);
      const file = `${volume.source.replace('./', '')}/${basename(environment.REDACTIONS_FILE)}`;
      // The command at its top creates it, for the user of the servers.
      expect(read('deploy/compose.yaml')).toMatch(
        new RegExp(`--owner 1000 --group 1000 /dev/null ${file}$`, 'm'),
      );
    }
    expect(JSON.stringify(compose.services.postgres.volumes)).not.toContain('redactions');
  });

  it('starts a server after the migrations, and these after Postgres', () => {
    for (const { depends_on } of servers)
      expect(depends_on.migrate).toEqual({ condition: 'service_completed_successfully' });
    expect(compose.services.migrate.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    expect(compose.services.postgres.healthcheck).toBeDefined();
    const [node, program, command] = compose.services.migrate.command;
    expect([node, program]).toEqual(['node', 'pavilion.js']);
    expect(productionScripts(scripts)).toHaveProperty(command);
  });

  it('kills a server only after it has ended itself', () => {
    for (const { stop_grace_period } of servers)
      expect(Number.parseInt(stop_grace_period, 10)).toBeGreaterThan(exitAfterSeconds);
  });

  it('passes the addresses of the servers to deploy/haproxy.cfg', () => {
    const { environment, networks } = compose.services.proxy;
    const inConfig = [...read('deploy/haproxy.cfg').matchAll(/\$\{(\w+)-/g)].map(([, name]) => name);
    expect(Object.keys(environment)).toEqual(inConfig);
    const addresses = servers.map((server) => `${server.networks.inside.ipv4_address}:4000`);
    expect(Object.values(environment)).toEqual(addresses);
    expect(networks).toContain('inside');
    expect(servers.map(({ environment: { TRUST_PROXY } }) => TRUST_PROXY)).toEqual(['1', '1']);
  });

  it('declares every secret, network and volume that it uses, and pins every image', () => {
    const services: Yaml[] = Object.values(compose.services);
    const secrets = services.flatMap(({ secrets = [] }) =>
      secrets.map((secret: Yaml) => secret.source ?? secret),
    );
    expect([...new Set(secrets)].sort()).toEqual(Object.keys(compose.secrets).sort());
    for (const { networks } of services)
      for (const name of Array.isArray(networks) ? networks : Object.keys(networks))
        expect(Object.keys(compose.networks)).toContain(name);
    // The commands at its top write them.
    for (const { file } of Object.values<Yaml>(compose.secrets))
      expect(read('deploy/compose.yaml')).toContain(`> ${file.replace('./', '')}`);
    expect(services.map((each) => each.image).filter((name) => !/:\d/.test(name))).toEqual([]);
  });
});

describe('deploy/kubernetes', () => {
  const objects = readdirSync(join(root, 'deploy/kubernetes')).flatMap((file) =>
    readYaml(`deploy/kubernetes/${file}`),
  );
  const find = (kind: string, name = 'pavilion'): Yaml =>
    objects.find((each) => each.kind === kind && each.metadata.name === name);
  const jobs = [find('Job', 'pavilion-migrate'), find('Job', 'pavilion-redactions')].map(
    ({ spec }) => spec.template,
  );
  const deployment = find('Deployment').spec;
  const pod = deployment.template.spec;
  const [server] = pod.containers;

  it('has each object once, with version and name', () => {
    expect(objects.map((each) => `${each.apiVersion} ${each.kind} ${each.metadata.name}`).sort()).toEqual([
      'apps/v1 Deployment pavilion',
      'batch/v1 Job pavilion-migrate',
      'batch/v1 Job pavilion-redactions',
      'networking.k8s.io/v1 Ingress pavilion',
      'policy/v1 PodDisruptionBudget pavilion',
      'v1 ConfigMap pavilion',
      'v1 PersistentVolumeClaim pavilion-redactions',
      'v1 Service pavilion',
    ]);
  });

  it('selects the servers, and not the jobs', () => {
    const { labels } = deployment.template.metadata;
    for (const selector of [
      deployment.selector.matchLabels,
      find('Service').spec.selector,
      find('PodDisruptionBudget').spec.selector.matchLabels,
    ])
      expect(labels).toMatchObject(selector);
    for (const job of jobs) expect(job.metadata.labels).not.toMatchObject(find('Service').spec.selector);
  });

  it('runs what the image contains, without rights and on a read-only file system', () => {
    for (const spec of [pod, ...jobs.map((job) => job.spec)]) {
      expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1_000 });
      expect(spec.automountServiceAccountToken).toBe(false);
      for (const container of spec.containers) {
        expect(container.image).toBe(image);
        expect(container.securityContext).toMatchObject({
          readOnlyRootFilesystem: true,
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
        });
        expect(container.envFrom).toEqual([
          { configMapRef: { name: 'pavilion' } },
          { secretRef: { name: 'pavilion' } },
        ]);
      }
    }
    expectSettings(find('ConfigMap').data);
    const [, , command] = jobs[0]!.spec.containers[0].command;
    expect(productionScripts(scripts)).toHaveProperty(command);
  });

  it('keeps the list of redactions on a volume that all servers share, and only a job creates it', () => {
    const claim = find('PersistentVolumeClaim', 'pavilion-redactions');
    expect(claim.spec.accessModes).toEqual(['ReadWriteMany']);
    const folder = dirname(find('ConfigMap').data.REDACTIONS_FILE);
    for (const { containers, volumes, securityContext } of [pod, jobs[1]!.spec]) {
      const mounted = containers[0].volumeMounts.find((each: Yaml) => each.mountPath === folder);
      const volume = volumes.find((each: Yaml) => each.name === mounted.name);
      expect(volume.persistentVolumeClaim).toEqual({ claimName: claim.metadata.name });
      expect(securityContext.fsGroup).toBe(securityContext.runAsUser);
    }
    expect(pod.initContainers).toBeUndefined();
  });

  it('creates the list with the command of the job, and leaves one that exists', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pavilion-list-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const REDACTIONS_FILE = join(folder, 'redactions.jsonl');
    const [node, ...rest] = jobs[1]!.spec.containers[0].command;
    expect(node).toBe('node');
    const run = () => execFileSync(process.execPath, rest, { env: { REDACTIONS_FILE } });
    run();
    expect(readFileSync(REDACTIONS_FILE, 'utf8')).toBe('');
    writeFileSync(REDACTIONS_FILE, 'a redaction');
    run();
    expect(readFileSync(REDACTIONS_FILE, 'utf8')).toBe('a redaction');
  });

  it('kills a server only after it has ended itself, also where a hook comes first', () => {
    const waitSeconds = server.lifecycle.preStop.sleep.seconds;
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(waitSeconds + exitAfterSeconds);
  });

  it('always leaves a server, in a drain of nodes as in an upgrade', () => {
    expect(find('PodDisruptionBudget').spec.minAvailable).toBeLessThan(deployment.replicas);
    expect(deployment.strategy.rollingUpdate.maxUnavailable).toBe(0);
  });

  it('probes ports that are open and addresses that exist: readiness decides over traffic, and never over a restart', () => {
    const { data } = find('ConfigMap');
    expect(server.ports).toEqual([
      { name: 'http', containerPort: Number(data.PORT) },
      { name: 'metrics', containerPort: Number(data.METRICS_PORT) },
    ]);
    expect(server.readinessProbe.httpGet).toEqual({ path: '/health/ready', port: 'http' });
    expect(server.livenessProbe.httpGet).toEqual({ path: '/health/live', port: 'http' });
    expect(server.startupProbe.httpGet).toEqual({ path: '/health/ready', port: 'http' });
    const { backend } = find('Ingress').spec.rules[0].http.paths[0];
    expect(backend.service).toEqual({ name: find('Service').metadata.name, port: { name: 'http' } });
    expect(find('Service').spec.ports[0].targetPort).toBe('http');
  });
});

describe('docs/deploy.md', () => {
  const document = read('docs/deploy.md');

  it('names only existing tests, files and settings', () => {
    const files = [...document.matchAll(/\b((?:test|deploy|prisma)\/[\w./-]+\.\w+)/g)].map(
      ([, path]) => path!,
    );
    expect(files.length).toBeGreaterThan(6);
    expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const settings = [...document.matchAll(/`((?:DATABASE|REDIS|MIGRATE|TRUST|AUTH)_[A-Z_]+)/g)].map(
      ([, name]) => name!,
    );
    expect(settings.length).toBeGreaterThan(6);
    const example = read('.env.example');
    const isKnown = (name: string) =>
      example.includes(`${name}=`) || secretSettings.some((secret) => name === `${secret}_FILE`);
    expect(settings.filter((name) => !isKnown(name))).toEqual([]);
  });
});
