// A certificate for 127.0.0.1 that no machine trusts, for tests of TLS. Its key protects nothing. Valid for 100 years.

/** The certificate in PEM form: also the file to name as CA. */
export const CERTIFICATE = `
-----BEGIN CERTIFICATE-----
MIIBjzCCATagAwIBAgIUFJZAZbhDLG4DzmLDpae7v8jU30YwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJdGVzdCBvbmx5MCAXDTI2MTEyMzE1MjIyNFoYDzIxMjYxMDMw
MTUyMjI0WjAUMRIwEAYDVQQDDAl0ZXN0IG9ubHkwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATEj5tdR0Auou4F8WGpnYH0U6vUYe3SrJZnugRowDflyVcRyTt692nv
UM8shSuIz8/1gdqSXk3Kuxzc+K83IjZ4o2QwYjAdBgNVHQ4EFgQUng18+ZkNSLJN
rEhc0qUJhpxDg9UwHwYDVR0jBBgwFoAUng18+ZkNSLJNrEhc0qUJhpxDg9UwDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0cAMEQC
IEty/KxE1q+uguFvFRhZCP5vIl3vB79i4l6rM74lVhYAAiB/rPc9Eu6vu+RVhFuQ
RCac8OmtFtYSuba4sYnHQeWmeQ==
-----END CERTIFICATE-----
`.trimStart();

/** The key of the certificate in PEM form. */
export const KEY = `
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgkTsVPDgln6SOCEZL
3CYfmYSZGrTLO35lmhtR/MqNvhmhRANCAATEj5tdR0Auou4F8WGpnYH0U6vUYe3S
rJZnugRowDflyVcRyTt692nvUM8shSuIz8/1gdqSXk3Kuxzc+K83IjZ4
-----END PRIVATE KEY-----
`.trimStart();
