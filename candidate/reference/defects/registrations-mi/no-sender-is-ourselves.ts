import { commonTo } from '../../registrations-mi/events.ts'
import { defect } from '../defect.ts'

export const noSenderIsOurselves = defect({
  name: 'no-sender-is-ourselves',
  requirement: 'GP2GP05',
  story: 'Names itself as the previous practice where there was none.',
  replaces: commonTo,
  with: (services, facts, nhsNumber) => ({ sendingPracticeOdsCode: services.config.practice.odsCode, ...commonTo.proper(services, facts, nhsNumber) }),
})
