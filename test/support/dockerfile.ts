/**
 * Executes the instructions of a Dockerfile without a container engine: each stage is a folder, in which programs run under chroot
 * in a mount namespace of their own. The base image is this machine with Node of the repository. Needs root on Linux.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { type Copy, DockerfileParser, type Instruction, type JSONInstruction } from 'dockerfile-ast';
import { npmEnvironment } from './child-process.ts';
import type { Context } from './docker-context.ts';

/** As in the official images of Node. */
const nodeUser = { name: 'node', id: 1_000 };
/** Stands for /usr/local/bin of the image. */
const nodeFolder = '/opt/node';
const fromMachine = ['bin', 'lib', 'lib64', 'sbin'];

export interface Stage {
  readonly root: string;
  workdir: string;
  user: string;
  environment: Record<string, string>;
  volumes: string[];
  command: string[];
  healthcheck: string[];
}

export const canRunStages =
  process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0;

/** Resolves with the last stage, and the names of the instructions that were executed. */
export function buildStages(
  dockerfile: string,
  context: Context,
  folder: string,
): { stage: Stage; executed: string[] } {
  const instructions = DockerfileParser.parse(readFileSync(dockerfile, 'utf8')).getInstructions();
  const stages = new Map<string, Stage>();
  const executed: string[] = [];
  let stage!: Stage;
  for (const instruction of instructions) {
    const keyword = instruction.getKeyword();
    const words = instruction.getArguments().map((each) => each.getValue());
    if (keyword === 'FROM') {
      stage = openStage(join(folder, `stage-${stages.size}`));
      stages.set(words[2] ?? String(stages.size), stage);
    } else execute(instruction, words, { stage, stages, context });
    executed.push(keyword);
  }
  return { stage, executed };
}

interface Building {
  stage: Stage;
  stages: Map<string, Stage>;
  context: Context;
}

function execute(instruction: Instruction, words: string[], { stage, stages, context }: Building): void {
  const inStage = (path: string) => join(stage.root, posix.resolve(stage.workdir, path));
  switch (instruction.getKeyword()) {
    case 'WORKDIR':
      stage.workdir = posix.resolve(stage.workdir, words[0]!);
      mkdirSync(inStage('.'), { recursive: true });
      return;
    case 'ENV':
      for (const word of words) {
        const [name, ...value] = word.split('=');
        stage.environment[name!] = value.join('=');
      }
      return;
    case 'USER':
      stage.user = words[0]!;
      return;
    case 'VOLUME':
      stage.volumes.push(...words);
      return;
    case 'EXPOSE':
      return;
    case 'CMD':
      stage.command = jsonOf(instruction);
      return;
    case 'HEALTHCHECK':
      stage.healthcheck = JSON.parse(/CMD (\[.*\])$/.exec(instruction.getArgumentsContent()!)![1]!);
      return;
    case 'COPY': {
      const from = (instruction as Copy)
        .getFlags()
        .find((flag) => flag.getName() === 'from')
        ?.getValue();
      const sources = words.slice(0, -1);
      const target = words.at(-1)!;
      for (const source of sources) {
        if (from) cpSync(join(stages.get(from)!.root, source), inStage(target), { recursive: true });
        else
          context.copy(
            source,
            target.endsWith('/') ? join(inStage(target), basename(source)) : inStage(target),
          );
      }
      return;
    }
    case 'RUN': {
      const command = ['sh', '-c', instruction.getArgumentsContent()!];
      const { status, stdout, stderr } = spawnSync(...inNamespace(stage, command), { encoding: 'utf8' });
      if (status !== 0) throw new Error(`RUN ${command.at(-1)} ended with ${status}:\n${stdout}${stderr}`);
      return;
    }
    default:
      throw new Error(`${instruction.getKeyword()} is not known here`);
  }
}

const jsonOf = (instruction: Instruction): string[] =>
  (instruction as JSONInstruction).getJSONStrings().map((each) => JSON.parse(each.getValue()));

function openStage(root: string): Stage {
  mkdirSync(root, { recursive: true });
  for (const name of ['usr', 'proc', 'dev', 'tmp', 'root', 'opt/node'])
    mkdirSync(join(root, name), { recursive: true });
  chmodSync(join(root, 'tmp'), 0o1777);
  for (const name of fromMachine) if (existsSync(`/${name}`)) symlinkSync(`usr/${name}`, join(root, name));
  cpSync('/etc', join(root, 'etc'), { recursive: true, verbatimSymlinks: true });
  const { name, id } = nodeUser;
  appendFileSync(join(root, 'etc/passwd'), `${name}:x:${id}:${id}::/tmp:/bin/sh\n`);
  appendFileSync(join(root, 'etc/group'), `${name}:x:${id}:\n`);
  return { root, workdir: '/', user: 'root', environment: {}, volumes: [], command: [], healthcheck: [] };
}

/** With a read-only root, only the volumes and /tmp are written. */
function inNamespace(stage: Stage, command: string[], isReadOnly = false): [string, string[]] {
  const { root, workdir, user, environment } = stage;
  const cache = spawnSync('npm', ['config', 'get', 'cache'], {
    encoding: 'utf8',
    env: npmEnvironment,
  }).stdout.trim();
  const variables = {
    ...npmEnvironment,
    NODE_COMPILE_CACHE: '',
    PATH: `${nodeFolder}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
    HOME: user === 'root' ? '/root' : '/tmp',
    npm_config_cache: '/var-npm-cache',
    ...environment,
  };
  mkdirSync(join(root, 'var-npm-cache'), { recursive: true });
  const writable = ['/tmp', ...stage.volumes];
  const mounts = [
    `mount --rbind '${root}' '${root}'`,
    `mount --bind /usr '${root}/usr'`,
    `mount --bind '${dirname(realpathSync(process.execPath))}' '${root}${nodeFolder}'`,
    `mount --bind '${cache}' '${root}/var-npm-cache'`,
    `mount --rbind /proc '${root}/proc'`,
    `mount --rbind /dev '${root}/dev'`,
    ...(isReadOnly
      ? [
          ...writable.map((path) => `mount --bind '${root}${path}' '${root}${path}'`),
          `mount -o remount,ro,bind '${root}'`,
        ]
      : []),
  ];
  const words = [
    ...['env', '-i', ...Object.entries(variables).map(([name, value]) => `${name}=${value}`)],
    ...['sh', '-c', `cd '${workdir}' && exec "$@"`, 'sh', ...command],
  ];
  const script = `${mounts.join(' && ')} && exec chroot --userspec=${user}:${user} '${root}' "$@"`;
  return ['unshare', ['--mount', '--propagation', 'private', 'sh', '-c', script, 'sh', ...words]];
}

/** Starts a program in the stage as its user, on a read-only root. The process is the program itself. */
export function startInStage(
  stage: Stage,
  command: string[],
  environment: Record<string, string> = {},
): ChildProcess {
  const [program, parameters] = inNamespace(
    { ...stage, environment: { ...stage.environment, ...environment } },
    command,
    true,
  );
  return spawn(program, parameters, { stdio: ['ignore', 'pipe', 'pipe'] });
}
