import { loadWorld } from '../../config/world.ts'
import { accreditedPractices } from '../../mocks/kit/spine-directory.ts'

/** What the system of the practice that a candidate serves is known by on the Spine. */
export function accreditationOfPractice(): { asid: string; partyKey: string } {
  const { odsCode } = loadWorld().practice
  const found = accreditedPractices().find(({ organisation }) => organisation === odsCode)
  if (!found) throw new Error(`Failed to find the accreditation of ${odsCode}: config/world.yaml has no such open practice.`)
  return { asid: found.asid, partyKey: found.partyKey }
}
