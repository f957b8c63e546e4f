import type { ExternalCandidate } from '../../config/candidate.ts'
import type { ProblemCode } from '../../config/problem-codes.ts'
import type { Problem } from '../../config/problem.ts'
import { ControlFailed } from '../../mocks/control-request.ts'
import { createHubClient } from '../../mocks/hub-client.ts'
import { servicesDigest } from './harness-facts.ts'
import { controlAccess, type HubAccess } from './hub-access.ts'

/** Asks a shared hub whether it is there, lets us in, and is made of the same services as we are. */
export async function reachHub(access: HubAccess, external?: ExternalCandidate): Promise<Problem[]> {
  const tokenless: Problem[] = external && external.hub.token === undefined ? [TOKEN_MISSING] : []
  try {
    const { services } = await createHubClient(controlAccess(access)).facts()
    const ours = servicesDigest()
    if (services === ours) return tokenless
    return [
      ...tokenless,
      { code: 'ASSAY_HUB_DIFFERENT', what: 'Failed to use the shared hub: its services are not those of this Assay', place: access.url, seen: services ?? 'a hub that does not say', expected: ours, remedy: 'Start the hub from the same release, and anew after every change: evidence names the harness that made it.' },
    ]
  } catch (error) {
    if (!(error instanceof ControlFailed)) throw error
    return [...tokenless, hubProblem(error, access)]
  }
}

const TOKEN_MISSING: Problem = {
  code: 'ASSAY_HUB_TOKEN_MISSING',
  what: 'Failed to use the shared hub: the candidate file does not say which token its address has there',
  place: 'candidate file, hub.token',
  expected: '{ env: NAME_OF_A_VARIABLE } with 24 to 64 letters, digits, hyphens and underscores that nobody guesses',
  remedy: 'Choose a token, point the candidate to .../e/<environment>~<token>, and name the variable that holds it.',
}

const REMEDIES: Partial<Record<ProblemCode, string>> = {
  ASSAY_HUB_UNREACHABLE: 'See that it runs, that this machine reaches it, and that the access file is of this hub.',
  ASSAY_HUB_KEY_WRONG: 'Get the access file of the hub as it runs now: it was started anew.',
  ASSAY_HUB_FULL: 'Wait for another run to end, or start the hub with --max-environments.',
  ASSAY_HUB_ENVIRONMENT_TAKEN: 'Wait for the run that has it; what a killed run left behind is closed within two minutes.',
  ASSAY_HUB_ENVIRONMENT_CLOSED: 'Run again; if it was closed for its age or for what it stored, start the hub with --max-age or --stored-mb.',
}

/** A refusal of a shared hub as a problem of the set-up. */
export function hubProblem(error: ControlFailed, { url }: Pick<HubAccess, 'url'>): Problem {
  const code = (error.code !== undefined && error.code in REMEDIES ? error.code : error.status === undefined ? 'ASSAY_HUB_UNREACHABLE' : 'ASSAY_HUB_REFUSED') as ProblemCode
  return { code, what: 'Failed to use the shared hub', place: url, seen: error.message, remedy: REMEDIES[code] ?? 'Do as it says.' }
}
