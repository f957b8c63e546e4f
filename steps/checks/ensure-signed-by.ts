import type { WorldStaff } from '../../config/world.ts'
import { check, finding } from './check.ts'

/**
 * EPS took the signature, which it holds to every item, the patient and the prescriber; it was made with SHA-256, and with the
 * key whose certificate names the prescriber. Sources: EPSP05; Human Medicines Regulations 2012, regulation 219 (advanced electronic signature).
 */
export const ensureSignedBy = check("the prescription is signed with its prescriber's own key", async ({ outside }, { prescriptionId, staff }: { prescriptionId: string; staff: WorldStaff }) => {
  const found = await outside.eps.readPrescription({ prescriptionId })
  if (!found) return finding('EPS does not have the prescription', { expected: prescriptionId, seen: 'nothing' })
  const { algorithm, certificate } = found.signature
  return [
    algorithm !== 'sha256' && finding('signed with another algorithm', { expected: 'SHA-256', seen: algorithm }),
    !certificate.subject.includes(staff.id) && finding("somebody else's signature", { expected: `a certificate of ${staff.id}`, seen: certificate.subject }),
  ]
})
