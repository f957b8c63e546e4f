import { isForPatients } from '../../appointments/find-slots.ts'
import { defect } from '../defect.ts'

export const onlineFlagOfTheSession = defect({
  name: 'online-flag-of-the-session',
  requirement: 'E00221',
  story: 'Decides by the session what patients may book themselves. A slot that was kept back for the desk is offered to them still.',
  replaces: isForPatients,
  with: (_slot, slotsOfSession) => slotsOfSession().some(({ patientBookable }) => patientBookable),
})
