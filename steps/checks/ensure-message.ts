import { resourcesIn, type EpsMessage, type EpsResource } from '../support/eps-message.ts'
import { check, finding } from './check.ts'

/** Every item of the patient's only prescription says so. `read` looks at an item, `expected` is what it must find. */
export const ensureMessage = check('the prescription says so', async ({ outside }, { nhsNumber, facts }: { nhsNumber: string; facts: Record<string, { read: (item: EpsResource) => unknown; expected: unknown }> }) => {
  const [found, ...more] = await outside.eps.listPrescriptions({ nhsNumber })
  if (!found || more.length > 0) return finding('not exactly one prescription at EPS', { expected: 'one', seen: [found, ...more].flatMap((each) => each?.id ?? []).join(', ') || 'none' })
  const items = resourcesIn((await outside.eps.readMessage({ prescriptionId: found.id })) as EpsMessage, 'MedicationRequest')
  return items.flatMap((item) =>
    Object.entries(facts).map(([what, { read, expected }]) => {
      const seen = read(item)
      return JSON.stringify(seen) !== JSON.stringify(expected) && finding(`another ${what}`, { expected, seen: seen ?? 'none' })
    }),
  )
})
