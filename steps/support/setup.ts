import type { CandidateConfig } from '../../config/candidate.ts'
import type { ControlAccess } from '../../mocks/control-request.ts'

/** What the runner hands to every worker, through cucumber's world parameters. JSON. */
export interface RunSetup {
  /** Hub's base URL for the control API, and its key; for places that have no access of their own. */
  hub?: { url: string; controlKey: string }
  /** One place per worker, or a single one that all share. */
  places: Place[]
  /** Whether workers share a place, so that scenarios have to be kept apart in it. */
  shared: boolean
  /** Seed of the run: the same seed makes the same patients. */
  seed: number
  /** Ordinal of each scenario (`features/x.feature:12`): its share of synthetic patients. */
  ordinals: Record<string, number>
}

/** An environment of the hub and the candidate that talks to it. */
export interface Place {
  /** Name of the hub's environment, by which evidence speaks of it. */
  environment: string
  /** In a hub that others share: how to steer this environment, which has another id there. */
  guest?: { id: string; access: ControlAccess }
  /** Where the candidate finds the national services: the environment's URL. */
  nationalUrl: string
  candidate: CandidateConfig
  /** Certificates with which callers of the candidate prove who they are. */
  callers?: CallerCertificates
}

/** PEM, each with its key. */
export interface CallerCertificates {
  spineProxy: Certificate
  /** The proxy's, run out. */
  spineProxyExpired: Certificate
  /** As good, and somebody else's. */
  other: Certificate
}

export interface Certificate {
  key: string
  certificate: string
}

/** The place of the worker that asks. */
export function placeOf(setup: RunSetup): Place {
  const worker = Number(process.env['CUCUMBER_WORKER_ID'] ?? 0)
  const place = setup.places[worker % setup.places.length]
  if (!place) throw new Error('Failed to find a place to run in: the set-up names none. Start scenarios through "assay run".')
  return place
}
