import { defineService } from '../../../../kit/service.ts'
import { errors } from '../../errors.ts'
import { service as spine } from '../../service.ts'
import type { SpineState } from '../../state.ts'
import { controls } from '../controls.ts'
import { ask } from './ask.ts'

/**
 * What the Spine answers at once about Summary Care Records, and what others do to them. It shows the state of `spine`, where
 * summaries arrive.
 */
export const service = defineService<SpineState, typeof controls>({
  key: 'spine-scr',
  title: 'Spine messages: Summary Care Record (HL7 V3)',
  basePath: '/sync-service',
  spec: { title: 'Spine external interface specification, Summary Care Record', url: 'https://digital.nhs.uk/developer/api-catalogue/summary-care-record-hl7-v3' },
  state: (environment) => environment.stateOf(spine),
  routes: [ask],
  errors,
  controls,
})
