// Generated from schema.json by `make generate`; edit that file instead of this one.

/**
 * Settings that are secrets.
 */
export const SECRET_SETTINGS: readonly string[] = ["password","token","applicationCredentialSecret","accessKey","secretKey","securityToken"];
