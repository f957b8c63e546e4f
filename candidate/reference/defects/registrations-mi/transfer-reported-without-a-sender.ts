import { compatibilityPayload, eventsOf } from '../../registrations-mi/events.ts'
import { defect } from '../defect.ts'

export const transferReportedWithoutASender = defect({
  name: 'transfer-reported-without-a-sender',
  requirement: 'GP2GP05',
  story: 'Says of everybody that their record cannot come over, also where there was no practice that could have sent one.',
  replaces: eventsOf,
  with: (services, facts, nhsNumber, open) => {
    const events = eventsOf.proper(services, facts, nhsNumber, open)
    const [registration] = events
    if (!registration || facts.previousPractice !== undefined) return events
    const { odsCode } = services.config.practice
    const payload = compatibilityPayload(facts, { odsCode, open, onSpine: false })
    return [registration, { kind: 'transfer-compatibility-statuses' as const, body: { ...registration.body, sendingPracticeOdsCode: 'UNKNOWN', payload } }]
  },
})
