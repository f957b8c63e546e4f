import { notesOnReceiving } from '../../demographics/open-patient.ts'
import { defect } from '../defect.ts'

export const formerAddressForgotten = defect({
  name: 'former-address-forgotten',
  requirement: 'E00164',
  story: 'Overwrites the address when the patient moves. Where they lived before, and until when, is gone.',
  replaces: notesOnReceiving,
  with: (known, record, today) => {
    const { formerAddresses: _forgotten, ...notes } = notesOnReceiving.proper(known, record, today)
    return notes
  },
})
