import type { Interface } from './interfaces.ts'

/** Everything a run needs to know to exercise a candidate: part of the resolved candidate.yaml. JSON, goes to the workers. */
export interface CandidateConfig {
  name: string
  version: string
  /** Base URL without a trailing slash. */
  baseUrl: string
  /** PEM of a certificate authority to trust, for candidates with their own. */
  authority?: string
  /** Capabilities the candidate claims (`C13`); scenarios of others are omitted. */
  capabilities: string[]
  /** How the candidate reaches services that have an older interface, too; scenarios of the others are omitted. */
  interfaces: readonly Interface[]
  /** Which driver serves which group of verbs; `default` serves the rest. */
  drivers: { default: DriverName } & Partial<Record<string, DriverName>>
  /** Where the FHIR API begins, below the base URL. */
  fhirPath: string
  /** File with the labels and roles of its pages, where they differ from the reference candidate's. */
  browserMap?: string
  limits: {
    /** One request to the candidate, ms. */
    requestMs: number
    /** One wait for something on a page, ms. */
    pageMs: number
    /** One verb of the port altogether, ms. */
    scenarioMs: number
  }
  /** Whether the installation offers the test aids of the contract. */
  testAids: boolean
  /** Audience (`aud`) that the NHS login tokens of patients' apps have to name. */
  patientAudience?: string
}

/** `api`, `browser`, or the path of a module that exports `driver`. */
export type DriverName = string

/** A candidate that is not embedded: how to exercise it, where it expects the services, and who it is to them. */
export interface ExternalCandidate {
  config: CandidateConfig
  /** `token`: what its address has in a hub that others share. */
  hub: { host: string; port: number; httpsPort: number; mutualPort: number; environment: string; token?: string }
  national: {
    apiPlatform: { apiKey: string; secret: string; jwks: { keys: object[] }; redirectUris: string[] }
    cis2: { clientId: string; redirectUris: string[] }
    /** PEM of the authorities that issue certificates to the candidate's prescribers. */
    eps: { prescriberAuthorities: string[] }
  }
}
