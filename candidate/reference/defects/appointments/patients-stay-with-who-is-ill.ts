import { takenAlong } from '../../appointments/hand-over-session.ts'
import { defect } from '../defect.ts'

export const patientsStayWithWhoIsIll = defect({
  name: 'patients-stay-with-who-is-ill',
  requirement: 'E00220',
  story: 'Hands a session over to a locum: what is free in it. Who was booked already stays on the list of the doctor who is ill.',
  replaces: takenAlong,
  with: () => [],
})
