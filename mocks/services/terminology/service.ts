import { defineService } from '../../kit/service.ts'
import { controls } from './controls.ts'
import { errors, notFound } from './errors.ts'
import { expand } from './routes/expand.ts'
import { lookup, lookupPosted } from './routes/lookup.ts'
import { metadata } from './routes/metadata.ts'
import { subsumes } from './routes/subsumes.ts'
import { token } from './routes/token.ts'
import { translate } from './routes/translate.ts'
import { validateInCodeSystem, validateInValueSet } from './routes/validate-code.ts'
import { createState, type TerminologyState } from './state.ts'

/** The NHS Terminology Server: SNOMED CT in its UK Edition, dm+d among it, over FHIR. */
export const service = defineService<TerminologyState, typeof controls>({
  key: 'terminology',
  title: 'NHS Terminology Server',
  basePath: '/terminology',
  spec: { title: 'NHS England Terminology Server: FHIR R4 terminology services', url: 'https://digital.nhs.uk/services/terminology-server', version: 'FHIR 4.0.1' },
  state: createState,
  routes: [token, metadata, lookup, lookupPosted, validateInCodeSystem, validateInValueSet, expand, translate, subsumes],
  errors,
  unmatched: () => notFound('Unknown operation.'),
  controls,
})
