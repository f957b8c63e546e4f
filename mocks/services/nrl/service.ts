import { authorise } from '../../kit/access.ts'
import { echoIds } from '../../kit/echo-ids.ts'
import { refuse } from '../../kit/refusal.ts'
import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { errors, outcome, refuseAccess } from './errors.ts'
import { ACCESS } from './headers.ts'
import { consumerRead } from './routes/consumer-read.ts'
import { consumerSearchPost } from './routes/consumer-search-post.ts'
import { consumerSearch } from './routes/consumer-search.ts'
import { producerCreate } from './routes/producer-create.ts'
import { producerDelete } from './routes/producer-delete.ts'
import { producerRead } from './routes/producer-read.ts'
import { producerSearchPost } from './routes/producer-search-post.ts'
import { producerSearch } from './routes/producer-search.ts'
import { producerUpdate } from './routes/producer-update.ts'
import { retrieveThroughProxy } from './routes/retrieve-through-proxy.ts'
import { createState, type NrlState } from './state.ts'

const KNOWN_PATH = /\/record-locator\/(producer|consumer)\/FHIR\/R4\/DocumentReference(\/[^/?]+)?(\?|$)/

/** Where records of a patient are held by others: pointers, not the records themselves. */
export const service = defineService<NrlState, typeof controls>({
  key: 'nrl',
  title: 'National Record Locator (FHIR R4)',
  basePath: '/record-locator',
  spec: { title: 'National Record Locator, producer and consumer', url: 'https://digital.nhs.uk/developer/api-catalogue/national-record-locator-fhir', version: '1.0.0' },
  state: createState,
  routes: [consumerSearch, consumerSearchPost, consumerRead, producerCreate, producerSearch, producerSearchPost, producerRead, producerUpdate, producerDelete, retrieveThroughProxy],
  errors,
  refuseAccess,
  everyReply: echoIds,
  unmatched(call) {
    call.grant = authorise(call, ACCESS, refuseAccess)
    const name = KNOWN_PATH.test(call.url) ? 'METHOD_NOT_ALLOWED' : 'RESOURCE_NOT_FOUND'
    return refuse(outcome({ name, diagnostics: `${call.method} is not offered here` }))
  },
  controls,
})
