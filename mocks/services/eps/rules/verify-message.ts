import { eventOf, type Bundle } from '../fhir.ts'
import { fatal, type Objection } from '../issue.ts'
import { cancelObjections } from './cancel-rules.ts'
import { commonObjections } from './common-rules.ts'
import { orderObjections } from './order-rules.ts'

/** The messages this API takes. */
export type MessageEvent = 'prescription-order' | 'prescription-order-update'

/** Every rule a message breaks, in the order the service finds them. May throw a `ProcessingError`. */
export function messageObjections(bundle: Bundle, prescribingEnabled: boolean): Objection[] {
  if (bundle.resourceType !== 'Bundle') return [fatal('resource-type', 'value', 'Incorrect FHIR resource type. Expected Bundle.')]
  const event = eventOf(bundle)
  if (event === 'dispense-notification')
    return [fatal('dispensing-scope', 'forbidden', 'Your app does not have permission to access dispensing functionality.')]
  if (event !== 'prescription-order' && event !== 'prescription-order-update') {
    return [
      fatal(
        'message-event',
        'value',
        'MessageHeader.eventCoding.code must be one of: prescription-order, prescription-order-update, dispense-notification.',
        'Bundle.entry.resource.ofType(MessageHeader).eventCoding.code',
      ),
    ]
  }
  if (!prescribingEnabled) return [fatal('prescribing-disabled', 'not-supported', 'Prescribing functionality is disabled.')]
  return [...commonObjections(bundle), ...(event === 'prescription-order' ? orderObjections(bundle) : cancelObjections(bundle))]
}
