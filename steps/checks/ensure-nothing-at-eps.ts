import { check, finding } from './check.ts'

/** No prescription for this patient is at EPS, where any pharmacy could have it. */
export const ensureNothingAtEps = check('EPS has no prescription for the patient', async ({ outside }, { nhsNumber }: { nhsNumber: string }) => {
  const found = await outside.eps.listPrescriptions({ nhsNumber })
  return found.length > 0 && finding('EPS has one', { expected: 'none', seen: found.map(({ id, statusName, items }) => `${id} (${statusName}): ${items.map((item) => item.medication.display).join(', ')}`).join('; ') })
})
