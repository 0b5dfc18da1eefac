// Where a state can lie, and how Pulumi is told: a folder, MinIO, PostgreSQL; each as it is, or further away.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
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
  const port = portOf(lab, backend === "PostgreSQL" ? "postgres" : "minio");
  const distance = roundTrip === 0 ? undefined : await openDistance(port, roundTrip);
  return {
    environment: environmentOf[backend](distance?.port ?? port),
    close: async () => distance?.close(),
  };
}

const environmentOf = {
  "MinIO (S3)": (port: number) => ({
    PULUMI_BACKEND_URL: `s3://pulumi?endpoint=http://127.0.0.1:${port}&s3ForcePathStyle=true&region=us-east-1&disableSSL=true`,
    AWS_ACCESS_KEY_ID: lab.accounts.minio.MINIO_ROOT_USER,
    AWS_SECRET_ACCESS_KEY: lab.accounts.minio.MINIO_ROOT_PASSWORD,
  }),
  PostgreSQL: (port: number) => ({
    PULUMI_BACKEND_URL: `postgres://postgres@127.0.0.1:${port}/postgres?sslmode=disable`,
  }),
};
