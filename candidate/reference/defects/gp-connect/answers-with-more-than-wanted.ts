import { wantsNoMore } from '../../gp-connect/appointments.ts'
import { defect } from '../defect.ts'

export const answersWithMoreThanWanted = defect({
  name: 'answers-with-more-than-wanted',
  requirement: 'TIF-GPC-14',
  story: 'Sends the whole appointment to whoever wants no more than to know that it is booked.',
  replaces: wantsNoMore,
  with: () => false,
})
