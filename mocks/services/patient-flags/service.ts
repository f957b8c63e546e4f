import { authorise } from '../../kit/access.ts'
import { echoIds } from '../../kit/echo-ids.ts'
import { refuse } from '../../kit/refusal.ts'
import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { errors, outcome, refuseAccess } from './errors.ts'
import { ACCESS } from './request.ts'
import { deleteFlag } from './routes/delete-flag.ts'
import { getFlags } from './routes/get-flags.ts'
import { postFlag } from './routes/post-flag.ts'
import { createState, type FlagsState } from './state.ts'

/** Patient flags: a family history of female genital mutilation, and what local authorities tell of children to be protected. */
export const service = defineService<FlagsState, typeof controls>({
  key: 'patient-flags',
  title: 'Patient Flags (FGM-IS, CP-IS)',
  basePath: '/patient-flags/FHIR/R4',
  spec: { title: 'Patient Flags API (overview and implementation guide only)', url: 'https://digital.nhs.uk/developer/api-catalogue/patient-flags' },
  state: createState,
  routes: [getFlags, postFlag, deleteFlag],
  errors,
  refuseAccess,
  everyReply: echoIds,
  unmatched(call) {
    call.grant = authorise(call, ACCESS, refuseAccess)
    return refuse(outcome('RESOURCE_NOT_FOUND', `${call.method} is not offered here`))
  },
  controls,
})
