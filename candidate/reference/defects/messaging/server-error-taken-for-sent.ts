import { randomUUID } from 'node:crypto'
import { readAcceptance } from '../../national/nhs-app.ts'
import { defect } from '../defect.ts'

export const serverErrorTakenForSent = defect({
  name: 'server-error-taken-for-sent',
  requirement: 'TIF-CS-11',
  story: 'Looks for a 4xx to tell that a message was not taken. What fails with a 5xx is shown as sent.',
  replaces: readAcceptance,
  with: (answer) => (answer.status >= 500 ? randomUUID() : readAcceptance.proper(answer)),
})
