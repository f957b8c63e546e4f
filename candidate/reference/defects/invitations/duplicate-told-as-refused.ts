import { refusalFor } from '../../national/answer.ts'
import { NHS_NOTIFY, readBatchAcceptance } from '../../national/nhs-notify.ts'
import { defect } from '../defect.ts'

export const duplicateToldAsRefused = defect({
  name: 'duplicate-told-as-refused',
  requirement: 'E00367',
  story: 'Tells the user that NHS Notify refused what it had taken before, and leaves the invitation unsent for ever.',
  replaces: readBatchAcceptance,
  with: (answer) => {
    if (answer.status === 422) throw refusalFor(NHS_NOTIFY, answer)
    return readBatchAcceptance.proper(answer)
  },
})
