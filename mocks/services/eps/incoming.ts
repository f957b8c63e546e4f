import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { resourcesOf, type Bundle, type Patient } from './fhir.ts'
import { bareOutcome, object, refuseProcessing } from './outcome.ts'
import { ProcessingError } from './processing-error.ts'
import { readMessage } from './read-message.ts'
import { structureObjections } from './rules/structure.ts'
import { messageObjections } from './rules/verify-message.ts'
import type { EpsState } from './state.ts'
import { ID } from './systems.ts'

/** Reads the body and holds it to the FHIR profiles, as the validator in front of the service does. */
export function validated(call: Call<EpsState>): Bundle {
  let bundle: Bundle
  try {
    bundle = readMessage(call.text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const diagnostics = `Failed to parse JSON encoded FHIR content: ${error.message}`
    return refuse(bareOutcome(400, { severity: 'error', code: 'invalid', diagnostics }), {
      rule: 'not-json',
      detail: diagnostics,
      clause: 'EPS FHIR Prescribing API, request body',
    })
  }
  const objections = structureObjections(call.json)
  if (objections.length) object(call, objections, 'FHIR validation', lastUpdatedOf(bundle))
  return bundle
}

/** Reads the body and holds it to every rule of the API. */
export function verified(call: Call<EpsState>): Bundle {
  const bundle = validated(call)
  const objections = processing(() => messageObjections(bundle, call.state.prescribingEnabled))
  if (objections.length) object(call, objections, 'Verification errors', lastUpdatedOf(bundle))
  return bundle
}

/** Runs what may find that the message cannot be turned into HL7 V3, and refuses the message then. */
export function processing<T>(work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    if (thrown instanceof ProcessingError) return refuseProcessing(thrown)
    throw thrown
  }
}

/** The NHS number a message is about, whatever else may be wrong with it. */
export function subjectOf(call: Call<EpsState>): string | undefined {
  const body = call.json as { entry?: unknown } | undefined
  if (!Array.isArray(body?.entry)) return undefined
  const bundle = {
    resourceType: 'Bundle',
    entry: (body.entry as Bundle['entry']).filter((entry) => typeof entry?.resource === 'object' && entry.resource !== null),
  }
  const identifiers = resourcesOf<Patient>(bundle, 'Patient')[0]?.identifier
  return Array.isArray(identifiers) ? identifiers.find((identifier) => identifier?.system === ID.nhsNumber)?.value : undefined
}

/** When the message says it was last changed, which objections to it repeat. Anything may have come. */
export function lastUpdatedOf(bundle: Bundle | null): string | undefined {
  return bundle?.meta?.lastUpdated
}
