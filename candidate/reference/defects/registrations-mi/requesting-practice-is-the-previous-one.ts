import { commonTo } from '../../registrations-mi/events.ts'
import { defect } from '../defect.ts'

export const requestingPracticeIsThePreviousOne = defect({
  name: 'requesting-practice-is-the-previous-one',
  requirement: 'GP2GP05',
  story: 'Mixes up who asks and who sends.',
  replaces: commonTo,
  with: (services, facts, nhsNumber) => {
    const common = commonTo.proper(services, facts, nhsNumber)
    return facts.previousPractice === undefined ? common : { ...common, requestingPracticeOdsCode: facts.previousPractice, sendingPracticeOdsCode: common['reportingPracticeOdsCode'] }
  },
})
