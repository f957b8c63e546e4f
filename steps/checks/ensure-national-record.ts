import { check, finding } from './check.ts'

/** The parts of a national record that scenarios speak of. */
export interface NationalView {
  mobile?: string
  addressLines?: string[]
  postcode?: string
  practice?: string
  nominatedPharmacy?: string
}

/** The national record holds these values. */
export const ensureNationalRecord = check('the national record is as it should be', async ({ outside }, { nhsNumber, expected }: { nhsNumber: string; expected: NationalView }) => {
  const seen = nationalView(await outside.pds.readPatient({ nhsNumber }))
  return Object.entries(expected).map(([name, value]) => {
    const found = seen[name as keyof NationalView]
    return JSON.stringify(found) !== JSON.stringify(value) && finding(`another ${name}`, { expected: value, seen: found ?? 'nothing' })
  })
})

interface NationalPatient {
  telecom?: { system?: string; use?: string; value?: string }[]
  address?: { use?: string; line?: string[]; postalCode?: string }[]
  generalPractitioner?: { identifier?: { value?: string } }[]
  extension?: { url?: string; valueReference?: { identifier?: { value?: string } } }[]
}

function nationalView(resource: unknown): NationalView {
  const patient = resource as NationalPatient
  const home = patient.address?.find((address) => address.use === 'home')
  const mobile = patient.telecom?.find((telecom) => telecom.system === 'phone' && telecom.use === 'mobile')?.value
  const practice = patient.generalPractitioner?.[0]?.identifier?.value
  const pharmacy = patient.extension?.find((extension) => extension.url?.endsWith('NominatedPharmacy'))?.valueReference?.identifier?.value
  return {
    ...(mobile && { mobile }),
    ...(home?.line && { addressLines: home.line }),
    ...(home?.postalCode && { postcode: home.postalCode }),
    ...(practice && { practice }),
    ...(pharmacy && { nominatedPharmacy: pharmacy }),
  }
}
