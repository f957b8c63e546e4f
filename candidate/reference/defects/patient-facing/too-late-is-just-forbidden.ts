import { whyNotCancel } from '../../patient-facing/appointments/cancel.ts'
import { PublishedError } from '../../patient-facing/published-error.ts'
import { defect } from '../defect.ts'

export const tooLateIsJustForbidden = defect({
  name: 'too-late-is-just-forbidden',
  requirement: 'TIF-GPC-17',
  story: 'Forbids to cancel what is too late, as it forbids everything: the app tells the patient that they may not.',
  replaces: whyNotCancel,
  with: (services, appointment) => {
    const refusal = whyNotCancel.proper(services, appointment)
    return refusal && new PublishedError('ACCESS_DENIED')
  },
})
