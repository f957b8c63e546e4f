import type { Work } from '../work.ts'
import { refusalFor, unreadableAnswer } from './answer.ts'
import { isObject } from './json.ts'
import type { Platform } from './platform.ts'

/** An NHS organisation as ODS has it. */
export interface Organisation {
  odsCode: string
  name: string
  /** Whether it is open. */
  active: boolean
  /** Codes of the ODS roles it holds: `RO182`. */
  roles: readonly string[]
}

/** The Organisation Data Service: who is who among practices, pharmacies and trusts. */
export interface Ods {
  /** The organisation with this code; undefined if there is none. */
  read(work: Work, odsCode: string): Promise<Organisation | undefined>
}

/** ODS role of a community pharmacy. */
export const PHARMACY = 'RO182'

const BASE = '/organisation-data-terminology-api/fhir'
const SERVICE = 'The Organisation Data Service (ODS)'
const ROLE = 'https://digital.nhs.uk/services/organisation-data-service/CodeSystem/ODSOrganisationRole'

/** Speaks the ODS terminology FHIR R4 API, which wants nothing but the application's key. */
export function createOds(platform: Platform): Ods {
  return {
    read: async (work, odsCode) => {
      const answer = await platform.call({
        service: SERVICE,
        as: 'api-key',
        method: 'GET',
        path: `${BASE}/Organization/${encodeURIComponent(odsCode)}`,
        correlationId: work.interaction,
      })
      if (answer.status === 404) return undefined
      if (answer.status !== 200) throw refusalFor(SERVICE, answer)
      const { resourceType, id, name, active, extension } = answer.body
      if (resourceType !== 'Organization' || id !== odsCode || typeof name !== 'string' || typeof active !== 'boolean') {
        throw unreadableAnswer(SERVICE, `expected Organization ${odsCode}`)
      }
      return { odsCode, name, active, roles: rolesIn(extension) }
    },
  }
}

/** Role codes, wherever in the nested extensions they are. */
function rolesIn(extension: unknown): string[] {
  if (Array.isArray(extension)) return extension.flatMap(rolesIn)
  if (!isObject(extension)) return []
  const concept = isObject(extension['valueCodeableConcept']) ? extension['valueCodeableConcept']['coding'] : undefined
  const own = Array.isArray(concept) ? concept.filter(isObject).flatMap(({ system, code }) => (system === ROLE ? [String(code)] : [])) : []
  return [...own, ...rolesIn(extension['extension'])]
}
