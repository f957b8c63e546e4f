import { patientTold } from '../../bars/message.ts'
import { defect } from '../defect.ts'

export const withheldAddressSent = defect({
  name: 'withheld-address-sent',
  requirement: 'TIF-IG-PRIV-01',
  story: 'Sends the address it holds, without looking whether it is withheld.',
  replaces: patientTold,
  with: (patient) => {
    const home = patient.national.address?.[0]
    return { ...patientTold.proper(patient), address: [{ use: 'home', line: home?.line ?? ['12 Orchard Close'], postalCode: home?.postalCode ?? 'HG2 7QP' }] }
  },
})
