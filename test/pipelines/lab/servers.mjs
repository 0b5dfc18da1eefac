// The servers of the pipelines: how each is prepared, started and known to be ready. All of them are on 127.0.0.1.
import { generateKeyPairSync } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { get } from "node:https";
import { dirname, join } from "node:path";
import { startProcess, untilReady } from "../../../tools/lib/daemons.mjs";
import { mustRun } from "../../../tools/lib/process.mjs";
import { accounts, appIni } from "./settings.mjs";

/** @typedef {import("./settings.mjs").Lab} Lab */

const address = "127.0.0.1";
const postgresPrograms = "/usr/lib/postgresql/15/bin";

// Gitea and PostgreSQL refuse to run as root.
const asNobody = process.getuid?.() === 0 ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] : [];

/** Ports that each server needs. @type {Record<string, readonly string[]>} */
export const portsOf = {
  minio: ["minio", "minioConsole"],
  postgres: ["postgres"],
  gitea: ["gitea"],
  etcd: ["etcd", "etcdPeer"],
  "kube-apiserver": ["kubernetes"],
};

/**
 * Starts one server of the lab; resolves when it answers.
 *
 * @param {Lab} lab
 * @param {string} name
 */
export async function startServer(lab, name) {
  const { prepare, seconds, isReady, finish, ...program } = servers[name](lab);
  await prepare?.();
  startProcess(lab.folder, name, { ...program, env: environmentOf(lab.folder, program.env) });
  await untilReady(lab.folder, name, { seconds, isReady });
  await finish?.();
}

const servers = {
  minio: ({ folder, ports, tools }) => ({
    // A folder at the top is a bucket.
    prepare: () => mkdirSync(join(folder, "minio", "pulumi"), { recursive: true }),
    command: tools.minio,
    args: [
      ...["server", "--quiet", "--address", `${address}:${ports.minio}`],
      ...["--console-address", `${address}:${ports.minioConsole}`, join(folder, "minio")],
    ],
    env: { ...accounts.minio, MINIO_BROWSER: "off", MINIO_UPDATE: "off" },
    seconds: 60,
    isReady: () => answers(`http://${address}:${ports.minio}/minio/health/ready`),
  }),
  postgres: ({ folder, ports }) => ({
    prepare: () => prepareDatabase(folder),
    ...program([
      ...[join(postgresPrograms, "postgres"), "-D", join(folder, "postgres")],
      ...["-h", address, "-p", String(ports.postgres), "-c", "unix_socket_directories="],
    ]),
    seconds: 60,
    isReady: () =>
      succeeds(join(postgresPrograms, "pg_isready"), ["-h", address, "-p", String(ports.postgres), "-U", "postgres"]),
  }),
  gitea: (lab) => ({
    prepare: () => prepareGitea(lab),
    ...program([...giteaCommand(lab), "web"]),
    env: { HOME: join(lab.folder, "gitea") },
    seconds: 180,
    isReady: () => answers(`http://${address}:${lab.ports.gitea}/api/healthz`),
    finish: () => createAdmin(lab),
  }),
  etcd: ({ folder, ports, tools }) => {
    const [client, peer] = [ports.etcd, ports.etcdPeer].map((port) => `http://${address}:${port}`);
    return {
      command: tools.etcd,
      args: [
        ...["--name", "lab", "--data-dir", join(folder, "etcd"), "--log-level", "warn"],
        ...["--listen-client-urls", client, "--advertise-client-urls", client],
        ...["--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", `lab=${peer}`],
      ],
      seconds: 60,
      isReady: () => answers(`${client}/health`),
    };
  },
  "kube-apiserver": ({ folder, ports, tools }) => ({
    prepare: () => prepareKubernetes(folder),
    command: tools["kube-apiserver"],
    args: [
      ...[`--etcd-servers=http://${address}:${ports.etcd}`, `--bind-address=${address}`],
      ...[`--secure-port=${ports.kubernetes}`, `--advertise-address=${address}`, "--endpoint-reconciler-type=none"],
      ...[`--cert-dir=${join(folder, "kubernetes")}`, "--service-account-issuer=https://kubernetes.default.svc"],
      ...[`--service-account-key-file=${join(folder, "kubernetes/accounts.pem")}`],
      ...[`--service-account-signing-key-file=${join(folder, "kubernetes/accounts.pem")}`],
      ...["--service-cluster-ip-range=10.0.0.0/24", `--token-auth-file=${join(folder, "kubernetes/tokens.csv")}`],
      ...["--authorization-mode=RBAC", "--disable-admission-plugins=ServiceAccount"],
    ],
    seconds: 120,
    isReady: () => answersTls(`https://${address}:${ports.kubernetes}/readyz`),
  }),
};

/** @param {readonly string[]} line */
function program(line) {
  const [command = "", ...args] = [...asNobody, ...line];
  return { command, args };
}

function environmentOf(folder, more = {}) {
  return { PATH: process.env.PATH ?? "", HOME: folder, LC_ALL: "C.UTF-8", no_proxy: "*", ...more };
}

async function ownByNobody(folder) {
  if (asNobody.length > 0) await mustRun("chown", ["-R", "nobody:nogroup", folder]);
}

async function prepareDatabase(folder) {
  const data = join(folder, "postgres");
  mkdirSync(data, { recursive: true });
  await ownByNobody(data);
  const options = ["-D", data, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"];
  const { command, args } = program([join(postgresPrograms, "initdb"), ...options]);
  await mustRun(command, args, { cwd: data, env: { LC_ALL: "C" } });
}

const giteaFile = (folder) => join(folder, "gitea/app.ini");
const giteaCommand = ({ folder }) => [join(folder, "gitea/program/gitea"), "--config", giteaFile(folder)];

// The cache of the user is closed to others: nobody gets a copy of the program and its templates.
async function prepareGitea(lab) {
  const folder = join(lab.folder, "gitea");
  mkdirSync(join(folder, "data"), { recursive: true });
  if (!existsSync(join(folder, "program")))
    cpSync(dirname(lab.tools.gitea), join(folder, "program"), { recursive: true });
  writeFileSync(giteaFile(lab.folder), appIni({ folder, port: lab.ports.gitea }));
  await ownByNobody(folder);
  chmodSync(giteaFile(lab.folder), 0o600);
}

async function createAdmin(lab) {
  const { name, password, email } = accounts.gitea;
  const user = [
    "--admin",
    "--username",
    name,
    "--password",
    password,
    "--email",
    email,
    "--must-change-password=false",
  ];
  const { command, args } = program([...giteaCommand(lab), "admin", "user", "create", ...user]);
  await mustRun(command, args, { cwd: join(lab.folder, "gitea"), env: environmentOf(join(lab.folder, "gitea")) });
}

function prepareKubernetes(folder) {
  mkdirSync(join(folder, "kubernetes"), { recursive: true });
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  writeFileSync(join(folder, "kubernetes/accounts.pem"), privateKey, { mode: 0o600 });
  const { token, user, group } = accounts.kubernetes;
  writeFileSync(join(folder, "kubernetes/tokens.csv"), `${token},${user},1,${group}\n`, { mode: 0o600 });
}

async function answers(url) {
  return (await fetch(url)).ok;
}

// It signs its own certificate.
function answersTls(url) {
  return new Promise((resolve, reject) => {
    get(url, { rejectUnauthorized: false }, (reply) => {
      reply.resume();
      resolve(reply.statusCode === 200);
    }).once("error", reject);
  });
}

async function succeeds(command, args) {
  await mustRun(command, args);
  return true;
}
