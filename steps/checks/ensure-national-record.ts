import type { ControlClient } from '../../mocks/control-client.ts'
import { check, finding } from './check.ts'

type RecordView = NonNullable<Awaited<ReturnType<ControlClient['outside']['pds']['readPatient']>>>

/** The parts of a national record that scenarios speak of. */
export interface NationalView {
  mobile?: string
  email?: string
  /** All telephone numbers by their use. */
  telephones?: Record<string, string>
  addressLines?: string[]
  postcode?: string
  practice?: string
  /** Every nominated pharmacy; there ought to be one at most. */
  pharmacies?: string[]
}

/** The national record holds these values. */
export const ensureNationalRecord = check('the national record is as it should be', async ({ outside }, { nhsNumber, expected }: { nhsNumber: string; expected: NationalView }) => {
  const record = await outside.pds.readPatient({ nhsNumber })
  if (!record) return finding('no national record', { expected: nhsNumber, seen: 'none' })
  const seen = nationalView(record)
  return Object.entries(expected).map(([name, value]) => {
    const found = seen[name as keyof NationalView]
    return JSON.stringify(found) !== JSON.stringify(value) && finding(`another ${name}`, { expected: value, seen: found ?? 'nothing' })
  })
})

function nationalView({ patient }: RecordView): NationalView {
  const home = patient.address?.find((address) => address.use === 'home')
  const mobile = patient.telecom?.find((telecom) => telecom.system === 'phone' && telecom.use === 'mobile')?.value
  const email = patient.telecom?.find((telecom) => telecom.system === 'email')?.value
  const telephones = patient.telecom?.filter((telecom) => telecom.system === 'phone') ?? []
  const practice = patient.generalPractitioner?.[0]?.identifier?.value
  const pharmacies = (patient.extension ?? []).flatMap(({ url, valueReference }) =>
    url?.endsWith('NominatedPharmacy') && valueReference ? [valueReference.identifier.value] : [],
  )
  return {
    ...(mobile && { mobile }),
    ...(email && { email }),
    telephones: Object.fromEntries(telephones.map(({ use = '', value = '' }) => [use, value] as const).sort(([a], [b]) => (a < b ? -1 : 1))),
    ...(home?.line && { addressLines: home.line }),
    ...(home?.postalCode && { postcode: home.postalCode }),
    ...(practice && { practice }),
    pharmacies,
  }
}
