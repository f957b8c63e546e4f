import { whyNotFromOutside } from '../../gp-connect/register-from-outside.ts'
import { defect } from '../defect.ts'

export const theProtectedRegisteredFromOutside = defect({
  name: 'the-protected-registered-from-outside',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Registers patients whom PDS protects, and tells the other organisation that they are here.',
  replaces: whyNotFromOutside,
  with: (sent, record) => whyNotFromOutside.proper(sent, { ...record, patient: { ...record.patient, meta: {} } }),
})
