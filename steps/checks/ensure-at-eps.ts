import { check, finding } from './check.ts'

/** EPS has so many prescriptions for this patient, with these items altogether (dm+d codes, in any order): nothing is missing, nothing is there twice. */
export const ensureAtEps = check(
  'EPS has what was prescribed, once',
  async ({ outside }, { nhsNumber, prescriptions, codes }: { nhsNumber: string; prescriptions: number; codes: readonly string[] }) => {
    const found = await outside.eps.listPrescriptions({ nhsNumber })
    const seen = found.flatMap(({ items }) => items.map((item) => item.medication.code))
    return [
      found.length !== prescriptions && finding('another number of prescriptions', { expected: prescriptions, seen: found.map(({ id }) => id).join(', ') || 'none' }),
      seen.toSorted().join() !== codes.toSorted().join() && finding('other items', { expected: codes.toSorted(), seen: seen.toSorted() }),
    ]
  },
)
