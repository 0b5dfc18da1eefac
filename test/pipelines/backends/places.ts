// Where a state can lie, and how Pulumi is told: a folder, MinIO, PostgreSQL; each as it is, or further away.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { minio, postgres } from "../world/backends";
import { openLab, portOf } from "../world/lab";
import { openDistance } from "./distance";

/** Names of the backends, as a report shows them. */
export const BACKENDS = ["file", "MinIO (S3)", "PostgreSQL"] as const;
export type Backend = (typeof BACKENDS)[number];

/** A backend that a project can use. */
export interface Place {
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const lab = openLab();

/** Opens the backend, as far away as the round trip says; a file is never away. */
export async function openPlace(backend: Backend, roundTrip = 0): Promise<Place> {
  if (backend === "file") {
    const folder = join(lab.folder, "tmp", "states");
    mkdirSync(folder, { recursive: true });
    return { environment: { PULUMI_BACKEND_URL: `file://${folder}` }, close: async () => undefined };
  }
  const { server, login } = servers[backend];
  const distance = roundTrip === 0 ? undefined : await openDistance(portOf(lab, server), roundTrip);
  const { url, ...variables } = login(distance?.port ?? portOf(lab, server));
  return {
    environment: { ...variables, PULUMI_BACKEND_URL: url },
    close: async () => distance?.close(),
  };
}

const servers = {
  "MinIO (S3)": { server: "minio", login: minio },
  PostgreSQL: { server: "postgres", login: postgres },
};
