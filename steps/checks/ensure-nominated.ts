import { check, finding } from './check.ts'

/** The prescription goes to the pharmacy that the patient has nominated, or to none in particular. */
export const ensureNominated = check('the prescription goes where the patient wants it', async ({ outside }, { nhsNumber, pharmacy }: { nhsNumber: string; pharmacy: string | undefined }) => {
  const found = await outside.eps.listPrescriptions({ nhsNumber })
  return [
    found.length === 0 && finding('EPS has no prescription', { expected: 'one', seen: 'none' }),
    ...found.flatMap(({ id, nominatedDispenser, siteType }) => [
      nominatedDispenser !== pharmacy && finding('another pharmacy', { expected: pharmacy ?? 'none', seen: `${id}: ${nominatedDispenser ?? 'none'}` }),
      siteType !== (pharmacy === undefined ? '0004' : 'P1') && finding('another kind of dispenser', { expected: pharmacy === undefined ? '0004 (none)' : 'P1 (community pharmacy)', seen: siteType }),
    ]),
  ]
})
