import { keepWaiting, onGivenUp } from '../../laboratory/stored-reports.ts'
import { storedReportsStore } from '../../laboratory/stored-reports-store.ts'
import { defect } from '../defect.ts'

export const resultAskedForOnce = defect({
  name: 'result-asked-for-once',
  requirement: 'E00433',
  story: 'Asks the store once. When it fails, a person is told to ring the laboratory, for a result that is there a minute later.',
  replaces: keepWaiting,
  with: (services, report, { message }) => {
    storedReportsStore(services).giveUp(report.id)
    onGivenUp(services, report, message)
  },
})
