import type { AuditLine } from '../../candidate/port/audit.ts'
import { must, type AssayWorld } from '../world.ts'

export const PRIVACY_OFFICER = 'privacy officer'

/** The audit trail as the privacy officer sees it, newest line first. Whoever acts goes on acting. */
export async function readTrail(world: AssayWorld, query: { patientId?: string; userId?: string } = {}): Promise<AuditLine[]> {
  if (query.patientId === undefined) world.mustBeAlone('reads of the audit trail what everybody did')
  const staff = world.staff(PRIVACY_OFFICER)
  // A session of their own: the scenario may have let others run out.
  const officer = must(await world.candidate.identity.signIn(staff, { roleId: staff.roles[0]!.id }), `sign in as ${PRIVACY_OFFICER}`)
  return must(await world.candidate.audit.read(officer, query), 'show the audit trail to the privacy officer')
}

/** Remembers where the trail ends now. */
export async function markTrail(world: AssayWorld): Promise<void> {
  world.mustBeAlone('looks at all that is new in the audit trail')
  const [newest] = await readTrail(world)
  world.notes.set('trail', newest?.id ?? '')
}

/** The lines written since the mark, newest first, those of looking at the trail left out. */
export async function trailSinceMark(world: AssayWorld): Promise<AuditLine[]> {
  const mark = world.notes.get('trail')
  if (typeof mark !== 'string') throw new Error('Failed to tell new audit lines from old: the scenario has no "has read the audit trail so far" step.')
  const lines = await readTrail(world)
  const end = lines.findIndex((line) => line.id === mark)
  return (end < 0 ? lines : lines.slice(0, end)).filter((line) => line.userId !== world.staff(PRIVACY_OFFICER).id)
}
