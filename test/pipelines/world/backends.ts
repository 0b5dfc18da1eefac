// How Pulumi is told of the servers of the lab that keep states.
import { openLab, portOf } from "./lab";

export interface BackendLogin {
  readonly url: string;
  readonly [variable: string]: string;
}

/** The bucket of the lab, and the variables that open it. */
export function minio(port = portOf(openLab(), "minio")): BackendLogin {
  const { MINIO_ROOT_USER, MINIO_ROOT_PASSWORD } = openLab().accounts.minio;
  const options = `endpoint=http://127.0.0.1:${port}&s3ForcePathStyle=true&region=us-east-1&disableSSL=true`;
  return {
    url: `s3://pulumi?${options}`,
    AWS_ACCESS_KEY_ID: MINIO_ROOT_USER,
    AWS_SECRET_ACCESS_KEY: MINIO_ROOT_PASSWORD,
  };
}

/** The database of the lab, which asks for no password. */
export function postgres(port = portOf(openLab(), "postgres")): BackendLogin {
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres?sslmode=disable` };
}
