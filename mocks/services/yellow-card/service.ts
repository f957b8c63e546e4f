import { defineService } from '../../kit/service.ts'
import { errors } from './answers.ts'
import { controls } from './controls.ts'
import { submitReport } from './routes/submit-report.ts'
import { createState, type YellowCardState } from './state.ts'

/** The regulator's Yellow Card scheme: suspected adverse drug reactions, reported from the record. */
export const service = defineService<YellowCardState, typeof controls>({
  key: 'yellow-card',
  title: 'Electronic Yellow Card (MHRA)',
  basePath: '/yellow-card',
  spec: { title: 'DCB1582 Electronic Yellow Card Reporting; ICH E2B(R2)', url: 'https://standards.nhs.uk/published-standards/electronic-yellow-card-reporting', version: 'DCB1582 Amd 16/2017' },
  state: createState,
  routes: [submitReport],
  errors,
  controls,
})
