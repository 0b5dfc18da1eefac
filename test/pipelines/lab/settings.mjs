// Accounts and configuration of the servers, as data and text. The accounts protect nothing: all is on 127.0.0.1 and removed after the run.
import { join } from "node:path";

/** @typedef {{ folder: string, ports: Record<string, number>, tools: Record<string, string> }} Lab */

export const accounts = {
  // A runner masks what is secret wherever it stands: no word that a path or a sentence may hold.
  minio: { MINIO_ROOT_USER: "access-key-of-the-lab", MINIO_ROOT_PASSWORD: "secret-key-of-the-lab" },
  gitea: { name: "ops", password: "pipelines-of-the-lab", email: "ops@example.com" },
  kubernetes: { token: "pipelines-of-the-lab", user: "admin", group: "system:masters" },
};

/** The configuration of Gitea. @param {{ folder: string, port: number }} where */
export function appIni({ folder, port }) {
  const sections = {
    server: {
      HTTP_ADDR: "127.0.0.1",
      HTTP_PORT: port,
      ROOT_URL: `http://127.0.0.1:${port}/`,
      STATIC_ROOT_PATH: join(folder, "program"),
      DISABLE_SSH: true,
      OFFLINE_MODE: true,
    },
    database: { DB_TYPE: "sqlite3", PATH: join(folder, "data/gitea.db") },
    repository: { ROOT: join(folder, "data/repositories"), DEFAULT_BRANCH: "main" },
    security: { INSTALL_LOCK: true, SECRET_KEY: "secret-of-the-lab-for-pipelines", PASSWORD_HASH_ALGO: "pbkdf2_v1" },
    service: { DISABLE_REGISTRATION: true },
    webhook: { ALLOWED_HOST_LIST: "loopback" },
    actions: { ENABLED: false },
    cron: { ENABLED: false },
    log: { MODE: "console", LEVEL: "Warn", ROOT_PATH: join(folder, "data/log") },
  };
  const head = `RUN_USER = ${process.getuid?.() === 0 ? "nobody" : (process.env.USER ?? "")}\nWORK_PATH = ${folder}\n`;
  const lines = Object.entries(sections).map(([name, values]) => {
    const own = Object.entries(values).map(([key, value]) => `${key} = ${value}\n`);
    return `[${name}]\n${own.join("")}`;
  });
  return [head, ...lines].join("\n");
}
