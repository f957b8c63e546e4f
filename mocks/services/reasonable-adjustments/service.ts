import { authorise } from '../../kit/access.ts'
import { echoIds } from '../../kit/echo-ids.ts'
import { refuse } from '../../kit/refusal.ts'
import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { errors, outcome, refuseAccess } from './errors.ts'
import { ACCESS } from './headers.ts'
import { PARTS } from './parts.ts'
import { createPart } from './routes/create-part.ts'
import { poll } from './routes/poll.ts'
import { readPart } from './routes/read-part.ts'
import { removeRecord } from './routes/remove-record.ts'
import { updatePart } from './routes/update-part.ts'
import { createState, type RaState } from './state.ts'

/** The Reasonable Adjustment Flag: which adjustments a disabled patient needs, shared by all who care for them. */
export const service = defineService<RaState, typeof controls>({
  key: 'reasonable-adjustments',
  title: 'Reasonable Adjustment Flag (FHIR STU3)',
  basePath: '/reasonable-adjustment-flag/FHIR/STU3',
  spec: {
    title: 'Reasonable Adjustment Flag API',
    url: 'https://digital.nhs.uk/developer/api-catalogue/reasonable-adjustment-flag-fhir',
    version: '0.3.4-beta, snapshot of 4 March 2024',
  },
  state: createState,
  routes: [...PARTS.map(createPart), ...PARTS.map(readPart), readPart('ThresholdCode'), ...PARTS.map(updatePart), removeRecord, poll],
  errors,
  refuseAccess,
  everyReply: echoIds,
  unmatched(call) {
    call.grant = authorise(call, ACCESS, refuseAccess)
    return refuse(outcome('UNSUPPORTED_SERVICE'))
  },
  controls,
})
