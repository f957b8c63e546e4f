/** How this system is set up. One JSON file, described by config.schema.json; paths in it are relative to the file. */
export interface Config {
  /** `callers`: PEM file of the authorities that sign the certificates of other systems that call this one. */
  listen: { host: string; port: number; tls?: { key: string; cert: string; callers?: string } }
  /** The address users type, without a slash at the end. Left out: derived from `listen`. */
  publicUrl?: string
  /** SQLite file, or `:memory:`. */
  database: string
  practice: Practice
  /** JSON file with the practice's staff and, for a practice that starts with some, its patients. */
  data?: string
  national: {
    /** Base address of the API platform; services live at `{platformUrl}/personal-demographics/FHIR/R4` and so on. */
    platformUrl: string
    tokenUrl: string
    /** The application's API key. */
    clientId: string
    /** PEM file of the key that signs client assertions (RS512). */
    privateKey: string
    keyId: string
    /** For refresh tokens. Without it a user's access token is renewed from the ID token while that is valid. */
    clientSecret?: string
    /** PEM file with certificate authorities to trust besides the usual ones. */
    ca?: string
    /** For services behind mutual TLS. */
    clientCertificate?: { key: string; cert: string }
  }
  cis2: { issuer: string; clientId: string; redirectUri?: string; privateKey: string; keyId: string }
  nhsLogin?: { issuer: string; audience: string }
  timeouts: {
    /** Opening a connection to a national service. */
    connectMs: number
    /** One request to a national service, from sending to the last byte of the answer. */
    nationalMs: number
    /** All attempts together, waiting included: what a user is made to wait at most. */
    retryMs: number
  }
  session: { idleSeconds: number; absoluteSeconds: number }
  /** Opens POST /test-aids/clock. Never in live use. */
  testAids: boolean
  /** Settings of other areas, by area name, checked by the area. */
  areas: Record<string, unknown>
}

export interface Practice {
  odsCode: string
  name: string
  telephone?: string
  address?: { line: string[]; postalCode: string }
}
